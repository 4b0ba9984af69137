"""What the embedder reads of a passage: the title of its source, its path of headings, its text.

A record is cut into facts that often begin with "It": its label says more, and who published it belongs to it. Who published a document
may be told later; that changes no vector.
"""

from __future__ import annotations

import re

from rag.types import Kind, Passage, Source

_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def labelled(source: Source, passage: Passage) -> str:
    """``passage`` under its source's label and its headings."""
    return f"{label(source)}: {passage.under_path}"


def label(source: Source) -> str:
    """A short heading for the embedder: a document's title; of a record acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    title = _BRACKET_AT_END.sub("", source.title)
    if source.kind is Kind.DOCUMENT:
        return title or source.id
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [acronym.group(1) if acronym else source.publisher, title, year.group() if year else ""]
    return ", ".join(part for part in parts if part) or source.id
