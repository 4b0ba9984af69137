"""The language of a text that has no function words, as a table of figures: by the words of its columns' names and cells."""

from __future__ import annotations

from collections.abc import Iterable

from rag.gloss import is_translated

_LEAST = 3  # words that are Spanish alone
_LETTERS = frozenset("ñáíóú")  # é stands in English words, too


def is_spanish(words: Iterable[str]) -> bool:
    """True where _LEAST words or more, each counted once, are in the Spanish word lists and not English, and more than are English."""
    spanish = english = 0
    for word in {word.lower() for word in words if len(word) > 1}:
        if is_translated(word, "en"):
            english += 1
        elif is_translated(word, "es") or not _LETTERS.isdisjoint(word):
            spanish += 1
    return spanish >= _LEAST and spanish > english
