"""A noun and its number or letter are one thing: "Site 14", "clause 9", "Monitor B". Of a follow-up they take each other's place.

"How many did Site 14 enrol?", "And Site 22?" asks it of Site 22, and so does "and 22?". A year or an amount is no such number.
"""

from __future__ import annotations

import re

from rag.content import in_frame
from rag.tokens import STOP

_NUMBER = r"(?:\d{1,3}(?:[.-]\d+)*[A-Za-z]?|[A-HJ-Z]|[IVX]{2,5})(?![\w%]|[.,]\d)"
NUMBERED = re.compile(rf"\b([A-Za-z][a-z'’-]+) ({_NUMBER})")
_ALONE = re.compile(_NUMBER)
_PREPOSITION = re.compile(r"^(?:in|at|of|on|for|under|from|to|by|with) (?:the )?", re.IGNORECASE)
_MONTHS = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)


def numbered(text: str) -> list[str]:
    """The nouns of ``text`` that stand with a number of their own, with it."""
    return [m[0] for m in NUMBERED.finditer(text) if _noun(m[1])]


def of_another_number(thing: str, before: str) -> str:
    """``before`` about the ``thing`` of another number, or of a bare number; "" where it asks of no such thing, or of two."""
    thing = _PREPOSITION.sub("", thing)
    named, there = NUMBERED.fullmatch(thing), [m for m in NUMBERED.finditer(before) if _noun(m[1])]
    if named:
        there = [m for m in there if m[1].lower() == named[1].lower()]
    elif not _ALONE.fullmatch(thing):
        return ""
    if len({m[0] for m in there}) != 1:
        return ""
    number = named[2] if named else thing
    return "".join((before[: there[0].start(2)], number, before[there[0].end(2) :]))


def _noun(word: str) -> bool:
    """True for a word that a number may name: no month, no "about 14", no "of 14"."""
    return word.lower() not in STOP["en"] and not in_frame(word, "en") and not _MONTHS.fullmatch(word)
