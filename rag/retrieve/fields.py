"""What the judge reads of a passage: a short heading of its source, the headings that it stands under, its words."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.content import ACRONYM, ASIDE, SEED
from rag.types import Kind, Passage, Source

_YEAR = re.compile(r"(?:19|20)\d\d")
# "FY2020" is one piece to a model's tokenizer, and no year.
_FISCAL = re.compile(r"\bFY\s?['’]?(19|20)?(\d\d)(?!\d)", re.IGNORECASE)


def spelled(text: str) -> str:
    """``text`` with its fiscal years in words: FY2022 and FY22 are fiscal year 2022."""
    return _FISCAL.sub(lambda found: f"fiscal year {found[1] or 20}{found[2]}", text)


def seen(passage: Passage, source: Source) -> str:
    """What the judge reads of a passage. Every word of a heading costs time on every passage."""
    return spelled(f"{short(source)}. {passage.under_path}")


@lru_cache(maxsize=4096)
def short(source: Source) -> str:
    """Publisher, by its acronym where it states one, title and year; "the article" for the seed."""
    if source.kind is Kind.SEED:
        return SEED
    acronym, year = ACRONYM.search(source.publisher), _YEAR.search(source.published)
    parts = (acronym[1] if acronym else source.publisher, ASIDE.sub("", source.title), year[0] if year else "")
    return ", ".join(part for part in parts if part)
