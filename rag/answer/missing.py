"""Which words of a question may be named as what no passage speaks of: whole words of matter that stand nowhere as a plain string.

The judge compares terms, and a tokenizer's cut of a Chinese run or a form that no stemmer knows is soon lacking. Before an answer
says that nothing speaks of a word, the word is looked for as it is written, without accents, and Chinese by its sounds, too, so that
traditional characters find simplified ones. Function words and words of a general sense ("occur", "change") are never named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from rag.bridge import spelled_in_latin
from rag.content import FRAME, key
from rag.gloss import as_listed
from rag.glossary import cut, senses
from rag.tokens import CJK, STOP, fold, is_cjk
from rag.word_tables import table

_KEPT = 10_000  # words of which it is kept whether they are of a general sense
_LEAST = 2  # characters of a Chinese word that is named
_WORD = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_GENERAL_FILES = ("light.txt", "general.txt")
# Of a general sense beside the tables: what is done with or becomes of anything.
_HAPPENS = """
    happen occur change present submit begin start finish last become turn put set leave keep bring send follow exist cost pay
    call need want try use serve allow help let
"""


class Spoken:
    """What the texts of an index say, as plain strings; built when first asked."""

    def __init__(self, texts: Iterable[str]) -> None:
        written = "\n".join(texts)
        folded = fold(written)
        self._words = frozenset(_WORD.findall(folded))
        self._runs = "\n".join(word for word in self._words if is_cjk(word))
        self._sounds = f" {spelled_in_latin(self._runs, 'zh').replace(',', '')} " if self._runs else ""

    def has(self, word: str) -> bool:
        """True when the texts have ``word`` as it stands, a Chinese one also by its sounds."""
        if not is_cjk(word):
            return all(part in self._words for part in _WORD.findall(fold(word)))
        return word in self._runs or f" {spelled_in_latin(word, 'zh').replace(',', '')} " in self._sounds


def named_missing(word: str, question: str, language: str, has: Callable[[str], bool]) -> str:
    """``word`` of ``question`` as it may be named as what is missing: whole, and "" where it may not."""
    if not word[0].isdigit() and is_general(word, language):
        return ""
    if not is_cjk(word):
        return "" if has(word) else word
    whole = _whole(word, question)
    if has(whole):
        return ""
    left = "".join(part if not is_general(part, "zh") else " " for part, _ in cut(whole, *as_listed("zh")))
    for run in left.split():
        bare = _rest(run.strip(_SINGLE), has)
        if len(bare) >= _LEAST:
            return bare
    return ""


_SINGLE = "".join(word for word in FRAME["zh"] if len(word) == 1)


def _whole(part: str, question: str) -> str:
    """The word of the lists that stands around ``part`` in the question; ``part`` itself where none does."""
    for run in _WORD.findall(question):
        if part in run:
            for stretch, listed in cut(run, *as_listed("zh")):
                if listed and part in stretch and part != stretch:
                    return stretch
    return part


def _rest(run: str, has: Callable[[str], bool]) -> str:
    """``run`` where none of its pairs of characters stands in the texts, "" where what is left beside those that do is no word."""
    said = [has(run[at : at + _LEAST]) for at in range(len(run) - 1)]
    left = "".join(char if not any(said[max(0, at - 1) : at + 1]) else " " for at, char in enumerate(run))
    return max(left.split(), key=len, default="")


@lru_cache(maxsize=_KEPT)
def is_general(word: str, language: str) -> bool:
    """True for a function word and for one whose every sense in English is a general one; of English words only the frame is."""
    if word in FRAME["zh"] or (not is_cjk(word) and fold(word) in FRAME.get(language, ())):
        return True
    if language == "en":
        return False
    listed = as_listed(language)[0].get(word.lower())
    told = (listed,) if listed is not None else senses(word, language)
    return bool(told) and all(_all_general(sense) for sense in told)


def _all_general(sense: str) -> bool:
    """True when English counts all words of ``sense`` as general ones; also of "" (what English leaves out)."""
    return all(low in STOP["en"] or low in FRAME["en"] or key(low) in _general() for low in fold(sense).split())


@cache
def _general() -> frozenset[str]:
    words = (word for name in _GENERAL_FILES for line in table(name) for word in line.split())
    return frozenset(key(word) for word in (*words, *_HAPPENS.split())) | {""}
