"""What English has for the words of a Spanish or Chinese passage, so that a question in another language meets them."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.gloss import english_of, gloss
from rag.glossary import LANGUAGES
from rag.tokens import CJK, fold, stem

_RUN = re.compile(rf"[{CJK}]+")
_LONGEST = 3  # characters of a name of one word: Qinhuangdao; longer ones are written as several
_KEPT = 4_000  # passages


def bridges(language: str) -> bool:
    """True for a language whose words English terms are known for."""
    return language[:2] in LANGUAGES


@lru_cache(maxsize=_KEPT)
def bridged(text: str, language: str) -> tuple[str, ...]:
    """The English terms for the words of ``text``, each once; none in a language that is not bridged."""
    return tuple(map(fold, english_of(text, language[:2], lambda term: True))) if bridges(language) else ()


@lru_cache(maxsize=_KEPT)
def read_in_english(text: str, language: str) -> str:
    """``text`` word by word in English; "" in a language that is not bridged."""
    return gloss(text, language[:2], lambda term: False).removesuffix("?") if bridges(language) else ""


@lru_cache(maxsize=_KEPT)
def spelled_in_latin(text: str, language: str) -> frozenset[str]:
    """How the names in a Chinese text may be spelled (pinyin without tones): every run of two or three characters as one word, every character alone."""
    if language[:2] != "zh":
        return frozenset()
    from pypinyin import lazy_pinyin  # late: it reads its tables on import

    found: set[str] = set()
    for run in _RUN.findall(text):
        sounds = lazy_pinyin(run)
        for size in range(1, _LONGEST + 1):
            found.update("".join(sounds[at : at + size]) for at in range(len(sounds) - size + 1))
    return frozenset(found).union(map(stem, found))  # as a question's own terms are: "hongx" of Hongxing
