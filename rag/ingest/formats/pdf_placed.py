"""Where the lines of a PDF page stand and how large their letters are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_hidden import Box
from rag.ingest.formats.pdf_raw import Calls, Numbers
from rag.ingest.formats.reading import raised

_SMALL = 0.85  # of the line's size: a raised mark
_RISE = 0.15  # of the line's height, from its foot to the foot of a raised mark
_AROUND = " ,;.[(*†‡§–-"  # what may stand between raised marks, or between a letter and its mark
_EM = 0.85  # of the height of a letter's box from ascent to descent
_DIGIT_OR_NOT = bytes(chr(code) in "0123456789" for code in range(256))


@dataclass(frozen=True, slots=True)
class Said:
    """The lines of a page, and the numbers that their characters have on it."""

    texts: list[str]
    edges: list[int]  # of the first and of the last character of each line, line by line
    numbers: list[tuple[int, ...]] | None = None  # of all characters, where some between them were left out
    page: str = ""  # a character for each that the page has, unless there are ``numbers``

    def of(self, line: int) -> Sequence[int]:
        """The numbers of the characters of one line."""
        return self.numbers[line] if self.numbers else range(self.edges[2 * line], self.edges[2 * line + 1] + 1)

    def only(self, lines: Sequence[int]) -> Said:
        """Some of the lines."""
        numbers = [self.numbers[n] for n in lines] if self.numbers else None
        edges = [self.edges[at] for n in lines for at in (2 * n, 2 * n + 1)]
        return Said([self.texts[n] for n in lines], edges, numbers, self.page)


class Standing(NamedTuple):
    """The lines of a page and where they begin and end, as pdfium tells it."""

    texts: Sequence[str]
    corners: Numbers  # left, top, right, bottom of the first and of the last character, line by line
    box: Box  # of the page
    upside_down: bool


def standing(asked: Calls, handle: Any, said: Said, box: Box, objects: int, upside_down: bool) -> Standing:
    """What a page must be asked before it is closed, so that its lines can be placed later.

    ``said`` holds no blank lines and no blanks around one. With more text ``objects`` than lines, raised digits are
    looked for: a mark is drawn by itself.
    """
    texts = said.texts
    figures = _ends_of_figures(said) if objects > len(texts) else []
    corners = asked.box(said.edges + figures, handle)
    if figures:
        texts = list(texts)
        for line, marks in _marks(asked, handle, said, corners, figures).items():
            texts[line] = _with_raised(texts[line], marks)
        corners = corners[: 2 * len(texts)]
    return Standing(texts, corners, box, upside_down)


def placed(page: Standing) -> list[Line]:
    """The lines of a page with their places, in the order given; those outside of the page have size 0."""
    (l1, t1, r1, b1), (l2, t2, r2, b2) = page.corners[::2].T, page.corners[1::2].T
    west, south, east, north = page.box
    lefts, tops, rights, feet = page.corners.T
    within = (lefts <= east) & (rights >= west) & (feet <= north) & (tops >= south)
    if page.upside_down or not within.all() or (abs(b2 - b1) > t1 - b1).any():
        return _one_by_one(page)
    higher = t2 - b2 > t1 - b1  # the last letter tells the height, where the first is a mark
    foot, height = np.where(higher, b2, b1), np.maximum(t1 - b1, t2 - b2)
    left, right = np.where(l1 <= l2, l1, l2), np.where(l1 <= l2, r2, r1)  # right to left: the first letter stands last
    places = zip(page.texts, left.tolist(), right.tolist(), foot.tolist(), height.tolist(), strict=True)
    return [Line(text, x, end, y, _size_of(tall)) for text, x, end, y, tall in places]


@lru_cache(1024)
def _size_of(height: float) -> float:
    return round(_EM * height, 1)


def _one_by_one(page: Standing) -> list[Line]:
    """The lines of a page of which some run another way than from left to right, or lie outside of it."""
    lines: list[Line] = []
    west, south, east, north = page.box
    first, last = page.corners[::2].tolist(), page.corners[1::2].tolist()
    for text, (l1, t1, r1, b1), (l2, t2, r2, b2) in zip(page.texts, first, last, strict=True):
        height, foot = t1 - b1, b1
        if (l1 > east or r1 < west or b1 > north or t1 < south) and (
            l2 > east or r2 < west or b2 > north or t2 < south
        ):
            left, right, height = l1, r2, 0.0
        elif (b2 - b1 > height or b1 - b2 > height) and -1 < l2 - l1 < 1:
            # Upwards the next line stands to the right, downwards to the left.
            left, right, foot = (b1, t2, -r1) if b2 > b1 else (-t1, -b2, l1)
            height = r1 - l1
        else:
            if t2 - b2 > height:
                height, foot = t2 - b2, b2
            left, right = (l1, r2) if l1 <= l2 else (l2, r1)  # right to left: the first letter stands last
            if page.upside_down:
                left, right, foot = -right, -left, -foot
        lines.append(Line(text, left, right, foot, _size_of(height)))
    return lines


def _marks(asked: Calls, handle: Any, said: Said, corners: Numbers, figures: list[int]) -> dict[int, list[int]]:
    """The places of small raised digits in each line that has any, of ``figures`` whose last digit is one.

    ``figures`` are the numbers of the last digits; ``corners`` are those of the lines, then of the figures.
    """
    found: dict[int, list[int]] = {}
    ends = corners[: -len(figures)].reshape(-1, 8)  # left, top, right, bottom at either end of a line
    heights = corners[:, 1] - corners[:, 3]
    small = np.flatnonzero(heights[-len(figures) :] < _SMALL * heights.max())
    spots = [figures[n] for n in small.tolist()]
    boxes = corners[small + 2 * len(ends)].tolist()
    while spots:  # from the last digit of each figure to the one before it, as long as they are small
        lines = [(bisect_right(said.edges, spot) - 1) // 2 for spot in spots]
        before: list[int] = []
        for line, spot, (_, top, _, bottom), at_ends in zip(lines, spots, boxes, ends[lines].tolist(), strict=True):
            _, t1, _, b1, _, t2, _, b2 = at_ends
            if abs(b2 - b1) > t1 - b1:
                continue  # turned: its letters do not stand on one height
            height, foot = (t2 - b2, b2) if t2 - b2 > t1 - b1 else (t1 - b1, b1)
            if top - bottom < _SMALL * height and bottom > foot + _RISE * height:
                numbers = said.of(line)
                at = bisect_right(numbers, spot) - 1
                found.setdefault(line, []).append(at)
                if at and "0" <= said.texts[line][at - 1] <= "9":
                    before.append(numbers[at - 1])
        spots, boxes = before, asked.box(before, handle).tolist() if before else []
    return _at_letters(asked, handle, said, found) if found else found


def _at_letters(asked: Calls, handle: Any, said: Said, marks: dict[int, list[int]]) -> dict[int, list[int]]:
    """Those of the marks that are small and raised beside the letter they stand at: ordinary text is small beside a banner."""
    runs: list[tuple[int, list[int], bool]] = []
    spots: list[int] = []
    for line, places in marks.items():
        text, numbers = said.texts[line], said.of(line)
        for run in _runs(text, sorted(places)):
            letter = len(text[: run[0]].rstrip(_AROUND)) - 1
            leads = letter < 0  # as the mark of the footnote itself, which stands before its letter, maybe at a tab
            if leads:
                letter = len(text) - len(text[run[-1] + 1 :].lstrip(_AROUND))
            if letter < len(text):
                runs.append((line, run, leads))
                spots += [numbers[run[-1 if leads else 0]], numbers[letter]]
    boxes = iter(asked.box(spots, handle).tolist() if spots else [])
    found: dict[int, list[int]] = {}
    for line, run, leads in runs:
        (left, top, right, bottom), (west, north, east, south) = next(boxes), next(boxes)
        size, height, gap = top - bottom, north - south, max(left - east, west - right)
        if size < _SMALL * height and bottom > south + _RISE * height and -size / 2 < gap and (leads or gap < size):
            found.setdefault(line, []).extend(run)
    return found


def _runs(text: str, places: list[int]) -> list[list[int]]:
    """``places`` in runs with nothing but ``_AROUND`` between them."""
    runs: list[list[int]] = []
    for at in places:
        if runs and not text[runs[-1][-1] + 1 : at].strip(_AROUND):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _ends_of_figures(said: Said) -> list[int]:
    """The number of the last digit of each figure."""
    # Comparing all characters with the next ones at once takes a tenth of the time of a pattern.
    text = "\n".join(said.texts) if said.numbers else said.page
    digits = np.frombuffer(f"{text}\n".encode("ascii", "replace").translate(_DIGIT_OR_NOT), np.uint8)
    found: list[int] = np.flatnonzero(digits[:-1] > digits[1:]).tolist()
    if not said.numbers:
        return found
    spots = [spot for numbers in said.numbers for spot in (*numbers, -1)]
    return [spots[at] for at in found]


def _with_raised(text: str, marks: list[int]) -> str:
    """``text`` with the digits at ``marks`` as superscripts: they are marks of footnotes or powers, not figures."""
    for at in marks:
        text = text[:at] + raised(text[at]) + text[at + 1 :]
    return text
