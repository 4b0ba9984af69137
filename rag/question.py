"""The question as asked: usable or not, in which language, and whether it leans on the one before it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rag.errors import EmptyQuestion, UsageError
from rag.tokens import STOP, fold, is_cjk, tokens
from rag.year_meant import counts_on

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidi, zero width), surrogate, private, unassigned
_SPANISH = re.compile(r"[¿¡ñ]", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
# A question that opens like this leans on the one before it.
_OPENS = re.compile(
    r"^(and|but|so|or|what about|how about|why(?= (is|was|did) (that|it|this|he|she|they))|y|pero|entonces|"
    r"¿?y|¿?qué hay de|那么?|而|它|他|她|这|那些?|其中)\b",
    re.IGNORECASE,
)
_POINTS_BACK = {
    "en": frozenset(
        [
            "it",
            "its",
            "that",
            "this",
            "these",
            "those",
            "they",
            "them",
            "their",
            "he",
            "him",
            "his",
            "she",
            "her",
            "there",
            "then",
            "former",
            "latter",
        ]
    ),
    "es": frozenset(
        [
            "eso",
            "esa",
            "ese",
            "esto",
            "esta",
            "este",
            "ellos",
            "ellas",
            "su",
            "sus",
            "lo",
            "la",
            "le",
            "allí",
            "entonces",
        ]
    ),
}
_SHORT_ZH = 12  # characters of "2021年呢？" and its like
_POINTS_BACK_ZH = re.compile("它|他们?|她|这个?|那个?|其中|此")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation; the question steers a follow-up, the answer only says who "she" is."""

    question: str
    answer_text: str = ""


def usable(question: str, longest: int) -> str:
    """The question without invisible characters and spare white space; raises EmptyQuestion when nothing is left of it
    and UsageError when it is longer than ``longest`` characters."""
    kept = "".join(
        " " if c.isspace() else c for c in question if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    text = " ".join(kept.split())
    if not any(c.isalnum() for c in text):
        raise EmptyQuestion("the question is empty. Ask something, for example: Who wrote the report?")
    if len(text) > longest:
        raise UsageError(
            f"the question has {len(text):,} characters, {longest:,} are allowed. Shorten it or raise ONRECORD_MAX_QUESTION."
        )
    return text


def language_of(text: str) -> str:
    """``zh``, ``es`` or ``en``: by its characters, then by which function words it holds more of."""
    if is_cjk(text):
        return "zh"
    if _SPANISH.search(text):
        return "es"
    words = [fold(word) for word in _WORDS.findall(text)]
    english, spanish = (sum(word in STOP[lang] for word in words) for lang in ("en", "es"))
    return "es" if spanish > english else "en"


def leans(question: str) -> bool:
    """True when the question cannot be understood without the one before it."""
    language = language_of(question)
    if _OPENS.search(question) or counts_on(question, language):
        return True
    if language == "zh" and question.rstrip("？?。 ").endswith("呢"):
        return len(question) <= _SHORT_ZH
    if language == "zh":
        return bool(_POINTS_BACK_ZH.search(question)) and len(question) <= 20
    words = [fold(word) for word in _WORDS.findall(question)]
    points_back = any(word in _POINTS_BACK[language] for word in words)
    return len(tokens(question, language)) <= 2 or (points_back and len(words) <= 10)
