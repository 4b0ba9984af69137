"""The ledger's links: claims of the seed that resemble a question point at the passages that decide them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from rag.corpus import LedgerClaim
from rag.models import Embedder, Vectors
from rag.retrieve.lexical import Lexical
from rag.retrieve.views import Floats, View, standard
from rag.tables import by_text
from rag.tokens import tokens

FEW = 5  # claims, below which a standard score says nothing
STANDS_OUT = 2.0
CLOSE, CLOSEST = 3.5, 3  # from which resemblance on a question is about a claim; of so many claims, the nearest


class LedgerLinks:
    """Gives every passage the resemblance of the nearest claim it decides; nothing for a short or missing ledger."""

    def __init__(
        self,
        ledger: Sequence[LedgerClaim],
        row_of: Mapping[str, int],
        view: View,
        known: Mapping[str, Vectors],
        embedder: Embedder,
    ) -> None:
        """``known``: vectors of claims by their text, from the build; a claim changed since is embedded now."""
        self._claims = tuple(ledger)
        rows = [[row_of[fact] for fact in claim.fact_ids if fact in row_of] for claim in ledger]
        self.decided = [np.array(found, np.intp) for found in rows]
        self._view = view
        self._usable = len(ledger) >= FEW
        if self._usable:
            self._words = Lexical([tokens(claim.claim) for claim in ledger])
            new = [claim.claim for claim in ledger if claim.claim not in known]
            vectors = dict(known) | by_text(new, embedder.passages(new))
            self._vectors = view.project([vectors[claim.claim] for claim in ledger])

    def weigh(self, question: Floats, terms: Sequence[str], trust: float, size: int) -> Floats:
        """Shape (size,): at least 0, the standard score of the best claim that a passage decides."""
        weights = np.zeros(size)
        for near, rows in zip(self._nearness(question, terms, trust), self.decided, strict=False):
            weights[rows] = np.maximum(weights[rows], near)
        return weights

    def near(
        self, question: Floats, terms: Sequence[str], trust: float, least: float = STANDS_OUT
    ) -> list[LedgerClaim]:
        """The claims that resemble the question by ``least`` or more, nearest first; those that stand out, by default."""
        nearness = self._nearness(question, terms, trust)
        return [self._claims[i] for i in np.argsort(-nearness, kind="stable") if nearness[i] >= least]

    def between(self, rows: Collection[int], places: Collection[str]) -> list[LedgerClaim]:
        """The claims of which some of ``rows`` decide and some of ``places``, of the seed, tell."""
        return [
            claim
            for claim, decided in zip(self._claims, self.decided, strict=True)
            if not set(places).isdisjoint(claim.seed_locators) and not set(rows).isdisjoint(decided.tolist())
        ]

    def _nearness(self, question: Floats, terms: Sequence[str], trust: float) -> Floats:
        """Shape (claims,), standard scores of meaning and words summed; empty for a short or missing ledger."""
        if not self._usable:
            return np.zeros(0)
        meaning = standard(self._vectors @ self._view.project(question))
        return meaning + trust * standard(self._words.scores(terms))
