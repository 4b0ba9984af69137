"""The figures in a table's row and what their columns say they are in: 500 under "2022 (£000)" is 500,000 pounds.

A row is stored as a statement, "Item = Sea wall; 2022 (£000) = 500" or, of a CSV file, "Item: Sea wall; 2022 (£000): 500."
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.values.column_units import ColumnUnit, column_unit

_JOINT = re.compile(r" = |: ")
_GROUP = r"\d+(?:[.,'\u00a0\u2009\u202f\u2007 ]\d+)*"
# A cell that is a figure and nothing else: a sign, brackets or "about" before it, a note's mark behind it.
_FIGURE = re.compile(
    rf"[\s(~≈<>+-]{{0,3}}(?:(?:about|around|nearly|over|under|up to|approx\.?|circa|ca?\.|est\.?)\s)?(?P<figure>{_GROUP}(?:\s?-\s?{_GROUP})?)"
    r"(?=\)?\s?(?:\([^()]{0,40}\)|[*†‡^]{1,2}|[a-z](?![a-z]))?\s*(?:[;,\"\]|\n]|\.(?!\d)|$))"
)
_BEFORE = re.compile(r"[;=\n\"]|: ")  # what stands before the name of a column
_LONGEST = 120  # characters of a name
_BRACKETS = re.compile(r"\([^()]*\)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "CNY": "¥"}
_SCALE_WORDS = {3: " thousand", 4: "万", 6: " million", 8: "亿", 9: " billion", 12: " trillion"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a row: ``figure`` is its span, ``name`` that of its column's name; ``words`` say the unit, as ``said``."""

    figure: Span
    name: Span
    unit: ColumnUnit
    words: tuple[Span, ...]
    said: str

    @property
    def factor(self) -> Decimal:
        """By what to multiply the figure as written."""
        return Decimal(10) ** self.unit.power

    @property
    def rate(self) -> str:
        """The rate as part of a unit: " per 100000", or ""."""
        return f" per {self.unit.per}" if self.unit.per else ""

    def named(self, text: str) -> str:
        """The name of its column in the row ``text``, without what stands in brackets."""
        return _BRACKETS.sub(" ", self.name.of(text))

    def told(self, text: str) -> str:
        """The figure as prose has it: "£500 thousand", "12 percent"."""
        sign, scale = _SIGNS.get(self.unit.unit, ""), _SCALE_WORDS.get(self.unit.power, "")
        after = "" if sign or not self.unit.unit else f" {self.unit.unit}"
        per = f" per {self.unit.per:,}" if self.unit.per else ""
        return f"{sign}{self.figure.of(text)}{scale}{after}{per}"


@lru_cache(maxsize=READ_AGAIN)
def cells(text: str) -> tuple[Cell, ...]:
    """The figures of ``text`` whose column says what they are in, in order; none of a text that is no row."""
    if " = " not in text and ": " not in text:
        return ()
    folded = fold(text, accents=True, spaces=False)
    found = []
    for joint in _JOINT.finditer(folded.text):
        match = _FIGURE.match(folded.text, joint.end())
        if match is None:
            continue
        low = max(0, joint.start() - _LONGEST)
        start = max((m.end() for m in _BEFORE.finditer(folded.text, low, joint.start())), default=low)
        start += len(folded.text[start : joint.start()]) - len(folded.text[start : joint.start()].lstrip())
        name = folded.text[start : joint.start()]
        unit = column_unit(name)
        if unit is None or (unit.unit in ("years", "months") and YEAR.fullmatch(match["figure"])):
            continue
        said = folded.source_span(start + unit.said.start, start + unit.said.end).of(text) if unit.said else name
        found.append(
            Cell(
                folded.source_span(match.start("figure"), match.end("figure")),
                folded.source_span(start, joint.start()),
                unit,
                tuple(folded.source_span(start + w.start, start + w.end) for w in unit.words),
                said,
            )
        )
    return tuple(found)
