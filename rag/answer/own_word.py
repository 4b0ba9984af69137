"""Whose finding the article tells of: what "the auditor found" is quoted with the auditor's own words, where these are in the case."""

from __future__ import annotations

from rag.content import keys
from rag.types import Source

_FORMS = frozenset(
    ["llp", "ltd", "plc", "inc", "limited", "gmbh", "co", "company", "sa", "ag"]
)  # of companies, which an article leaves out


def names_publisher(quote: str, source: Source) -> bool:
    """True when ``quote`` has every word of the name of who published ``source``."""
    name = keys(source.publisher) - _FORMS
    return bool(name) and name <= keys(quote)
