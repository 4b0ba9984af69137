"""A name in another spelling: the one word of a text that is nearly, but not quite, what was written."""

from __future__ import annotations

from difflib import SequenceMatcher

from rag.text import words
from rag.verify.entities.names import forms

_MISSPELT = 0.75  # likeness of two spellings of one name
_LONG_ENOUGH = 4  # letters; shorter names have too many neighbours


def misspelt(name: str, text: str) -> str:
    """The word of ``text`` that one of ``name`` is another spelling of; "" when each stands there or none is near."""
    have = {w.text.removesuffix("'s"): w.span.of(text) for w in words(text)}
    for mine in (w.text.removesuffix("'s") for w in words(name)):
        if len(mine) < _LONG_ENOUGH or mine in have:
            continue
        for theirs, written in have.items():
            ends = mine.removesuffix("s") == theirs.removesuffix("s") or forms(mine) & forms(theirs)
            near = abs(len(mine) - len(theirs)) < 2 and _likeness(mine, theirs) >= _MISSPELT
            if near and written[:1].isupper() and not ends:
                return written
    return ""


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
