"""Whose words a citation shows: the source's own, our summary of it, or our summary of a report about it; and who says them when.

Only a source's own words stand between quotation marks.
"""

from dataclasses import replace
from enum import StrEnum

from rag.sources import SECOND_HAND, Citation, Kind, Passage, Source


class Wording(StrEnum):
    """One of three, as every face names it."""

    VERBATIM = "word for word"
    SUMMARY = "our summary"
    REPORT = "our summary of a report about it"


def wording(source: Source, basis: str = "") -> Wording:
    """Whose words a passage of ``source`` has; ``basis``: of a record's fact how it was read."""
    if source.kind != Kind.RECORD:
        return Wording.VERBATIM
    return Wording.REPORT if basis == SECOND_HAND else Wording.SUMMARY


def wording_of(citation: Citation, source: Source) -> Wording:
    """Whose words ``citation`` shows."""
    return wording(source, citation.basis)


def marked(words: str, source: Source) -> str:
    """``words`` of ``source`` between quotation marks where they are its own, else as they are."""
    return words if source.kind is Kind.RECORD else f"“{words}”"


def as_said(source: Source, words: Passage | Citation) -> Source:
    """``source`` with the speaker and the date of ``words``; where somebody else says them, its own date is not theirs."""
    if not (words.by or words.dated):
        return source
    dated = words.dated or ("" if words.by else source.published)
    return replace(source, publisher=words.by or source.publisher, published=dated)
