"""A casual English question in plain words, as it is searched and judged: "how come" is "why", "kids" are children.

The question is shown as it was asked, or as it was read (spelling, follow-up). The table is rag/data/casual.txt.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.framed import bare
from rag.letters import small
from rag.numerals import read_words
from rag.question import language_of
from rag.tokens import NUMBER_NAMES, TENS_NAMES
from rag.word_tables import table

LANGUAGE = "en"
TABLE = "casual.txt"
# Bodies of people: how big one is asks how many belong to it.
_BODY = "commission|committee|council|board|panel|team|staff|crew|delegation|jury|parliament|cabinet|membership"
_ONE = rf"(?:the|this|that|their|its) (?:[\w'’-]+ ){{0,3}}?(?:{_BODY})\b(?!['’])"
_SIZE = re.compile(rf"\bhow (?:big|large) (?:is|was) ({_ONE})", re.IGNORECASE)
_SEAT = re.compile(rf"\b(?:(sits?)|(sat)|sitting) on (?={_ONE})", re.IGNORECASE)
# "Ninety-three thousand dead", "seventy-six percent": the sources write such a number in figures. One word alone may be none ("one", "two sides").
_NAMES = "|".join((*NUMBER_NAMES[1:], *TENS_NAMES))
_NUMBER = re.compile(rf"\b(?:{_NAMES})(?:[ -](?:and )?(?:{_NAMES}|hundred|thousand))+\b(?! of\b)", re.IGNORECASE)


def _in_figures(found: re.Match[str]) -> str:
    """The number in figures; the words themselves where they are no one number ("twenty twenty")."""
    said = read_words(small(found[0]), 0, LANGUAGE)
    return f"{said.value:,}" if said and said.end == len(found[0]) else found[0]


@lru_cache(maxsize=1024)
def plain(question: str) -> str:
    """``question`` with what is casual in it said plainly; the same string where nothing is, or in another language."""
    if language_of(question) != LANGUAGE:
        return question
    said = _SIZE.sub(r"how many members does \1 have", bare(question))
    said = _SEAT.sub(lambda m: f"{'are' if m[1] else 'were' if m[2] else ''} members of ".lstrip(), said)
    said = _NUMBER.sub(_in_figures, said)
    said = _casual().sub(lambda found: _table()[_key(found[0])], said)
    if said == question:
        return question
    said = " ".join(said.split())
    return said[:1].upper() + said[1:] if question[0].isupper() else said


def _key(words: str) -> str:
    return small(words).replace("’", "'")


@cache
def _table() -> dict[str, str]:
    return {casual.strip(): said.strip() for casual, _, said in (line.partition("=") for line in table(TABLE))}


@cache
def _casual() -> re.Pattern[str]:
    """All that is casual, the longest first; an apostrophe in either form."""
    words = sorted(_table(), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w'’-])(?:{'|'.join(re.escape(w).replace(chr(39), '[' + chr(39) + '’]') for w in words)})(?![\w-]|['’]\w)",
        re.IGNORECASE,
    )
