"""The lines of a PDF page with the place and size of their letters, and what of the page is not read."""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rag.ingest.formats.pdf_cells import Line, with_cells
from rag.ingest.formats.pdf_hidden import TINY, Box, Drawn, drawn_on
from rag.ingest.formats.pdf_raw import Calls, address, calls, place_of, room
from rag.ingest.formats.reading import raised

_HYPHENS = "\x02\ufffe"  # what pdfium writes for a hyphen it found at a line end, the line end included
_LINE = re.compile(f"[^\r\n{_HYPHENS}]*[{_HYPHENS}]|[^\r\n{_HYPHENS}]+")
_DOUBTFUL = re.compile("[\0\ud800-\uf8ff\ufff0-\uffff]")
_DIGITS = re.compile(r"\d+")
_SMALL = 0.85  # of the line's size: a raised mark
_EM = 0.85  # of the height of a letter's box from ascent to descent
_PROBES = 8  # characters of a page whose font is asked whether it knows its letters
_MORE_OBJECTS = 1.15  # text objects a line; only from there on can a blank lie between two of them
_NO_INK, _WHITE_INK, _TINY_INK, _OFF_PAGE = "without ink", "white on white", "under 2 points", "outside of the page"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and how much of it means no letter or cannot be seen."""

    lines: tuple[Line, ...]
    characters: int  # that it draws
    unmapped: int  # of them without a letter
    hidden: tuple[tuple[str, str], ...] = ()  # why it cannot be seen, and the text
    scanned: bool = False  # its text lies unseen over a picture of the page: OCR


_Places = int | tuple[int, ...]  # the numbers of a line's characters on the page; of the first when they run on
_Piece = tuple[str, _Places]
_Placed = tuple[Line, _Places, int]  # the last is the place of the line's first character among those numbered


def read_page(page: Any, text_page: Any) -> Page:
    """The lines of one page, given by pypdfium2's raw handles; a page without text gives none."""
    import pypdfium2.raw as raw

    asked, handle = calls(), address(text_page)
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return Page((), 0, 0)
    text = _text(asked, handle, count)
    box = _page_box(raw, page)
    pieces = _pieces(text)
    drawn = drawn_on(asked, address(page), box, len(pieces))
    hidden: list[tuple[str, str]] = []
    unmapped, scanned = 0, False
    if drawn.uninked or drawn.faint or drawn.tiny or _is_doubtful(asked, handle, text, count):
        pieces, hidden, unmapped, scanned = _slowly(asked, handle, count, drawn)
    placed = _placed(asked, handle, pieces, box, drawn.objects, raw.FPDFPage_GetRotation(page) == 2)
    if unseen := [line for line, _, _ in placed if line.size < TINY]:
        hidden += [(_TINY_INK if line.size else _OFF_PAGE, line.text) for line in unseen]
        placed = [one for one in placed if one[0].size >= TINY]
    lines = [line for line, _, _ in placed]
    if drawn.objects > _MORE_OBJECTS * len(placed):
        lines = with_cells(
            asked, text_page, lines, lambda n: _of(placed[n][1], placed[n][2], placed[n][2] + len(lines[n].text))
        )
    return Page(tuple(lines), count - text.count("\r\n") * 2 - text.count(" "), unmapped, tuple(hidden), scanned)


def _text(asked: Calls, handle: int, count: int) -> str:
    """The page's text, a character for each of pdfium's; "" when pdfium's own count differs."""
    letters = room(count + 2, "H")
    if asked.text(handle, 0, count, place_of(letters)) != count + 1:
        return ""
    text = letters.tobytes()[: 2 * count].decode("utf-16", "replace")
    return text if len(text) == count else ""


def _page_box(raw: Any, page: Any) -> Box:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return Box(box.left, box.bottom, box.right, box.top)


