"""Words in capitals that an act or a plan goes by, and whether the sources know them: "the STOP Act" is not about stopping."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.content import initials

_LEAST = 3  # letters
_WORD = re.compile(rf"(?<![\w-])[A-Z]{{{_LEAST},}}(?![\w-])")
_ACT = r"(?:Act|Bill|Law|Plan|Treaty|Programme|Program|Initiative)\b"
_OF_AN_ACT = re.compile(rf"{_WORD.pattern}(?= (?:[A-Z][a-z]+ ){{0,2}}{_ACT})")
_SMALL = "and|of|for|the|on|to|in|by|with|from"
_NAME = re.compile(rf"[A-Z][a-z]+(?:(?: (?:{_SMALL}))* [A-Z][a-z]+)+")


def of_acts(question: str) -> frozenset[str]:
    """The words in capitals that acts and plans of ``question`` go by."""
    return frozenset(_OF_AN_ACT.findall(question))


def in_capitals(texts: Iterable[str]) -> frozenset[str]:
    """The words that ``texts`` write in capitals, and those that initials of their names may spell (at most 8 letters)."""
    found: set[str] = set()
    for text in texts:
        found.update(_WORD.findall(text))
        for name in _NAME.findall(text):
            first = initials(name)
            ends = range(_LEAST, 9)
            found.update(first[at : at + size] for at in range(len(first) - _LEAST + 1) for size in ends)
    return frozenset(found)
