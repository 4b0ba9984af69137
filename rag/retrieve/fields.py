"""What a source can be asked for by: publisher, authors, title and date, as a card for BM25 and a heading for the judge."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.phrases import LANGUAGES, phrase
from rag.text.content import ACRONYM, ASIDE, MONTHS, SEED, by, initials
from rag.types import Kind, Passage, Source

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(\d\d)")
# "FY2020" is one piece to a model's tokenizer, and no year.
_FISCAL = re.compile(r"\bFY\s?['’]?(19|20)?(\d\d)(?!\d)", re.IGNORECASE)


def card(source: Source) -> str:
    """One line with everything the source may be called by; the seed also goes by our own word for it."""
    own = " ".join(phrase("the_article", language) for language in LANGUAGES) if source.kind is Kind.SEED else ""
    dates = " ".join(f"{MONTHS[int(m) - 1]} {y}" for y, m in _YEAR_MONTH.findall(source.published) if 1 <= int(m) <= 12)
    parts = (own, source.publisher, initials(source.publisher), by(source), source.title, source.published, dates)
    return ", ".join(part for part in parts if part)


def spelled(text: str) -> str:
    """``text`` with its fiscal years in words: FY2022 and FY22 are fiscal year 2022."""
    return _FISCAL.sub(lambda found: f"fiscal year {found[1] or 20}{found[2]}", text)


def seen(passage: Passage, source: Source) -> str:
    """What the judge reads of a passage: its source's short heading, then its words. Every word of a heading costs time on every passage."""
    return spelled(f"{short(source)}. {passage.text}")


@lru_cache(maxsize=4096)
def short(source: Source) -> str:
    """Publisher, by its acronym where it states one, title and year; "the article" for the seed."""
    if source.kind is Kind.SEED:
        return SEED
    acronym, year = ACRONYM.search(source.publisher), _YEAR.search(source.published)
    parts = (acronym[1] if acronym else source.publisher, ASIDE.sub("", source.title), year[0] if year else "")
    return ", ".join(part for part in parts if part)
