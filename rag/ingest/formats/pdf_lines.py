"""The lines of a PDF page, and what of the page is not read."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import attrgetter
from typing import Any

from rag.ingest.formats.pdf_cells import Line, as_rows, with_cells
from rag.ingest.formats.pdf_hidden import TINY, Box, Drawn, drawn_on
from rag.ingest.formats.pdf_placed import Said, placed, standing
from rag.ingest.formats.pdf_raw import Calls, calls, handle_of
from rag.ingest.formats.pdf_rules import Frame, Rules, frames, rules_of

_HYPHENS = "\x02\ufffe"  # what pdfium writes for a hyphen it found at a line end, the line end included
_LINE = re.compile(f"[^\r\n{_HYPHENS}]*[{_HYPHENS}]|[^\r\n{_HYPHENS}]+")
_DOUBTFUL = re.compile("[\0\ud800-\uf8ff\ufff0-\uffff]")
_SIZE = attrgetter("size")
_PROBES = 8  # characters of a page whose font is asked whether it knows its letters
_LONGEST_NAME = 128  # of a font
_BOLD = (b"bold", b"black", b"heavy", b"-bd", b"demi")  # as fonts are called
_FORCED_BOLD = 1 << 18  # a flag of a font
_NO_INK, _WHITE_INK, _TINY_INK, _OFF_PAGE = "without ink", "white on white", "under 2 points", "outside of the page"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and how much of it means no letter or cannot be seen."""

    lines: tuple[Line, ...]
    characters: int  # that it draws
    unmapped: int  # of them without a letter
    hidden: tuple[tuple[str, str], ...] = ()  # why it cannot be seen, and the text
    scanned: bool = False  # its text lies unseen over a picture of the page: OCR
    frames: tuple[Frame, ...] = ()  # tables that rules frame


def read_page(page: Any, text_page: Any) -> Page:
    """The lines of one page, given by pypdfium2's raw handles; a page without text gives none."""
    import pypdfium2.raw as raw

    asked, handle = calls(), handle_of(text_page)
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return Page((), 0, 0)
    text = asked.text(handle, count)
    box = _page_box(raw, page)
    said = _said(text)
    drawn = drawn_on(asked, handle_of(page), box, len(said.texts))
    hidden: list[tuple[str, str]] = []
    unmapped, scanned = 0, False
    if drawn.uninked or drawn.faint or drawn.tiny or _is_doubtful(asked, handle, text, count):
        said, hidden, unmapped, scanned = _slowly(asked, handle, count, drawn)
    said = _stripped(said)
    drew = count - text.count("\n") * 2 - text.count(" ")
    if not said.texts:
        return Page((), drew, unmapped, tuple(hidden), scanned)
    turned = raw.FPDFPage_GetRotation(page)
    lines = placed(standing(asked, handle, said, box, drawn.objects, turned == 2))
    if min(map(_SIZE, lines)) < TINY:
        hidden += [(_TINY_INK if line.size else _OFF_PAGE, line.text) for line in lines if line.size < TINY]
        seen = [n for n, line in enumerate(lines) if line.size >= TINY]
        lines, said = [lines[n] for n in seen], said.only(seen)
    rules = Rules() if turned or not lines else rules_of(asked, handle_of(page), box.right - box.left)
    if lines and not turned:
        lines = with_cells(asked, handle, lines, said.of, rules.uprights)
    weights = _Weights(raw, text_page)
    lines = [
        line._replace(bold=weights(spots[0]) and weights(spots[-1]))
        for line, spots in zip(lines, map(said.of, range(len(lines))), strict=True)
    ]
    lines = lines if turned else as_rows(lines)
    return Page(tuple(lines), drew, unmapped, tuple(hidden), scanned, tuple(frames(rules)))


