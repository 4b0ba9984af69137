"""What code came to on a claim of the ledger: the finding and the places in the reader's language, the rest as the ledger has it."""

from __future__ import annotations

from rag.lists.ledger import STATUSES, LedgerEntry
from rag.phrases import LANGUAGES
from rag.text.place_words import place_words
from rag.text.punctuation import colon
from rag.types import Finding
from ui.answer_words import finding_word


def computed_words(entry: LedgerEntry, language: str) -> str:
    """``entry.computed`` with its places in words; where code disagrees, first what it finds instead."""
    if language not in LANGUAGES[1:]:
        return entry.computed
    found, told = _found(entry.computed)
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
