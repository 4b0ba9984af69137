"""What a question takes for granted and the sources deny: noted only where the judge is sure, for silence is better than a false alarm.

An editor's judgement comes first: a claim of the article that the ledger finds contradicted and that the question repeats.
"""

from dataclasses import dataclass

import numpy as np

from rag.answer.conflicts import deciding as decided_by
from rag.answer.enough import FIRST
from rag.answer.quoting import deciding
from rag.answer.writing import Pick
from rag.case import LedgerClaim
from rag.models.calibration import calibration
from rag.models.judge import ANSWERS, DENIES
from rag.phrases import phrase
from rag.retrieve.search import Found, Search
from rag.sources import Kind
from rag.text.tokens import tokens
from rag.types import NoteKind

CONTRADICTED = "contradicted"
LEAST = 2.5e-3  # share below which nothing is told
EVEN = 1e-3  # added to both sides, that silence on both is even


@dataclass(frozen=True, slots=True)
class Premise:
    """The note, the words that deny what the question takes for granted, and the claim of the ledger where an editor judged it."""

    words: Pick
    claim: str = ""

    def note(self, language: str) -> tuple[NoteKind, str]:
        """The sentence of our own that opens the answer."""
        if self.claim:
            return NoteKind.PREMISE, phrase("premise_asked_whole", language, premise=self.claim)
        return NoteKind.PREMISE, phrase("premise_denied", language)


def false_premise(question: str, found: Found, search: Search) -> Premise | None:
    """What the sources deny of the question, surely; or None."""
    weighed = calibration().premise
    told = figures(question, found, search)
    if weighed.share(told) < weighed.threshold:
        return None
    claim, _ = repeated(question, search)
    places = decided_by(claim, search.index) if claim and told["ledger"] >= calibration().about else []
    if claim and places:
        return Premise(places[0], claim.claim.rstrip("."))
    shares = found.shares[:FIRST]
    if not len(shares):
        return None
    hit = found.hits[int(np.argmax(_denied(found, search)))]
    return Premise(Pick(hit.passage, deciding(question, hit.passage, search)))


def figures(question: str, found: Found, search: Search) -> dict[str, float]:
    """What the note is decided by, by name: the surest denial of a passage, and how denials stand against answers."""
    answers, denied = found.shares[:FIRST, ANSWERS], _denied(found, search)
    surest = float(denied.max(initial=LEAST))
    return {
        "denies": float(np.log(surest / (1 - min(surest, 1 - LEAST)))),
        "against": float(np.log((denied.sum() + EVEN) / (answers.sum() + EVEN))),
        "known": found.known.wrong - found.known.answered,
        "ledger": repeated(question, search)[1],
    }


def repeated(question: str, search: Search) -> tuple[LedgerClaim | None, float]:
    """The contradicted claim of the article that the question has most of, and the share of the claim's words that it has."""
    claims = [claim for claim in search.index.ledger if claim.status == CONTRADICTED]
    asked, idf = set(search.candidates.terms(question)), search.candidates.lexical.idf

    def share(claim: LedgerClaim) -> float:
        own = set(tokens(claim.claim))
        return sum(idf(t) for t in own & asked) / (sum(map(idf, own)) or 1.0)

    best = max(claims, key=share, default=None)
    return best, share(best) if best else 0.0


def _denied(found: Found, search: Search) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The shares "denies" of the first passages; nothing is denied by the article under examination."""
    seeds = [search.index.sources[hit.passage.source_id].kind is Kind.SEED for hit in found.hits[:FIRST]]
    shares = found.shares[:FIRST, DENIES] if len(found.shares) else np.zeros(0)
    return np.where(seeds[: len(shares)], 0.0, shares)
