"""What the embedder reads of a passage: its words under a short heading of its source."""

from __future__ import annotations

import re

from rag.types import Kind, Source

_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


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
