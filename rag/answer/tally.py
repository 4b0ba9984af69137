"""How many claims the ledger lists by status, and how many disputes the case: the notes that open answers about the case as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rag.case import Dispute, JudgedClaim, LedgerClaim, claim_in
from rag.phrases import phrase
from rag.question.whole import OF_ARTICLE

_ONE = {
    "1 claim": "1 claims",
    "1 opinion": "1 opinions",
    "1 afirmación": "1 afirmaciones",
    "1 contradicha": "1 contradichas",
    "1 confirmada": "1 confirmadas",
    "1 opinión": "1 opiniones",
}
MOST_LINES = 8  # claims of a scorecard in an answer; the page and the command show all
MOST_DISPUTES = 5  # that an answer shows; the page and the command show all


def tally(counts: Counter[str], language: str, key: str = "ledger") -> str:
    """How many claims the ledger has, by status."""
    told = {
        "count": counts.total(),
        "contradicted": counts["contradicted"],
        "partly": counts["partly supported"],
        "supported": counts["supported"],
        "silent": counts["not addressed"],
        "opinion": counts["opinion"],
    }
    return _agreeing(phrase(key, language, **{gap: str(count) for gap, count in told.items()}))


def tallied(text: str, language: str, ledger: Sequence[LedgerClaim]) -> bool:
    """True when ``text`` is such a note and counts what the ledger has."""
    counts: Counter[str] = Counter(claim.status for claim in ledger)
    now = [tally(counts, language, key) for key in ("ledger", "ledger_before")]  # the last as older answers say it
    return text in (*now, *map(in_plural, now))


def scorecard(ledger: Sequence[LedgerClaim], statuses: Sequence[str], language: str) -> str:
    """The claims of ``statuses``, the first of these first, a line each; "" without any."""
    found = sorted((c for c in ledger if c.status in statuses), key=lambda claim: statuses.index(claim.status))
    lines = [scored_line(claim, language) for claim in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(phrase("scored_more", language, count=str(len(found) - MOST_LINES)))
    return "\n".join(lines)


def scored_line(claim: JudgedClaim, language: str) -> str:
    """What was found of a claim, in a line of the scorecard."""
    return phrase(f"scored_{claim.status.replace(' ', '_')}", language, claim=claim_in(language, claim))


def scored(text: str, language: str, ledger: Sequence[LedgerClaim]) -> bool:
    """True when ``text`` is such a card of what the ledger has."""
    return any(text == scorecard(ledger, statuses, language) for statuses in OF_ARTICLE.values())


def in_plural(text: str) -> str:
    """Such a note as the phrase has it, whose nouns are of several: "1 opinions"."""
    for one, several in _ONE.items():
        text = re.sub(rf"(?<!\d){one}(?!\w)", several, text)
    return text


def _agreeing(text: str) -> str:
    """The note with nouns that agree with a count of one."""
    for one, several in _ONE.items():
        text = re.sub(rf"(?<!\d){several}(?!\w)", one, text)
    return text


def tally_of_disputes(count: int, shown: int, language: str) -> str:
    """How many disputes the case has, and how many of them the answer shows."""
    return phrase("disputes", language, count=str(count), shown=str(shown))


def disputes_tallied(text: str, language: str, disputes: Sequence[Dispute]) -> bool:
    """True when ``text`` is such a note and counts what the case has."""
    most = min(len(disputes), MOST_DISPUTES)
    return any(text == tally_of_disputes(len(disputes), shown, language) for shown in range(1, most + 1))
