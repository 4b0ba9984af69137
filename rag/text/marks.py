"""A mark is a number in square brackets, ``[1]``, that leads from a sentence to what it cites: the one grammar that all stages read.

``[2021]`` is none: no answer has a thousand citations, and titles have years ("Smith v Jones [2004] UKHL 22").
"""

from __future__ import annotations

import re

_NUMBERS = r"\d{1,3}(?:\s*[-–—,;]\s*\d{1,3})*"
MARK = re.compile(rf"\[\s*(?:(?:sources?|refs?|citations?|fuentes?|来源)\s*)?({_NUMBERS})\s*\]", re.IGNORECASE)
OWN = re.compile(r"\s*\[(\d{1,3})\]")  # as we write it ourselves, with the space before it
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
_FURTHEST = 50  # marks a range may stand for


def numbers_of(mark: str) -> tuple[int, ...]:
    """The numbers that "1, 3-5" between brackets stands for, in order; a range that runs backwards or very far gives its two ends."""
    out: list[int] = []
    for piece in re.split(r"[,;]", mark):
        if found := _RANGE.search(piece):
            low, high = int(found.group(1)), int(found.group(2))
            out.extend(range(low, high + 1) if low <= high < low + _FURTHEST else (low, high))
        else:
            out.extend(int(n) for n in re.findall(r"\d+", piece))
    return tuple(out)


def rounded(name: str) -> str:
    """``name``, which is to stand in a sentence of an answer, with round brackets where it would read as a mark: "Annex (3)"."""
    return MARK.sub(lambda match: f"({match[0][1:-1]})", name)
