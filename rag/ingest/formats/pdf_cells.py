"""Lines of a PDF page, and the cells that wide blanks part them into: rows of a table, lines of two columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from rag.ingest.formats.pdf_hidden import WIDE
from rag.ingest.formats.pdf_raw import Calls, Numbers

_NEAR = 200  # lines; the text of a page does not jump farther
_BULLET = re.compile(r"[•▪‣◦●■○□➢➤–—*·\uf0b7\uf0a7-]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class Cell(NamedTuple):
    """A stretch of a line between wide blanks; edges in points."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line as printed; places in points from the lower left corner of the page as it is read, ``y`` of its foot; size to 0.1."""

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: tuple[Cell, ...] = ()  # where wide blanks part it, as in a table


def with_cells(
    asked: Calls,
    text_page: Any,
    lines: Sequence[Line],
    blanks: Sequence[tuple[float, float]],
    places: Callable[[int], Sequence[int]],
) -> list[Line]:
    """The lines, those that ``blanks`` part with their cells; ``places`` numbers the characters of a line.

    Lines written from right to left stay whole.
    """
    gaps: dict[int, list[float]] = {}
    at = 0
    for x, y in blanks:
        for number in (*range(at, min(at + _NEAR, len(lines))), *range(max(at - _NEAR, 0), at)):
            line = lines[number]
            if line.left < x < line.right and line.y - 0.2 * line.size < y < line.y + 1.4 * line.size:
                gaps.setdefault(number, []).append(x)
                at = number
                break
    found = list(lines)
    for number, starts in gaps.items():
        line, spots = lines[number], places(number)
        if len(line.text) == len(spots) and not _RIGHT_TO_LEFT.search(line.text):
            found[number] = line._replace(cells=tuple(_cells(asked.box(spots, text_page), line, sorted(starts))))
    return found


def wide_gaps(asked: Calls, text_page: Any) -> list[tuple[float, float]]:
    """Where text goes on behind a wide blank: x and the middle of the letters' height, in the order of the text.

    A blank is wide from a little over the height of the letters on.
    """
    edges = asked.rect(range(asked.rects(text_page, 0, -1)), text_page)
    if len(edges) < 2:
        return []
    heights = edges[:, 1] - edges[:, 3]
    gaps = edges[1:, 0] - edges[:-1, 2]
    if gaps.max() <= WIDE * heights.min():
        return []  # as on a page of text with words in bold
    wide = np.flatnonzero((gaps > 0) & (gaps > WIDE * np.maximum(heights[:-1], heights[1:]))).tolist()
    found = []
    for at in wide:
        (_, top, _, bottom), (left, above, _, below) = edges[at : at + 2].tolist()
        if min(top, above) > max(bottom, below):  # boxes here follow the ink, so a row is told by overlap, not by feet
            found.append((left, (above + below) / 2))
    return found


def _cells(boxes: Numbers, line: Line, starts: Sequence[float]) -> list[Cell]:
    """The line cut where the gaps end, at ``starts``; ``boxes`` of its characters.

    None where its letters jump back, as where small print is staggered: no cut would stand between two words.
    """
    lefts, rights = boxes[:, 0].tolist(), boxes[:, 2].tolist()
    letters = [i for i, c in enumerate(line.text) if not c.isspace()]
    edges = boxes[letters, 2]
    if (np.maximum.accumulate(edges) - edges).max() > line.size:
        return []
    # Where a mark is drawn over its letter the last edge may lie before the gap.
    cuts = [letters[min(bisect_right(letters, x, key=rights.__getitem__), len(letters) - 1)] for x in starts]
    found = []
    for start, end in pairwise([0, *cuts, len(line.text)]):
        text = line.text[start:end].strip()
        if text:
            found.append(Cell(text, lefts[start], rights[start + len(line.text[start:end].rstrip()) - 1]))
    return _without_mark(found)


def _without_mark(found: list[Cell]) -> list[Cell]:
    """The cells, the mark of a list's item with the text it marks: a bullet is no column, nor is "1." before a line of text alone."""
    if len(found) < 2 or not (
        _BULLET.fullmatch(found[0].text) or (len(found) == 2 and _NUMBERED.fullmatch(found[0].text))
    ):
        return found
    mark, text, *others = found
    return [Cell(f"{mark.text} {text.text}", mark.left, text.right), *others] if others else []
