"""Whose words a citation shows: the source's own, our summary of it, or our summary of a report about it.

Only a source's own words stand between quotation marks.
"""

from __future__ import annotations

from enum import StrEnum

from rag.types import SECOND_HAND, Citation, Kind, Source


class Wording(StrEnum):
    """One of three, as every face names it."""

    VERBATIM = "word for word"
    SUMMARY = "our summary"
    REPORT = "our summary of a report about it"


def wording(source: Source, basis: str = "") -> Wording:
    """Whose words a passage of ``source`` has; ``basis``: of a record's fact how it was read."""
    if source.kind is not Kind.RECORD:
        return Wording.VERBATIM
    return Wording.REPORT if basis == SECOND_HAND else Wording.SUMMARY


def wording_of(citation: Citation, source: Source) -> Wording:
    """Whose words ``citation`` shows."""
    return wording(source, citation.basis)
