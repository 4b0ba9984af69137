"""The lines of a PDF page with their places and cells, letter by letter; and what of the page is not read."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from rag.ingest.formats.grid import is_value
from rag.ingest.formats.pdf_drawn import NO_INK, OFF_PAGE, TINY, TINY_INK, Box, address, drawn_on
from rag.ingest.formats.reading import raised

WIDE = 0.95  # of the letters' size: a blank that parts cells; justified prose has some too, so more is asked of a table
_LABEL_LINES = 4  # of a label, at most
_RULED = 0.12  # of the letters' size: a blank in which a rule may stand
_MARK = re.compile(r"[•▪‣◦●■○□➢➤–—*·\uf0b7\uf0a7-]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_SMALL, _RISE = 0.85, 0.15  # of a letter's height: a raised mark's height, and how far its foot is above the letter's
_AROUND = " ,;.[(*†‡§–-"  # what may stand between raised marks, or between a letter and its mark
_EM = 0.85  # of the height of a letter's box from ascent to descent
_LONGEST_NAME = 128  # of a font
_BOLD = (b"bold", b"black", b"heavy", b"-bd", b"demi")  # as fonts are called
_FORCED_BOLD = 1 << 18  # a flag of a font


class Cell(NamedTuple):
    """A stretch of a line between wide blanks; edges in points."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Half way between its edges."""
        return (self.left + self.right) / 2