def _is_doubtful(asked: Calls, handle: int, text: str, count: int) -> bool:
    """True when some character of the page needs to be asked for by itself."""
    if not text:
        return True
    odd = _DOUBTFUL.finditer(text) if not text.isascii() or "\0" in text else ()
    if any(asked.unicode(handle, m.start()) not in (0x02, 0xFFFE) for m in odd):
        return True
    return any(asked.unmapped(handle, i) == 1 for i in range(0, count, count // _PROBES + 1))


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    if "\x02" in text or "\ufffe" in text or text.count("\n") != text.count("\r\n"):
        return [(_hyphen(m[0]), m.start()) for m in _LINE.finditer(text)]
    at = 0
    for line in text.split("\r\n"):
        found.append((line, at))
        at += len(line) + 2
    return found


def _hyphen(line: str) -> str:
    return f"{line[:-1]}-" if line[-1] in _HYPHENS else line


def _slowly(
    asked: Calls, handle: int, count: int, drawn: Drawn
) -> tuple[list[_Piece], list[tuple[str, str]], int, bool]:
    """The lines character by character: what has no letter and what cannot be seen goes."""
    codes = [asked.unicode(handle, i) for i in range(count)]
    owners = [0] * count
    if drawn.uninked or drawn.faint or drawn.tiny:
        owners = [asked.object_of(handle, i) or 0 for i in range(count)]
    seen = sum(owner not in drawn.uninked for owner, code in zip(owners, codes, strict=True) if not _blank(code))
    unseen = sum(not _blank(code) for code in codes) - seen
    scanned = drawn.scanned and unseen >= seen  # an OCR layer is the page's text; a few words beside others are not
    reasons = dict.fromkeys(drawn.tiny, _TINY_INK) | dict.fromkeys(drawn.faint, _WHITE_INK)
    if not scanned:
        reasons |= dict.fromkeys(drawn.uninked, _NO_INK)
    pieces: list[_Piece] = []
    letters: list[str] = []
    places: list[int] = []
    hidden: list[tuple[str, list[str]]] = []
    unmapped = 0
    was = 0

    def close() -> None:
        if letters:
            pieces.append(("".join(letters), tuple(places)))
        letters.clear()
        places.clear()

    for i, (code, owner) in enumerate(zip(codes, owners, strict=True)):
        owner = was if owner == 0 and _blank(code) else owner  # blanks that pdfium adds belong to nothing
        was = owner
        if owner in reasons:
            if not hidden or hidden[-1][0] != reasons[owner]:
                hidden.append((reasons[owner], []))
            if letters and letters[-1] != " ":
                letters.append(" ")  # what stood around it must not grow together
                places.append(i)
            hidden[-1][1].append(" " if _blank(code) or code > 0x10FFFF else chr(code))
        elif code in (0x0A, 0x0D):
            close()
        elif code in (0x02, 0xFFFE):
            letters.append("-")
            places.append(i)
            close()
        elif code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or asked.unmapped(handle, i) == 1:
            unmapped += 1
        else:
            letters.append(chr(code))
            places.append(i)
    close()
    said = [(reason, " ".join("".join(text).split())) for reason, text in hidden]
    return [_whole(piece) for piece in pieces], [(r, t) for r, t in said if t], unmapped, scanned


def _blank(code: int) -> bool:
    return code <= 0x20 or code == 0xA0


def _whole(piece: _Piece) -> _Piece:
    """``piece`` with pairs of surrogates put together; its places then count for the first half."""
    if not re.search("[\ud800-\udfff]", piece[0]):
        return piece
    text = piece[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text, _of(piece[1], 0, len(text))


def _of(places: _Places, start: int, end: int) -> tuple[int, ...]:
    """The numbers of a line's characters from ``start`` to ``end``."""
    return tuple(range(places + start, places + end)) if isinstance(places, int) else places[start:end]


def _placed(
    asked: Calls, handle: int, pieces: Sequence[_Piece], box: Box, objects: int, upside_down: bool
) -> list[_Placed]:
    """The lines with their places and the numbers of their characters; those outside of the page have size 0."""
    held: list[tuple[str, _Places, int]] = []
    values = room(8 * len(pieces))
    at, ask = place_of(values), asked.box
    for text, places in pieces:
        bare = text.strip()
        if bare:
            first = 0 if len(bare) == len(text) else text.index(bare[0])
            last = first + len(bare) - 1
            if isinstance(places, int):
                ask(handle, places + first, at)
                ask(handle, places + last, at + 16)
            else:
                ask(handle, places[first], at)
                ask(handle, places[last], at + 16)
            held.append((bare, places, first))
            at += 32
    many_objects = objects > len(held)  # a raised mark is drawn by itself
    lines: list[_Placed] = []
    west, south, east, north = box
    edges = struct.iter_unpack("8f", values[: 8 * len(held)])
    for (text, places, first), (l1, t1, r1, b1, l2, t2, r2, b2) in zip(held, edges, strict=True):
        height, high = t1 - b1, t2 - b2
        if (l1 > east or r1 < west or b1 > north or t1 < south) and (
            l2 > east or r2 < west or b2 > north or t2 < south
        ):
            line = Line(text, l1, r2, b1, 0.0)
        elif (b2 - b1 > height or b1 - b2 > height) and -1 < l2 - l1 < 1 and len(text) > 1:
            # Upwards the next line stands to the right, downwards to the left.
            left, right, foot = (b1, t2, -r1) if b2 > b1 else (-t1, -b2, l1)
            line = Line(text, left, right, foot, round(_EM * (r1 - l1), 1))
        else:
            foot = b1
            small_first = height < _SMALL * high
            if high > height:
                height, foot = high, b2
            if many_objects and not text.isalpha():
                text = _with_raised(asked, handle, text, places, first, height, foot, small_first)
            left, right = (l1, r2) if l1 <= l2 else (l2, r1)  # right to left: the first letter stands last
            if upside_down:
                left, right, foot = -right, -left, -foot
            line = Line(text, left, right, foot, round(_EM * height, 1))
        lines.append((line, places, first))
    return lines


def _with_raised(
    asked: Calls, handle: int, text: str, places: _Places, first: int, height: float, foot: float, small_first: bool
) -> str:
    """``text`` with its small raised digits as superscripts: they are marks of footnotes or powers, not figures."""
    edges: array[Any] | None = None
    for run in _DIGITS.finditer(text):
        begin, end = run.span()
        if begin == 0 and not small_first:
            continue
        edges = edges or room(4)
        at = end
        while at > begin:
            spot = first + at - 1
            asked.box(handle, places + spot if isinstance(places, int) else places[spot], place_of(edges))
            if edges[1] - edges[3] >= _SMALL * height or edges[3] <= foot + 0.15 * height:
                break
            at -= 1
        if at < end:
            text = text[:at] + raised(text[at:end]) + text[end:]
    return text
