"""Known questions that a question resembles: what answered them speaks for those passages; where nothing did, for silence.

A question is nearer to another question than to the words that answer it (as in doc2query, Nogueira et al. 2019, here with questions that
people wrote), and of two kinds of neighbours the nearer ones tell which kind it is of (kernel density ratio). All zero for a case that
has none.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.retrieve.views import FEW as SEEN
from rag.retrieve.views import Floats, View
from rag.tables import KnownTable

NEAR = 0.2  # likeness, seen from inside the questions, below which one is about something else
SHARP = 14.0  # how fast a neighbour counts less with its distance
LIKE, NEAREST = 0.4, 10  # likeness from which a known question asks for the same matter, and how many are asked
FEW = 5  # questions of a kind, below which nothing is told of it
REMEMBERED = 8  # questions whose likenesses are kept


class KnownQuestions:
    """The known questions of an index, ready to be compared with another, given as its vector."""

    def __init__(self, table: KnownTable) -> None:
        self._asked, self._passage = table.links.T
        self._answered = np.zeros(len(table.questions), bool)
        self._answered[self._asked] = True
        self._wrong = table.wrong
        view = View(table.vectors) if table.questions else None
        self._remembered = lru_cache(maxsize=REMEMBERED)(
            lambda told: view.cosines(np.frombuffer(told)) if view else np.zeros(0)
        )

    def _likeness(self, question: Floats) -> Floats:
        """Shape (questions,): how like each is to ``question``; an answer asks for it several times."""
        return self._remembered(np.asarray(question, np.float64).tobytes())

    def weigh(self, question: Floats, size: int) -> Floats:
        """Shape (size,): how far, from 0 to 1, each passage answers a known question like ``question``."""
        weights = np.zeros(size)
        if len(self._asked):
            near = ((self._likeness(question) - NEAR) / (1 - NEAR)).clip(0)
            np.maximum.at(weights, self._passage, near[self._asked])
        return weights

    def nearest(self, question: Floats) -> frozenset[int]:
        """The rows that answer the known question nearest to ``question``; none where it is far or unanswered, or where there are too few to
        say what is near."""
        return next((rows for rows, _ in self.alike(question)), frozenset())

    def alike(self, question: Floats) -> list[tuple[frozenset[int], float]]:
        """The few known questions nearest to ``question`` that ask for the same matter, nearest first: the rows that answer each, and its share
        in what they tell, the nearer the more."""
        if len(self._answered) < SEEN:
            return []
        likeness = self._likeness(question)
        best = [int(i) for i in np.argsort(-likeness, kind="stable")[:NEAREST] if likeness[i] >= LIKE]
        weights = np.exp(SHARP * (likeness[best] - 1))
        return [
            (frozenset(self._passage[self._asked == i].tolist()), float(weight))
            for i, weight in zip(best, weights / weights.sum(), strict=True)
        ]

    def answered(self, question: Floats) -> float:
        """How much nearer ``question`` is to those that have an answer than to those that have none, as log-odds; 0 where there are few of either."""
        return self._nearer(question, self._answered, ~self._answered)

    def wrong(self, question: Floats) -> float:
        """How much nearer it is to those that take something wrong for granted than to sound ones that are answered, as log-odds."""
        return self._nearer(question, self._wrong, self._answered & ~self._wrong)

    def _nearer(self, question: Floats, one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
        if min(one.sum(), other.sum()) < FEW:
            return 0.0
        weights = np.exp(SHARP * (self._likeness(question) - 1))
        return float(np.log(weights[one].mean()) - np.log(weights[other].mean()))
