"""How many claims the ledger lists by status: the note that opens an answer about the article as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.corpus import LedgerClaim
from rag.phrases import phrase


def tally(counts: Counter[str], language: str) -> str:
    """How many claims the ledger has, by status."""
    told = {
        "count": counts.total(),
        "contradicted": counts["contradicted"],
        "partly": counts["partly supported"],
        "supported": counts["supported"],
        "silent": counts["not addressed"],
        "opinion": counts["opinion"],
    }
    return phrase("ledger", language, **{gap: str(count) for gap, count in told.items()})


def tallied(text: str, language: str, ledger: Sequence[LedgerClaim]) -> bool:
    """True when ``text`` is such a note and counts what the ledger has."""
    return text == tally(Counter(claim.status for claim in ledger), language)
