"""What the embedder reads of a passage: its words under a short heading of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.types import Kind, Passage, Source

_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
MANY_ROWS = 500  # of a table, from which a row is embedded once, under its label


def embedded_once(passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of those passages of a source that are rows of a long table."""
    rows = [p.id for p in passages if p.of_rows]
    return frozenset(rows) if len(rows) > MANY_ROWS else frozenset()


def labelled(source: Source, text: str) -> str:
    """``text`` under its source's label."""
    return f"{label(source)}: {text}"


def label(source: Source) -> str:
    """A short heading for the embedder, as facts often begin with "It": acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [
        acronym.group(1) if acronym else source.publisher,
        _BRACKET_AT_END.sub("", source.title),
        year.group() if year else "",
    ]
    return ", ".join(part for part in parts if part) or source.id
