"""Known questions that a question resembles: what answered them speaks for those passages; where nothing did, for silence.

A question is nearer to another question than to the words that answer it (as in doc2query, Nogueira et al. 2019, here with questions that
people wrote). What its neighbours tell is weighed by kernel ridge regression among the nearest (Saunders et al. 1998; a local one as in Zhang
et al. 2006): of two that differ in one word and say the same, neither counts twice, and of two that say different things the word that they
differ in decides. All zero for a case that has none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.question import language_of
from rag.retrieve.views import FEW as SEEN
from rag.retrieve.views import Floats, View
from rag.retrieve.worded import worded
from rag.tables import KnownTable
from rag.types import Likeness

NEAR = 0.2  # likeness, seen from inside the questions, below which one is about something else
ALIKE = 0.5  # what likeness alone counts for a passage, beside what is weighed
NEIGHBOURS = 500  # the nearest known questions, which are weighed
WIDE = 3.0  # how fast a neighbour counts less with its distance, where all are weighed
NOISE = 0.3  # how little one neighbour alone is trusted
EXACT, STEPS = (
    1e-6,
    500,
)  # share of its target by which a solution may miss it, as a rule after 15 steps, and most of them
SURE = 0.95  # a share beyond which nothing is told more surely
SHARP = 14.0  # of those that ask for the same matter: the same as WIDE
LIKE, NEAREST = 0.4, 10  # likeness from which a known question asks for the same matter, and how many are asked
FEW = 5  # questions of a kind, below which nothing is told of it
LOOKED_AT, MANY = 3000, 50  # questions whose language is looked at, about, and how many of one tell how it sounds
REMEMBERED = 8  # questions of which it is kept what was told
Bools = npt.NDArray[np.bool_]
Weights = Callable[[Floats], Floats]


class KnownQuestions:
    """The known questions of an index, ready to be compared with another, given as its vector."""

    def __init__(self, table: KnownTable) -> None:
        self._questions = table.questions
        self._asked, self._passage = table.links.T
        self._answered = np.zeros(len(table.questions), bool)
        self._answered[self._asked] = True
        self._wrong = table.wrong
        self._view = View(table.vectors, unseen=_of_languages(table)) if table.questions else None
        self._every = np.ones(len(table.questions), bool)
        self._likeness = _once(lambda question: self._view.cosines(question) if self._view else np.zeros(0))
        self._of_every = _once(lambda question: self._weights(question, self._every))
        self._of_answered = _once(lambda question: self._weights(question, self._answered))

    def weigh(self, question: Floats, size: int) -> Floats:
        """Shape (size,), from 0 to 1.5: how likely each passage answers ``question``, as its neighbours tell, and half of how like it the
        nearest is that the passage answers: where neighbours tell little, that says where to look."""
        told, near = np.zeros(size), np.zeros(size)
        if len(self._asked):
            np.add.at(told, self._passage, self._of_every(question)[self._asked])
            like = ((self._likeness(question) - NEAR) / (1 - NEAR)).clip(0)
            np.maximum.at(near, self._passage, like[self._asked])
        return told.clip(0, 1) + ALIKE * near

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
        near = np.flatnonzero(likeness >= LIKE)
        best = near[np.argsort(-likeness[near], kind="stable")[:NEAREST]]
        weights = np.exp(SHARP * (likeness[best] - 1))
        return [
            (frozenset(self._passage[self._asked == i].tolist()), float(weight))
            for i, weight in zip(best, weights / weights.sum(), strict=True)
        ]

    def answered(self, question: Floats) -> float:
        """How much ``question`` is like those that have an answer rather than like those that have none, as log-odds; 0 where there are few of either."""
        return self._told(self._of_every, question, self._answered, self._every)

    @property
    def tells_wrong(self) -> bool:
        """True when there are enough of either kind to tell a wrong premise by."""
        return _enough(self._wrong, self._answered)

    def wrong(self, question: Floats, text: str) -> Likeness:
        """How much it is like those that take something wrong for granted rather than like sound ones that are answered."""
        if not self.tells_wrong:
            return Likeness()
        whole = self._told(self._of_answered, question, self._wrong, self._answered)
        likeness = self._likeness(question)
        near = self._nearest(likeness, self._answered)
        texts = [self._questions[n] for n in near]
        return Likeness(whole, worded(text, texts, np.exp(WIDE * (likeness[near] - 1)), self._wrong[near]))

    def _told(self, weights: Weights, question: Floats, kind: Bools, among: Bools) -> float:
        """How much rather of ``kind`` than of the others ``among`` the known ones, beyond what all of them are."""
        if not _enough(kind, among):
            return 0.0
        signs = np.where(kind, 1.0, -1.0) * among
        share = float(weights(question) @ (signs - signs[among].mean()))
        return 2 * float(np.arctanh(np.clip(share, -SURE, SURE)))

    def _weights(self, question: Floats, among: Bools) -> Floats:
        """Shape (questions,): how much each of the nearest ``among`` the known ones tells of ``question``; some speak against their own kind."""
        if self._view is None:
            return np.zeros(0)
        likeness = self._likeness(question)
        near = self._nearest(likeness, among)
        vectors = self._view.vectors[near]
        kernel = np.exp(WIDE * (vectors @ vectors.T - 1)) + NOISE * np.eye(len(near), dtype=np.float32)
        found = np.zeros(len(likeness))
        found[near] = _solved(kernel, np.exp(WIDE * (likeness[near] - 1)).astype(np.float32))
        return found

    def _nearest(self, likeness: Floats, among: Bools) -> npt.NDArray[np.intp]:
        """The NEIGHBOURS nearest ``among`` the known questions, in no order."""
        count = min(NEIGHBOURS, int(among.sum()))
        return np.argpartition(-np.where(among, likeness, -np.inf), count - 1)[:count]


def _enough(kind: Bools, among: Bools) -> bool:
    """True when there are of the ``kind`` and of the others ``among`` the known ones enough to tell anything."""
    return bool(min((kind & among).sum(), (~kind & among).sum()) >= FEW)


def _solved(matrix: npt.NDArray[np.float32], target: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The vector that a positive definite matrix takes to ``target``, by conjugate gradients (Hestenes and Stiefel 1952): a tenth of
    the time of ``np.linalg.solve``, for NOISE keeps the matrix well conditioned."""
    found, left = np.zeros_like(target), target.copy()
    step, length = left.copy(), float(left @ left)
    enough = EXACT**2 * length
    for _ in range(STEPS):
        if length <= enough:
            break
        moved = matrix @ step
        far = length / float(step @ moved)
        found += far * step
        left -= far * moved
        before, length = length, float(left @ left)
        step = left + length / before * step
    return found


def _of_languages(table: KnownTable) -> Floats:
    """Shape (n, dim): the directions that tell apart the languages in which the questions are asked, each from the commonest.

    Without them a question is told by those in other languages as well as by those in its own.
    """
    some = range(0, len(table.questions), max(1, len(table.questions) // LOOKED_AT))
    told: dict[str, list[int]] = {}
    for n in some:
        told.setdefault(language_of(table.questions[n]), []).append(n)
    many = sorted((rows for rows in told.values() if len(rows) >= MANY), key=len, reverse=True)
    means = [table.vectors[rows].astype(np.float64).mean(0) for rows in many]
    return np.array([mean - means[0] for mean in means[1:]]).reshape(-1, table.vectors.shape[1])


def _once(told: Weights) -> Weights:
    """The same, remembered for the last few questions; an answer asks several times."""
    remembered = lru_cache(maxsize=REMEMBERED)(lambda question: told(np.frombuffer(question)))
    return lambda question: remembered(np.asarray(question, np.float64).tobytes())
