"""How much of one statement's words another one has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rag.same_word import same_word
from rag.text import Word
from rag.verify.words.counted import noun_class
from rag.verify.words.opposites import SENSE, same_sense


@dataclass(frozen=True, slots=True)
class Coverage:
    """``share`` of the words that were found (1.0 when there were none to find) and the ``missing`` ones."""

    share: float
    missing: tuple[str, ...]
    found: int


def coverage(wanted: Iterable[Word], present: Iterable[str]) -> Coverage:
    """Which of the ``wanted`` words stand, in some form, among the ``present`` folded ones; each word counts once."""
    have = set(present)
    distinct = {w.text: w for w in wanted}
    missing = tuple(text for text in distinct if not has_word(text, have))
    found = len(distinct) - len(missing)
    return Coverage(found / len(distinct) if distinct else 1.0, missing, found)


def has_word(word: str, present: set[str]) -> bool:
    """True when ``word``, a form of it or a word of the same sense is among ``present``."""
    if word in present:
        return True
    if word in SENSE and any(same_sense(word, other) for other in present):
        return True
    named = noun_class(word)
    return any(same_word(word, other) or noun_class(other) == named for other in present)
