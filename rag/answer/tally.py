"""How many claims the ledger lists by status, and how many disputes the case: the notes that open answers about the case as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.corpus import Dispute, LedgerClaim
from rag.phrases import phrase

MOST_DISPUTES = 5  # that an answer shows; the page and the command show all


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


def tally_of_disputes(count: int, shown: int, language: str) -> str:
    """How many disputes the case has, and how many of them the answer shows."""
    return phrase("disputes", language, count=str(count), shown=str(shown))


def disputes_tallied(text: str, language: str, disputes: Sequence[Dispute]) -> bool:
    """True when ``text`` is such a note and counts what the case has."""
    most = min(len(disputes), MOST_DISPUTES)
    return any(text == tally_of_disputes(len(disputes), shown, language) for shown in range(1, most + 1))
