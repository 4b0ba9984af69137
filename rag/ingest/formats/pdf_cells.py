"""Lines of a PDF page, and the cells that wide blanks and upright rules part them into."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from rag.ingest.formats.grid import is_value
from rag.ingest.formats.pdf_raw import Calls, Numbers

WIDE = (
    0.95  # of the letters' size: a blank that parts cells; in justified prose it may, too, so more is asked of a table
)
_LABEL_LINES = 4  # of a label, at most
_RULED = 0.12  # of the letters' size: a blank in which a rule may stand
_BULLET = re.compile(r"[•▪‣◦●■○□➢➤–—*·\uf0b7\uf0a7-]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class Cell(NamedTuple):
    """A stretch of a line between wide blanks; edges in points, ``start`` and ``end`` in characters of the line."""

    text: str
    left: float
    right: float
    start: int = 0
    end: int = 0


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
        return self.cells or (Cell(self.text, self.left, self.right, 0, len(self.text)),)

    def of(self, cells: Sequence[Cell]) -> Line:
        """The part of the line that holds ``cells``, neighbours in it."""
        start, end = cells[0].start, cells[-1].end
        kept = tuple(cell._replace(start=cell.start - start, end=cell.end - start) for cell in cells)
        text = self.text[start:end]
        return Line(text, cells[0].left, cells[-1].right, self.y, self.size, kept if len(kept) > 1 else (), self.bold)


def as_rows(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those of one row put together: wide blanks part them into lines of their own, and a label may have gone on in between."""
    found: list[Line] = []
    for line in lines:
        at = _row_of(line, found)
        if at is None:
            found.append(line)
        else:
            found[at] = _beside(found[at], line)
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


def _beside(one: Line, other: Line) -> Line:
    by, text = len(one.text) + 1, f"{one.text} {other.text}"
    cells = [*one.stretches, *(c._replace(start=c.start + by, end=c.end + by) for c in other.stretches)]
    whole = Line(text, one.left, other.right, one.y, max(one.size, other.size), (), one.bold and other.bold)
    marked = _without_mark(cells, whole)
    return whole._replace(cells=tuple(marked)) if len(marked) > 1 else whole


Upright = tuple[float, float, float]  # x of an upright rule, its foot and its head


def with_cells(
    asked: Calls,
    text_page: Any,
    lines: Sequence[Line],
    places: Callable[[int], Sequence[int]],
    rules: Sequence[Upright],
) -> list[Line]:
    """The lines with their cells; ``places`` numbers the characters of a line. Lines from right to left and turned ones stay whole."""
    found: list[Line] = []
    boxes = asked.box(range(max(places(n)[-1] for n in range(len(lines))) + 1), text_page)
    for number, line in enumerate(lines):
        spots = places(number)
        cells: list[Cell] = []
        if len(line.text) == len(spots) > 2 and " " in line.text and not _RIGHT_TO_LEFT.search(line.text):
            cells = _cells(
                boxes[list(spots)], line, [x for x, low, high in rules if low < line.y + line.size / 2 < high]
            )
        found.append(line._replace(cells=tuple(cells)) if len(cells) > 1 else line)
    return found


def _cells(boxes: Numbers, line: Line, rules: Sequence[float]) -> list[Cell]:
    """The line cut at its wide blanks; ``boxes`` of its characters. None where its letters jump back, as where small print is staggered."""
    letters = np.array([i for i, letter in enumerate(line.text) if not letter.isspace()])
    lefts, rights = boxes[letters, 0], np.maximum.accumulate(boxes[letters, 2])
    if (rights - boxes[letters, 2]).max() > line.size or abs(lefts[0] - line.left) > line.size:
        return []
    gaps = lefts[1:] - rights[:-1]
    cut = gaps > WIDE * line.size
    for x in rules:
        cut |= (rights[:-1] - 1 <= x) & (x <= lefts[1:] + 1) & (gaps > _RULED * line.size)
    cuts = letters[1:][cut].tolist()
    found = []
    for start, end in pairwise([0, *cuts, len(line.text)]):
        text = line.text[start:end].rstrip()
        inside = (letters >= start) & (letters < end)
        found.append(Cell(text.lstrip(), float(lefts[inside][0]), float(rights[inside][-1]), start, start + len(text)))
    return _without_mark(found, line)


def _without_mark(found: list[Cell], line: Line) -> list[Cell]:
    """The cells, the mark of a list's item with the text it marks: a bullet is no column, nor is "1." before a line of text alone."""
    if len(found) < 2 or not (
        _BULLET.fullmatch(found[0].text) or (len(found) == 2 and _NUMBERED.fullmatch(found[0].text))
    ):
        return found
    mark, text, *others = found
    return [Cell(line.text[mark.start : text.end], mark.left, text.right, mark.start, text.end), *others]
