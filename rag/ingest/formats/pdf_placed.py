"""Where the lines of a PDF page stand and how large their letters are, for all lines of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_hidden import Box
from rag.ingest.formats.pdf_raw import Calls
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
    corners = asked.box(said.starts + said.ends(), handle).tolist()
    if objects > count and (marks := _marks(asked, handle, said, corners)):
        texts = [_with_raised(text, marks[n]) if n in marks else text for n, text in enumerate(texts)]
    lines: list[Line] = []
    west, south, east, north = box
    for text, (l1, t1, r1, b1), (l2, t2, r2, b2) in zip(texts, corners[:count], corners[count:], strict=True):
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
        lines.append(_line((text, left, right, foot, round(_EM * height, 1), ())))
    return lines


def _marks(asked: Calls, handle: Any, said: Said, corners: Sequence[Sequence[float]]) -> dict[int, list[int]]:
    """The places of small raised digits in each line that has any, of figures whose last digit is one.

    ``corners`` are the edges of the first characters of all lines, then of the last ones.
    """
    count = len(said.texts)
    found: dict[int, list[int]] = {}
    held = _ends_of_figures(said.texts)
    while held:  # from the last digit of each figure to the one before it, as long as they are small
        spots = [said.of(n)[at] for n, at in held] if said.numbers else [said.starts[n] + at for n, at in held]
        before: list[tuple[int, int]] = []
        for (n, at), (_, top, _, bottom) in zip(held, asked.box(spots, handle).tolist(), strict=True):
            (_, t1, _, b1), (_, t2, _, b2) = corners[n], corners[count + n]
            height, foot = (t2 - b2, b2) if t2 - b2 > t1 - b1 else (t1 - b1, b1)
            if top - bottom < _SMALL * height and bottom > foot + _RISE * height:
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
