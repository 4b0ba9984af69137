"""The lines of a PDF page as its reader takes them: columns one after the other, tables by row, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median

from rag.ingest.formats.pdf_cells import Cell, Line

CLOSES = re.compile(r"[.!?:;。！？：；…؟][\"'”’»)\]」』]*[⁰¹²³⁴-⁹]*$")
_BULLET = re.compile(r"[•▪‣◦●■–-]\s|\(?(\d{1,2}|[a-z])[.)]\s")
_NOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\d{1,3}[.)]?\s|[*†‡§]+)\s*\S")
_FEWEST_COLUMN_LINES = 4
_FEWEST_COLUMN_WORDS = 3  # of a line in either column; below it is a table
_COLUMN_RISE = 4  # lines; a jump that far up leads to the next column
_WIDEST_STEP = 2.6  # from line to line, in letters' sizes; text set with double space has 2
_NOTE_SIZE = 0.93  # of the body's; a footnote is printed smaller
_TEXT, _SIZE, _CELLS = map(attrgetter, ("text", "size", "cells"))


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that belong together: running text, one footnote, or the rows of a table."""

    kind: str  # "text", "footnote" or "table"
    lines: tuple[Line, ...]


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """The size of a document's running text, the largest that a quarter of it has; 0 when it has no lines."""
    weights: Counter[float] = Counter()
    for lines in pages:
        for size, same in groupby(lines, _SIZE):
            weights[size] += sum(map(len, map(_TEXT, same)))
    quarter = weights.total() / 4
    return max((size for size, weight in weights.items() if weight >= quarter), default=0.0)


def flows(lines: Sequence[Line], body: float) -> list[Flow]:
    """The lines of a page in reading order; footnotes come last, whatever column they stand under."""
    parted = [Flow("text", tuple(lines))]
    if any(map(_CELLS, lines)):
        parted = list(_tables(_by_column(lines)))
    found: list[Flow] = []
    notes: list[Flow] = []
    for flow in parted:
        if flow.kind == "table" or min(map(_SIZE, flow.lines)) >= _NOTE_SIZE * body:
            found.append(flow)
            continue
        text, own = _apart(flow.lines, body)
        found += [Flow("text", text)] if text else []
        notes += own
    return found + notes


def _by_column(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those that run through two columns cut and put one column after the other."""
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        end, gutter = _column_run(lines, at)
        if gutter is None:
            ordered.append(lines[at])
            at += 1
            continue
        left: list[Line] = []
        right: list[Line] = []
        for line in lines[at:end]:
            for cell in line.cells or (Cell(line.text, line.left, line.right),):
                side = left if cell.left < gutter else right
                side.append(Line(cell.text, cell.left, cell.right, line.y, line.size))
        ordered += left + right
        at = end
    return ordered


def _column_run(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """The end of the lines from ``start`` that one gutter parts, and its middle; None when they are no columns."""
    low, high = float("-inf"), float("inf")
    parted: list[Line] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if len(line.cells) == 2:
            a, b = max(low, line.cells[0].right), min(high, line.cells[1].left)
            if b - a < 0.5 * line.size:
                break
            low, high = a, b
            parted.append(line)
        elif line.cells or not parted or (line.left < high and line.right > low):
            break
        at += 1
    words = [[len(cell.text.split()) for cell in line.cells] for line in parted]
    if len(parted) < _FEWEST_COLUMN_LINES or min(map(median, zip(*words, strict=True))) < _FEWEST_COLUMN_WORDS:
        return at, None
    return at, (low + high) / 2


def _tables(lines: Sequence[Line]) -> Iterator[Flow]:
    """Runs of text and runs of at least two rows whose cells stand under each other."""
    text: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        if lines[at].cells:
            end = at + 1
            while end < len(lines) and _is_next_row(lines[end - 1], lines[end]):
                end += 1
        if end - at >= 2:
            if text:
                yield Flow("text", tuple(text))
            yield Flow("table", tuple(lines[at:end]))
            text = []
            at = end
        else:
            text.append(lines[at])
            at += 1
    if text:
        yield Flow("text", tuple(text))


def _is_next_row(above: Line, line: Line) -> bool:
    near = 0 < above.y - line.y < 4 * max(above.size, line.size)
    slack = 0.6 * line.size
    return near and any(
        abs(a.left - b.left) < slack
        or abs(a.right - b.right) < slack
        or abs(a.left + a.right - b.left - b.right) < 2 * slack
        for a in above.cells[1:]
        for b in line.cells[1:]
    )


def _apart(lines: Sequence[Line], body: float) -> tuple[tuple[Line, ...], list[Flow]]:
    """The running text, and each footnote below it by itself."""
    text: list[Line] = []
    notes: list[list[Line]] = []
    inside = False
    lowest = float("inf")
    for line in lines:
        small = line.size < _NOTE_SIZE * body
        if small and _NOTE.match(line.text) and (inside or line.y < lowest):
            inside = True
            notes.append([line])
        elif small and inside and abs(line.size - notes[-1][-1].size) < 0.1 * line.size:
            notes[-1].append(line)
        else:
            inside = False
            text.append(line)
            lowest = line.y
    return tuple(text), [Flow("footnote", tuple(note)) for note in notes]


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Running text put together, "\n" inside a paragraph where a line ended."""
    if not lines:
        return []
    texts, lefts, rights, heights, sizes, _ = zip(*lines, strict=True)
    down = [(a - b) / size for a, b, size in zip(heights, heights[1:], sizes[1:], strict=False)]
    steps = sorted([step for step in down if 0.5 < step < 4])
    # The lower third: on a page of short paragraphs the median is already a gap.
    usual = min(1.35 * steps[len(steps) // 3] if steps else 1.6, _WIDEST_STEP)
    tops = [at for at, step in enumerate(down, 1) if step < -_COLUMN_RISE] if down and min(down) < -_COLUMN_RISE else []
    found: list[str] = []
    start = 0  # of the paragraph that is being put together
    for first, end in pairwise([0, *tops, len(lines)]):
        edge = max(rights[first:end])
        early = edge - 0.25 * (edge - min(lefts[first:end]))
        for at in range(max(first, 1), end):
            step = down[at - 1]
            if (
                0.5 < step <= usual
                and lefts[at] == lefts[at - 1]
                and rights[at - 1] > early
                and sizes[at] == sizes[at - 1]
                and texts[at][:2].isalpha()
            ):
                continue  # an ordinary line of a paragraph
            if step > usual or _starts(lines[start:at], lines[at - 1], lines[at], step, edge):
                found.append("\n".join(texts[start:at]))
                start = at
    found.append("\n".join(texts[start:]))
    return found


def _starts(paragraph: Sequence[Line], last: Line, line: Line, step: float, edge: float) -> bool:
    """True when ``line``, no wide step below ``last``, begins a new paragraph."""
    size, left = line.size, line.left
    if -0.5 < step < 0.5:
        return False  # the same line, in two pieces
    if step < 0:  # the next column, where it is a long way up; else the next cell of a table
        return step > -_COLUMN_RISE or not line.text[:1].islower() or CLOSES.search(last.text) is not None
    if abs(last.size - size) > 0.1 * size or (not line.text[0].isalpha() and _BULLET.match(line.text)):
        return True
    if line.text[1:2] in ".)" and _BULLET.match(line.text):
        return True
    margin = min([p.left for p in paragraph[1:]]) if len(paragraph) > 1 else last.left
    indented = left > margin + 0.8 * size and last.left < left
    ends_early = last.right < edge - 0.25 * (edge - margin)
    return (indented or ends_early) and CLOSES.search(last.text) is not None
