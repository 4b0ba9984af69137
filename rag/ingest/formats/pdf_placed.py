"""Where the lines of a PDF page stand and how large their letters are, for all lines of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

import numpy as np

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_hidden import Box
from rag.ingest.formats.pdf_raw import Calls, Numbers
from rag.ingest.formats.reading import raised

_SMALL = 0.85  # of the line's size: a raised mark
_RISE = 0.15  # of the line's height, from its foot to the foot of a raised mark
_EM = 0.85  # of the height of a letter's box from ascent to descent
_DIGIT_OR_NOT = bytes(ord("1") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_line = partial(tuple.__new__, Line)  # half the time of Line(...), which is called for every line there is


@dataclass(frozen=True, slots=True)
class Said:
    """The lines of a page, and the numbers that their characters have on it."""

    texts: list[str]
    starts: list[int]  # of the first character of each line
    numbers: list[tuple[int, ...]] | None = None  # of all characters, where some between them were left out

    def of(self, line: int) -> Sequence[int]:
        """The numbers of the characters of one line."""
        start = self.starts[line]
        return self.numbers[line] if self.numbers else range(start, start + len(self.texts[line]))

    def ends(self) -> list[int]:
        """The number of each line's last character."""
        if self.numbers:
            return [numbers[-1] for numbers in self.numbers]
        return [start + len(text) - 1 for start, text in zip(self.starts, self.texts, strict=True)]

    def only(self, lines: Sequence[int]) -> Said:
        """Some of the lines."""
        numbers = [self.numbers[n] for n in lines] if self.numbers else None
        return Said([self.texts[n] for n in lines], [self.starts[n] for n in lines], numbers)


def placed(asked: Calls, handle: Any, said: Said, box: Box, objects: int, upside_down: bool) -> list[Line]:
    """The lines with their places, in the order given; those outside of the page have size 0.

    ``said`` holds no blank lines and no blanks around one. With more text ``objects`` than lines, raised digits are
    looked for: a mark is drawn by itself.
    """
    texts, count = said.texts, len(said.texts)
    if not count:
        return []
    corners = asked.box(said.starts + said.ends(), handle)
    (l1, t1, r1, b1), (l2, t2, r2, b2) = corners[:count].T, corners[count:].T
    height, foot, last = t1 - b1, b1, t2 - b2
    if (last > height).any():
        foot, height = np.where(last > height, b2, b1), np.maximum(height, last)
    if objects > count and (marks := _marks(asked, handle, said, height, foot)):
        texts = [_with_raised(text, marks[n]) if n in marks else text for n, text in enumerate(texts)]
    least, most = corners.min(0), corners.max(0)
    within = most[0] <= box.right and least[2] >= box.left and most[3] <= box.top and least[1] >= box.bottom
    if upside_down or not within or (abs(b2 - b1) > t1 - b1).any():
        return _one_by_one(texts, corners[:count].tolist(), corners[count:].tolist(), box, upside_down)
    left, right = l1, r2
    if (l1 > l2).any():  # right to left: the first letter stands last
        left, right = np.minimum(l1, l2), np.where(l1 <= l2, r2, r1)
    sizes = map(_size_of, height.tolist())
    return list(map(_line, zip(texts, left.tolist(), right.tolist(), foot.tolist(), sizes, repeat(()))))


@lru_cache(1024)
def _size_of(height: float) -> float:
    return round(_EM * height, 1)


def _one_by_one(
    texts: Sequence[str], first: Sequence[Sequence[float]], last: Sequence[Sequence[float]], box: Box, upside_down: bool
) -> list[Line]:
    """The lines of a page of which some run another way than from left to right, or lie outside of it."""
    lines: list[Line] = []
    west, south, east, north = box
    for text, (l1, t1, r1, b1), (l2, t2, r2, b2) in zip(texts, first, last, strict=True):
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
            if upside_down:
                left, right, foot = -right, -left, -foot
        lines.append(_line((text, left, right, foot, _size_of(height), ())))
    return lines


def _marks(asked: Calls, handle: Any, said: Said, height: Numbers, foot: Numbers) -> dict[int, list[int]]:
    """The places of small raised digits in each line that has any, of figures whose last digit is one.

    ``height`` and ``foot`` are those of the lines.
    """
    found: dict[int, list[int]] = {}
    held = _ends_of_figures(said.texts)
    while held:  # from the last digit of each figure to the one before it, as long as they are small
        spots = [said.of(n)[at] for n, at in held] if said.numbers else [said.starts[n] + at for n, at in held]
        _, top, _, bottom = asked.box(spots, handle).T
        lines = [n for n, _ in held]
        of_line = height[lines]
        small = (top - bottom < _SMALL * of_line) & (bottom > foot[lines] + _RISE * of_line)
        before: list[tuple[int, int]] = []
        for which in np.flatnonzero(small).tolist():
            n, at = held[which]
            found.setdefault(n, []).append(at)
            if at and "0" <= said.texts[n][at - 1] <= "9":
                before.append((n, at - 1))
        held = before
    return found


def _ends_of_figures(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Line and place of the last digit of each figure."""
    # The search for two bytes in all lines at once takes a fifth of the time of a pattern.
    digits = "\n".join([*texts, ""]).encode("ascii", "replace").translate(_DIGIT_OR_NOT)
    found: list[tuple[int, int]] = []
    line, start = 0, 0
    at = digits.find(b"1 ")
    while at >= 0:
        while at > start + len(texts[line]):
            start += len(texts[line]) + 1
            line += 1
        found.append((line, at - start))
        at = digits.find(b"1 ", at + 1)
    return found


def _with_raised(text: str, marks: list[int]) -> str:
    """``text`` with the digits at ``marks`` as superscripts: they are marks of footnotes or powers, not figures."""
    for at in marks:
        text = text[:at] + raised(text[at]) + text[at + 1 :]
    return text