class Line(NamedTuple):
    """A line as printed; places in points from the lower left corner of the page as it is read, ``y`` of its foot; size to 0.1."""

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: tuple[Cell, ...] = ()  # where wide blanks part it, as in a table
    bold: bool = False  # from its first letter to its last

    @property
    def stretches(self) -> tuple[Cell, ...]:
        """Its cells; the line itself where nothing parts it."""
        return self.cells or (Cell(self.text, self.left, self.right),)

    def of(self, cells: Sequence[Cell]) -> "Line":
        """The line with ``cells`` alone."""
        kept = tuple(cells) if len(cells) > 1 else ()
        return self._replace(text=_joined(cells), left=cells[0].left, right=cells[-1].right, cells=kept)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order they are drawn, and how much of it means no letter or cannot be seen."""

    lines: tuple[Line, ...]
    characters: int  # that it draws
    unmapped: int  # of them without a letter
    hidden: tuple[tuple[str, str], ...] = ()  # why it cannot be seen, and the text
    scanned: bool = False  # its text lies unseen over a picture of the page: OCR
    rules: tuple[Box, ...] = ()


class _Letter(NamedTuple):
    text: str
    number: int  # on the page
    left: float
    foot: float
    right: float
    head: float

    @property
    def height(self) -> float:
        return self.head - self.foot

    def turned(self, quarters: int) -> "_Letter":
        return _Letter(self.text, self.number, *Box(*self[2:]).turned(quarters))


def read_page(page: Any) -> Page:
    """The lines of one page of pypdfium2; a page without text gives none."""
    opened = page.get_textpage()
    text_page, count = opened.raw, opened.count_chars()
    if not count:
        return Page((), 0, 0)
    box = Box(*page.get_bbox())
    codes = [raw.FPDFText_GetUnicode(text_page, number) for number in range(count)]
    characters = sum(not _blank(code) for code in codes)
    drawn = drawn_on(page, box)
    reasons = [""] * count
    if drawn.unseen:
        owners = (address(raw.FPDFText_GetTextObject(text_page, number)) for number in range(count))
        reasons = [drawn.unseen.get(owner, "") for owner in owners]
    unseen = sum(reason == NO_INK and not _blank(code) for code, reason in zip(codes, reasons, strict=True))
    scanned = drawn.scanned and unseen > 0 and 2 * unseen >= characters  # a few words beside others are no OCR layer
    if scanned:
        reasons = ["" if reason == NO_INK else reason for reason in reasons]
    hidden = _hidden(codes, reasons)
    quarters = page.get_rotation() // 90
    box, rules = box.turned(quarters), [rule.turned(quarters) for rule in drawn.rules]
    unmapped = 0
    lines: list[Line] = []
    for some in _in_lines(text_page, codes, reasons):
        letters = [letter.turned(quarters) if quarters else letter for letter in some if letter.text]
        unmapped += len(some) - len(letters)
        if line := _line(letters, box, rules):
            if line.size < TINY:
                hidden.append((TINY_INK if line.size else OFF_PAGE, line.text))
            else:
                bold = _bold(text_page, letters[0].number) and _bold(text_page, letters[-1].number)
                lines.append(line._replace(bold=bold))
    return Page(tuple(as_rows(lines)), characters, unmapped, tuple(hidden), scanned, tuple(rules))


def _blank(code: int) -> bool:
    return code <= 0x20 or code == 0xA0


def _hidden(codes: Sequence[int], reasons: Sequence[str]) -> list[tuple[str, str]]:
    """The runs of text that cannot be seen, with the reason."""
    found: list[tuple[str, list[str]]] = []
    for code, reason in zip(codes, reasons, strict=True):
        if reason:
            if not found or found[-1][0] != reason:
                found.append((reason, []))
            found[-1][1].append(" " if _blank(code) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code))
        elif found and _blank(code):
            found[-1][1].append(" ")
    said = [(reason, " ".join("".join(text).split())) for reason, text in found]
    return [(reason, text) for reason, text in said if text]


def _in_lines(page: Any, codes: Sequence[int], reasons: Sequence[str]) -> Iterator[list[_Letter]]:
    """The letters that can be seen, line by line; one of no meaning is ""."""
    letters: list[_Letter] = []
    edges = raw.FS_RECTF()
    half = 0  # the first one of a pair that stands for one letter
    for number, (code, reason) in enumerate(zip(codes, reasons, strict=True)):
        if reason:
            if letters and letters[-1].text != " ":  # what stood around it must not grow together
                letters.append(letters[-1]._replace(text=" ", number=number, left=letters[-1].right))
            continue
        if code in (0x0A, 0x0D):
            yield letters
            letters = []
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code <= 0xDFFF and half:
            code, half = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00, 0
        hyphen = code in (0x02, 0xFFFE)  # what pdfium writes for one it found at a line end, the line end included
        known = not (code in (0, 0xFFFD) or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF)
        known = known and (hyphen or raw.FPDFText_HasUnicodeMapError(page, number) != 1)
        raw.FPDFText_GetLooseCharBox(page, number, edges)
        text = "-" if hyphen else chr(code) if known else ""
        letters.append(_Letter(text, number, edges.left, edges.bottom, edges.right, edges.top))
        if hyphen:
            yield letters
            letters = []
    yield letters


def _line(letters: list[_Letter], box: Box, rules: Sequence[Box]) -> Line | None:
    """The line that the letters make; of size 0 outside of the page; None when they are blank."""
    while letters and not letters[0].text.strip():
        del letters[0]
    while letters and not letters[-1].text.strip():
        del letters[-1]
    if not letters:
        return None
    first, last = letters[0], letters[-1]
    text = "".join(letter.text for letter in letters)
    if not (_within(first, box) or _within(last, box)):
        return Line(text, first.left, last.right, first.foot, 0.0)
    upright = abs(last.foot - first.foot) > first.height and abs(last.left - first.left) < 1
    if upright:  # it runs up or down the page, as a stamp in the margin does
        letters = [letter.turned(1 if last.foot > first.foot else 3) for letter in letters]
        first, last = letters[0], letters[-1]
    tallest = max(first, last, key=lambda letter: letter.height)  # where one is a mark the other tells
    left, right = (first.left, last.right) if first.left <= last.left else (last.left, first.right)
    line = Line(_with_raised(letters), left, right, tallest.foot, round(_EM * tallest.height, 1))
    if upright or " " not in text or _RIGHT_TO_LEFT.search(text):
        return line
    middle = line.y + line.size / 2
    cells = _cells(letters, line, [rule.left for rule in rules if rule.bottom < middle < rule.top])
    return line._replace(cells=tuple(cells)) if len(cells) > 1 else line


def _within(letter: _Letter, box: Box) -> bool:
    return (
        letter.left <= box.right and letter.right >= box.left and letter.foot <= box.top and letter.head >= box.bottom
    )


def _with_raised(letters: Sequence[_Letter]) -> str:
    """What the letters say, small raised digits as superscripts: they are marks of footnotes or powers, not figures."""
    said = [letter.text for letter in letters]
    beside: _Letter | None = None  # the letter that a mark would stand at
    for at, letter in enumerate(letters):
        if not ("0" <= letter.text <= "9"):
            beside = beside if letter.text in _AROUND else letter
            continue
        # The mark of the footnote itself stands before its letter, maybe at a tab.
        rest = (one for one in letters[at + 1 :] if not one.text.isdigit() and one.text not in _AROUND)
        other = beside or next(rest, None)
        if (
            other
            and letter.height < _SMALL * other.height
            and letter.foot > other.foot + _RISE * other.height
            and (not beside or max(letter.left - beside.right, beside.left - letter.right) < 4 * letter.height)
        ):
            said[at] = raised(letter.text)
        else:
            beside = letter
    return "".join(said)


def _cells(letters: Sequence[_Letter], line: Line, rules: Sequence[float]) -> list[Cell]:
    """The line cut at its wide blanks; none where its letters jump back, as where small print is staggered."""
    found: list[Cell] = []
    start, left, end = 0, line.left, line.left  # of the cell that is being put together
    for at, letter in enumerate(letters):
        if letter.text.isspace():
            continue
        gap = letter.left - end
        if at and end - letter.right > line.size:
            return []
        ruled = gap > _RULED * line.size and any(end - 1 <= x <= letter.left + 1 for x in rules)
        if at and (gap > WIDE * line.size or ruled):
            found.append(Cell(line.text[start:at].rstrip(), left, end))
            start, left = at, letter.left
        end = max(end, letter.right)
    return _without_mark([*found, Cell(line.text[start:], left, end)])


def _without_mark(cells: list[Cell]) -> list[Cell]:
    """The cells, the mark of a list's item with the text it marks: a bullet is no column, nor is "1." before a line of text alone."""
    if len(cells) > 1 and (_MARK.fullmatch(cells[0].text) or (len(cells) == 2 and _NUMBERED.fullmatch(cells[0].text))):
        return [Cell(_joined(cells[:2]), cells[0].left, cells[1].right), *cells[2:]]
    return cells


