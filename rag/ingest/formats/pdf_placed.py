"""Where the lines of a PDF page stand and how large their letters are, for all lines of a page at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_hidden import Box
from rag.ingest.formats.pdf_raw import Calls, Numbers
from rag.ingest.formats.reading import raised

_DIGITS = re.compile("[0-9]+")
_SMALL = 0.85  # of the line's size: a raised mark
_RISE = 0.15  # of the line's height, from its foot to the foot of a raised mark
_EM = 0.85  # of the height of a letter's box from ascent to descent
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
    if not texts:
        return []
    lefts, tops, rights, bottoms = asked.box(said.starts + said.ends(), handle).T
    l1, l2, r1, r2, b1, b2 = (part for edge in (lefts, rights, bottoms) for part in (edge[:count], edge[count:]))
    height, high = (tops - bottoms).reshape(2, count)
    foot, full = np.where(high > height, b2, b1), np.maximum(height, high)
    left, right = np.minimum(l1, l2), np.where(l1 <= l2, r2, r1)  # right to left: the first letter stands last
    off = (lefts > box.right) | (rights < box.left) | (bottoms > box.top) | (tops < box.bottom)
    outside = off[:count] & off[count:]
    turned = (np.abs(b2 - b1) > height) & (np.abs(l2 - l1) < 1)
    odd = set(np.flatnonzero(outside | turned).tolist())
    if objects > count:
        texts = list(texts)
        for n, small in _marks(asked, handle, said, full, foot).items():
            if n not in odd:
                texts[n] = _with_raised(texts[n], small, bool(height[n] < _SMALL * high[n]))
    if upside_down:
        left, right, foot = -right, -left, -foot
    for n in odd:
        if outside[n]:
            left[n], right[n], foot[n], full[n] = l1[n], r2[n], b1[n], 0
        else:  # upwards the next line stands to the right, downwards to the left
            top = tops[count + n]
            left[n], right[n], foot[n] = (b1[n], top, -r1[n]) if b2[n] > b1[n] else (-tops[n], -b2[n], l1[n])
            full[n] = r1[n] - l1[n]
    size = np.rint(10 * _EM * full) / 10
    columns = (left.tolist(), right.tolist(), foot.tolist(), size.tolist())
    return list(map(_line, zip(texts, *columns, repeat(()))))  # noqa: B905 - the last never ends


def _marks(asked: Calls, handle: Any, said: Said, height: Numbers, foot: Numbers) -> dict[int, set[int]]:
    """The places of small raised digits in each line that has any, of figures whose last digit is one."""
    codes = np.frombuffer("\n".join(said.texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    digits = np.flatnonzero(codes - ord("0") < 10)  # what is less than "0" wraps round to a large number
    starts = np.cumsum([0, *[len(text) + 1 for text in said.texts]])
    lowest = foot + _RISE * height

    def small(some: Any) -> list[tuple[int, int]]:
        """Those of ``some`` characters that are small and raised, as line and place in the line."""
        lines = np.searchsorted(starts, some, side="right") - 1
        within = some - starts[lines]
        if said.numbers is None:
            spots = (np.array(said.starts)[lines] + within).tolist()
        else:
            spots = [said.numbers[n][at] for n, at in zip(lines.tolist(), within.tolist(), strict=True)]
        _, top, _, bottom = asked.box(spots, handle).T
        are = (top - bottom < _SMALL * height[lines]) & (bottom > lowest[lines])
        return list(zip(lines[are].tolist(), within[are].tolist(), strict=True))

    found: defaultdict[int, set[int]] = defaultdict(set)
    held = small(digits[np.append(digits[1:] - digits[:-1] > 1, True)[: len(digits)]])
    while held:
        for n, at in held:
            found[n].add(at)
        before = [(n, at - 1) for n, at in held if at and "0" <= said.texts[n][at - 1] <= "9"]
        held = small(np.array([starts[n] + at for n, at in before])) if before else []
    return found


def _with_raised(text: str, small: set[int], small_first: bool) -> str:
    """``text`` with its small raised digits as superscripts: they are marks of footnotes or powers, not figures."""
    for run in _DIGITS.finditer(text):
        begin, end = run.span()
        if begin == 0 and not small_first:
            continue
        at = end
        while at - 1 in small and at > begin:
            at -= 1
        text = text[:at] + raised(text[at:end]) + text[end:]
    return text
