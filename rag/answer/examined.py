"""The answer to a question about the article as a whole: claims of the ledger, the article's words before those that decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from rag.answer.draft import Pick
from rag.answer.of_article import RIGHT, WRONG, of_article
from rag.answer.tally import tally
from rag.corpus import LedgerClaim
from rag.in_seed import Place, deciding, in_the_seed
from rag.store import Index
from rag.types import NoteKind

MOST = 6  # claims that are shown; the ledger lists them all


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with the seed's words that make it, and the words that decide it where there are any."""

    claim: LedgerClaim
    said: Pick
    decides: Pick | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What the ledger finds of the article: its counts, and some of its claims."""

    counts: Counter[str]
    shown: tuple[Shown, ...]
    kind = NoteKind.LEDGER  # of the note

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        return tally(self.counts, language)

    @property
    def picks(self) -> list[Pick]:
        """The quotes in order, each claim's own words first, and none twice."""
        return list(dict.fromkeys(pick for one in self.shown for pick in (one.said, one.decides) if pick))

    @property
    def disputed(self) -> list[tuple[LedgerClaim, Place, Place]]:
        """Those that do not hold as they stand, each with the seed's words and those that decide it."""
        return [
            (one.claim, (one.said.passage, one.said.span), (one.decides.passage, one.decides.span))
            for one in self.shown
            if one.decides and one.claim.status in WRONG
        ]


def examined(question: str, index: Index, only: Collection[str] = ()) -> Examined | None:
    """The claims that ``question`` asks for; None where it asks for none, or the case has no ledger or no such claim."""
    statuses = of_article(question)
    claims = sorted((c for c in index.ledger if c.status in statuses), key=lambda c: statuses.index(c.status))
    shown: list[Shown] = []
    for claim in claims:
        if len(shown) == MOST:
            break
        said = in_the_seed(claim, index)
        if said is None or (only and said[0].source_id not in only):
            continue
        facts = deciding(claim, index, only) if claim.status in (*WRONG, *RIGHT) else []
        shown.append(Shown(claim, Pick(*said), Pick(*facts[0]) if facts else None))
    return Examined(Counter(c.status for c in index.ledger), tuple(shown)) if shown else None