def _joined(cells: Sequence[Cell]) -> str:
    return " ".join([cell.text for cell in cells])


def _bold(page: Any, number: int) -> bool:
    """True when the font of a letter is bold."""
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(page, number, name, _LONGEST_NAME, flags)
    called = name.value.lower() if length <= _LONGEST_NAME else b""
    return any(word in called for word in _BOLD) or bool(flags.value & _FORCED_BOLD)


def as_rows(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those of one row put together: wide blanks part them into lines of their own, and a label may have gone on in between."""
    found: list[Line] = []
    for line in lines:
        at = _row_of(line, found)
        if at is None:
            found.append(line)
        else:
            row = found[at]
            cells = _without_mark([*row.stretches, *line.stretches])
            found[at] = row._replace(size=max(row.size, line.size), bold=row.bold and line.bold).of(cells)
    return found


def _row_of(line: Line, before: Sequence[Line]) -> int | None:
    """Which of the last lines ``line`` goes on with to the right: the very last, or of figures one whose label has gone on since."""
    figures = all(is_value(cell.text) for cell in line.stretches)
    for at in range(len(before) - 1, max(len(before) - (_LABEL_LINES if figures else 1), 0) - 1, -1):
        last = before[at]
        if (
            abs(last.y - line.y) < 0.3 * line.size
            and 0.75 < last.size / line.size < 1.34
            and line.left - last.right >= WIDE * line.size
            and not _RIGHT_TO_LEFT.search(last.text + line.text)
        ):
            return at
        if last.right > line.left:
            return None
    return None
