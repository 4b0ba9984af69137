"""The disputes that a question is about: by what they are about, and by what answers the known questions that are nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.corpus import Dispute
from rag.matter import FEW, share_of
from rag.models.embedder import Embedder, Vectors
from rag.retrieve.resembling import CLOSE, CLOSEST, Resembling
from rag.retrieve.views import Floats, View

NEARLY_ALL = 0.75  # of the words of a matter, with which a question is about it where there are few disputes
MOST = 0.5  # share of what like questions tell, above which a dispute is meant


class DisputeLinks:
    """The disputes of an index, ready to be held against a question; nothing for a case without."""

    def __init__(
        self,
        disputes: Sequence[Dispute],
        row_of: Mapping[str, int],
        view: View,
        known: Mapping[str, Vectors],
        embedder: Embedder,
    ) -> None:
        """``known``: vectors of matters by their text, from the build."""
        self._disputes = tuple(disputes)
        self._rows = [[{row_of[f] for f in side.fact_ids if f in row_of} for side in one.sides] for one in disputes]
        self._resembling = Resembling([one.matter for one in disputes], view, known, embedder)

    def close(self, question: Floats, terms: Sequence[str], trust: float, asked: str = "") -> list[Dispute]:
        """The few whose matter ``question`` is about, nearest first; where there are too few to say what is near, those of which it has
        nearly all words as it is ``asked``."""
        if len(self._disputes) < FEW:
            shares = [share_of(one.matter, asked) for one in self._disputes]
            near = sorted((i for i, share in enumerate(shares) if share >= NEARLY_ALL), key=lambda i: -shares[i])
            return [self._disputes[i] for i in near[:CLOSEST]]
        return [self._disputes[i] for i in self._resembling.near(question, terms, trust, CLOSE)[:CLOSEST]]

    def between(self, alike: Sequence[tuple[frozenset[int], float]]) -> list[Dispute]:
        """The disputes of which most known questions ``alike``, by their shares, are answered by two sides or more; largest share first."""
        shares = [
            sum(share for rows, share in alike if sum(not side.isdisjoint(rows) for side in sides) > 1)
            for sides in self._rows
        ]
        most = sorted((i for i, share in enumerate(shares) if share > MOST), key=lambda i: -shares[i])
        return [self._disputes[i] for i in most]