class _Weights:
    """Tells of a character of a page whether its font is bold."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self._raw, self._page = raw, text_page
        self._name, self._flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()

    def __call__(self, character: int) -> bool:
        length = self._raw.FPDFText_GetFontInfo(self._page, character, self._name, _LONGEST_NAME, self._flags)
        name = self._name.value.lower() if length <= _LONGEST_NAME else b""
        return any(word in name for word in _BOLD) or bool(self._flags.value & _FORCED_BOLD)


def _page_box(raw: Any, page: Any) -> Box:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return Box(box.left, box.bottom, box.right, box.top)


def _is_doubtful(asked: Calls, handle: Any, text: str, count: int) -> bool:
    """True when some character of the page needs to be asked for by itself."""
    if not text:
        return True
    odd = _DOUBTFUL.finditer(text) if not text.isascii() or "\0" in text else ()
    if any(asked.unicode(handle, m.start()) not in (0x02, 0xFFFE) for m in odd):
        return True
    return any(asked.unmapped(handle, i) == 1 for i in range(0, count, count // _PROBES + 1))


def _said(text: str) -> Said:
    """The lines of a page whose characters need not be asked for one by one."""
    lines = text.split("\r\n")
    if "\x02" in text or (not text.isascii() and "\ufffe" in text) or text.count("\n") != len(lines) - 1:
        found = list(_LINE.finditer(text))
        edges = [at for line in found for at in (line.start(), line.end() - 1)]
        return Said([_hyphen(line[0]) for line in found], edges, page=text)
    steps = [3] * (2 * len(lines))  # from the end of a line over its "\r\n" to the next one
    steps[0] = 0
    steps[1::2] = [len(line) - 1 for line in lines]
    return Said(lines, list(accumulate(steps)), page=text)


def _stripped(said: Said) -> Said:
    """The lines without the blanks around them; a line of nothing else goes."""
    texts = said.texts
    bare = list(map(str.strip, texts))
    if bare == texts and all(bare):
        return said
    edges, numbers = list(said.edges), list(said.numbers) if said.numbers else None
    for n, (text, rest) in enumerate(zip(texts, bare, strict=True)):
        if len(text) > len(rest) > 0:
            first = text.index(rest[0])
            left = said.of(n)[first : first + len(rest)]
            edges[2 * n], edges[2 * n + 1] = left[0], left[-1]
            if numbers:
                numbers[n] = tuple(left)
    said = Said(bare, edges, numbers, said.page)
    return said if all(bare) else said.only([n for n, text in enumerate(bare) if text])


def _hyphen(line: str) -> str:
    return f"{line[:-1]}-" if line[-1] in _HYPHENS else line


def _slowly(asked: Calls, handle: Any, count: int, drawn: Drawn) -> tuple[Said, list[tuple[str, str]], int, bool]:
    """The lines character by character: what has no letter and what cannot be seen goes."""
    codes = list(map(asked.unicode, repeat(handle), range(count)))
    owners = [0] * count
    if drawn.uninked or drawn.faint or drawn.tiny:
        owners = [asked.object_of(handle, i) or 0 for i in range(count)]
    seen = sum(owner not in drawn.uninked for owner, code in zip(owners, codes, strict=True) if not _blank(code))
    unseen = sum(not _blank(code) for code in codes) - seen
    scanned = drawn.scanned and unseen >= seen  # an OCR layer is the page's text; a few words beside others are not
    reasons = dict.fromkeys(drawn.tiny, _TINY_INK) | dict.fromkeys(drawn.faint, _WHITE_INK)
    if not scanned:
        reasons |= dict.fromkeys(drawn.uninked, _NO_INK)
    lines: list[tuple[str, tuple[int, ...]]] = []
    letters: list[str] = []
    places: list[int] = []
    hidden: list[tuple[str, list[str]]] = []
    unmapped = 0
    was = 0

    def close() -> None:
        if letters:
            lines.append(_whole("".join(letters), tuple(places)))
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
    unseen_texts = [(reason, " ".join("".join(text).split())) for reason, text in hidden]
    return (
        Said(
            [text for text, _ in lines],
            [number for _, numbers in lines for number in (numbers[0], numbers[-1])],
            [numbers for _, numbers in lines],
        ),
        [(r, t) for r, t in unseen_texts if t],
        unmapped,
        scanned,
    )


def _blank(code: int) -> bool:
    return code <= 0x20 or code == 0xA0


def _whole(line: str, numbers: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The line with pairs of surrogates put together; its numbers then count for the first half."""
    if not re.search("[\ud800-\udfff]", line):
        return line, numbers
    text = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text, numbers[: len(text)]
