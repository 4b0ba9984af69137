"""What English has for the words of a Spanish or Chinese passage, so that a question in another language meets them."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.gloss import english_of, gloss
from rag.glossary import LANGUAGES
from rag.tokens import CJK

_RUN = re.compile(rf"[{CJK}]+")
_KEPT = 1_000  # passages, and names that are looked for in them


def bridges(language: str) -> bool:
    """True for a language whose words English terms are known for."""
    return language[:2] in LANGUAGES


@lru_cache(maxsize=_KEPT)
def bridged(text: str, language: str) -> tuple[str, ...]:
    """The English terms for the words of ``text``, each once; none in a language that is not bridged."""
    return tuple(english_of(text, language[:2], lambda term: True)) if bridges(language) else ()


@lru_cache(maxsize=_KEPT)
def read_in_english(text: str, language: str) -> str:
    """``text`` word by word in English; "" in a language that is not bridged."""
    return gloss(text, language[:2], lambda term: False).removesuffix("?") if bridges(language) else ""


@lru_cache(maxsize=_KEPT)
def spelled_in_latin(text: str, language: str) -> str:
    """The characters of a Chinese text by their sounds, pinyin without tones, parted by spaces; "" in another language."""
    if language[:2] != "zh":
        return ""
    from pypinyin import lazy_pinyin  # late: it reads its tables on import

    return ", ".join(" ".join(lazy_pinyin(run)) for run in _RUN.findall(text))


def sounds(name: str, spelled: str) -> bool:
    """True when ``spelled`` has a name in Latin letters, of however many characters: "Hongxing" in "hong xing zhuan chang"."""
    return bool(spelled) and name.isalpha() and _spoken(name.lower()).search(spelled) is not None


@lru_cache(maxsize=_KEPT)
def _spoken(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{' ?'.join(map(re.escape, name))}\b")
