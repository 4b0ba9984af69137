"""Figures below zero: "-3.2", "€-12", "$(12)", "minus 8", "menos 8 grados", 负3.2, 零下8度."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.numerals import Numeral

# Right before a numeral of folded text. A hyphen behind a word or a figure joins ("COVID-19", "10-15", "3 -1").
_MINUS = re.compile(
    r"(?:(?<![\w)\]%.,'-])(?<!\d )-|(?:(?<![\w-])(?:minus|negative)|(?<!\bal )(?<!\blo )(?<!\ba )(?<![\w-])menos)\s+|负|零下)$"
)
_LOOK = 12  # characters before a numeral in which its sign stands
_BOOKED = re.compile(r"[$€£¥]\s?\($")


def minus_before(text: str, start: int) -> tuple[int, bool]:
    """Where a numeral that begins at ``start`` of folded text begins with its sign, and whether it is below zero."""
    before = text[max(0, start - _LOOK) : start]
    if match := _MINUS.search(before):
        return start - len(match.group()), True
    return start, _BOOKED.search(before) is not None


def negated(number: Numeral) -> Numeral:
    """The numeral with the other sign."""
    return replace(number, value=-number.value)
