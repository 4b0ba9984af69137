"""Known questions: what answered one that is like the question speaks for the same passages; what nothing answered, for silence.

A question is nearer to another question than to the words that answer it (doc2query, Nogueira et al. 2019, here with
questions that people wrote). Likeness is the cosine seen from the middle of the known questions, so that what all of them share tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.index.stored import KnownTable

Floats = npt.NDArray[np.float32]
NEAREST = 50  # known questions that are looked at
NEAR = 4  # power of a likeness: of two that are alike and no more than that, the difference counts little
FEW = 8  # known questions, below which there is no middle to see from


@dataclass(frozen=True, slots=True)
class Told:
    """What the known questions tell of one that is asked; all empty for a case without any."""

    rows: dict[int, float]  # passages that answer one like it, with the likeness of the nearest
    answered: float = 0.0  # likeness of the nearest that is answered
    silent: float = 0.0  # of the nearest that nothing answers
    wrong: float = 0.0  # of the nearest that takes something wrong for granted

    @property
    def balance(self) -> float:
        """How much rather like an answered one than like one that nothing answers: what is not near to either tells next to nothing."""
        return float(self.answered**NEAR - self.silent**NEAR)


class KnownQuestions:
    """The known questions of an index, ready to be compared with another, given as its vector."""

    def __init__(self, table: KnownTable) -> None:
        self._table = table
        self._lengths: Floats = np.zeros(0, np.float32)  # of the vectors, seen from the middle
        if len(table.questions) >= FEW:
            self._middle = table.vectors.mean(axis=0, dtype=np.float32)
            self._lengths = np.concatenate([_lengths(part - self._middle) for part in table.parts()])
        self._rows: dict[int, list[int]] = {}
        for question, row in table.links.tolist():
            self._rows.setdefault(question, []).append(row)

    def tell(self, question: npt.NDArray[np.float32]) -> Told:
        """What those like ``question`` tell."""
        if not len(self._lengths):
            return Told({})
        seen = np.asarray(question, np.float32) - self._middle
        seen /= _lengths(seen)
        likeness = (self._table.beside(seen) - self._middle @ seen) / self._lengths
        near = np.argsort(-likeness, kind="stable")[:NEAREST]
        rows: dict[int, float] = {}
        answered = silent = wrong = 0.0
        for one in near.tolist():
            like = max(0.0, float(likeness[one]))
            for row in self._rows.get(one, ()):
                rows[row] = max(rows.get(row, 0.0), like)
            if self._table.wrong[one]:
                wrong = max(wrong, like)
            if one in self._rows:
                answered = max(answered, like)
            else:
                silent = max(silent, like)
        return Told(rows, answered, silent, wrong)


def _lengths(vectors: Floats) -> Floats:
    return np.asarray(np.maximum(np.linalg.norm(vectors, axis=-1), 1e-9), np.float32)
