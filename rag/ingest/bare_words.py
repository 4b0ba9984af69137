"""The language of a text that has no function words, as a table of figures: by the words of its columns' names and cells."""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 3  # words with letters that English does not write
_LETTERS = frozenset("ñáíóú")  # é stands in English words, too


def is_spanish(words: Iterable[str]) -> bool:
    """True where _LEAST words or more, each counted once, have letters of Spanish."""
    return sum(not _LETTERS.isdisjoint(word) for word in {word.lower() for word in words}) >= _LEAST
