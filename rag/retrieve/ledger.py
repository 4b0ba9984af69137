"""The ledger's links: claims of the seed that resemble a question point at the passages that decide them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from rag.corpus import LedgerClaim
from rag.models.embedder import Embedder, Vectors
from rag.retrieve.resembling import STANDS_OUT, Resembling
from rag.retrieve.views import Floats, View


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
        """``known``: vectors of claims by their text, from the build."""
        self._claims = tuple(ledger)
        rows = [[row_of[fact] for fact in claim.fact_ids if fact in row_of] for claim in ledger]
        self.decided = [np.array(found, np.intp) for found in rows]
        self._resembling = Resembling([claim.claim for claim in ledger], view, known, embedder)

    def weigh(self, question: Floats, terms: Sequence[str], trust: float, size: int) -> Floats:
        """Shape (size,): at least 0, the standard score of the best claim that a passage decides."""
        weights = np.zeros(size)
        for near, rows in zip(self._resembling.nearness(question, terms, trust), self.decided, strict=False):
            weights[rows] = np.maximum(weights[rows], near)
        return weights

    def near(
        self, question: Floats, terms: Sequence[str], trust: float, least: float = STANDS_OUT
    ) -> list[LedgerClaim]:
        """The claims that resemble the question by ``least`` or more, nearest first; those that stand out, by default."""
        return [self._claims[i] for i in self._resembling.near(question, terms, trust, least)]

    def between(self, rows: Collection[int], places: Collection[str]) -> list[LedgerClaim]:
        """The claims of which some of ``rows`` decide and some of ``places``, of the seed, tell."""
        return [
            claim
            for claim, decided in zip(self._claims, self.decided, strict=True)
            if not set(places).isdisjoint(claim.seed_locators) and not set(rows).isdisjoint(decided.tolist())
        ]
