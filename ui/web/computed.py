"""What code came to on a claim of the ledger, in the reader's language: the ledger itself keeps it in English."""

from __future__ import annotations

from rag.ledger import STATUSES, LedgerEntry
from rag.phrases import LANGUAGES
from rag.place_words import place_words
from rag.punctuation import colon
from rag.types import Finding
from ui.answer_words import finding_word
from ui.reasons import reason_words


def computed_words(entry: LedgerEntry, language: str) -> str:
    """``entry.computed`` with its places in words; where code disagrees, first what it finds instead."""
    if language not in LANGUAGES[1:]:
        return entry.computed
    found, reason = _found(entry.computed)
    told = reason_words(reason, language)
    for fact in entry.facts:
        source_id, mark, place = fact.id.partition(":")
        if mark and place:
            told = told.replace(fact.id, f"{source_id}:{place_words(place, language)}")
    return f"{finding_word(found, language)}{colon(language)}{told}" if found else told


def _found(computed: str) -> tuple[Finding | None, str]:
    """The finding that opens it, where code disagrees, and the reason."""
    for status in STATUSES:
        if computed.startswith(f"{status}: "):
            return status, computed.removeprefix(f"{status}: ")
    return None, computed
