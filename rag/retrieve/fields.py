"""What a source can be asked for by: its publisher, authors, acronym, title, date and kind of document."""

from __future__ import annotations

import re

from rag.content import MONTHS, by, initials
from rag.types import Kind, Source

YEAR = r"(?:19|20)\d\d"
_FORMAT = re.compile(r"\b(?:pdf|html|csv|docx?|txt|pages?|copy|listed|as|via|text)\b|[\d/,;()]+")
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}\b")
# Acronyms of countries do not name a publisher.
_COUNTRIES = {"US", "UN", "UK", "EU", "PRC", "USA"}
_SHORT = re.compile(r"(\w+) (?:Institut\w+|Foundation|Center|News|Times|Post)$|Department of (?:the )?(\w+)$")


def card(source: Source) -> str:
    """One line with everything the source may be called by; the seed is "article"."""
    if source.kind is Kind.SEED:
        return "article"
    parts = [
        source.publisher,
        " ".join(name for name in initials(source.publisher).split() if name not in source.publisher),
        by(source),
        source.title,
        source.published,
        month_names(source.published),
        kind_words(source),
    ]
    return ", ".join(part for part in parts if part)


def month_names(published: str) -> str:
    """ISO dates spelt out: ``2021-07-14`` as ``july 2021``."""
    found = re.findall(rf"({YEAR})-(\d\d)", published)
    return " ".join(f"{MONTHS[int(month) - 1]} {year}" for year, month in found if 1 <= int(month) <= 12)


def kind_words(source: Source) -> str:
    """The kind of document without its file format: ``pdf (issue brief)`` as ``issue brief``."""
    return " ".join(_FORMAT.sub(" ", source.doc_type).split())


def bodies(publisher: str) -> list[str]:
    """The bodies that a publisher's name joins, without what stands in brackets: ``A (X) / B, C`` as A, B and C."""
    return [part.strip() for part in re.split(r"[/;,]", re.sub(r"\(.*?\)", "", publisher))]


def names(source: Source) -> frozenset[str]:
    """What people call the publisher: its acronyms, its name, the telling word of a common pattern; none for a seed."""
    if source.kind is Kind.SEED:
        return frozenset()
    found = set(_ACRONYM.findall(source.publisher)) - _COUNTRIES
    for part in re.split(r"[/;]", re.sub(r"\(.*?\)", "", source.publisher)):
        name = re.sub(r"^(?:The|US|U\.S\.)\s+", "", part.strip())
        found.add(name)
        short = _SHORT.match(name)
        if short:
            found.add(short[1] or short[2])
    return frozenset(name for name in found if len(name) > 1)
