"""The passages that may answer: Chroma's nearest, BM25's best and what answered known questions like it, on one scale.

A question is nearer to another question than to the words that answer it (doc2query, Nogueira et al. 2019, here with
questions that people wrote). Likeness is the cosine seen from the middle of the known questions, so that what all of them share tells nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.index.lexical import keep_terms
from rag.index.store import Index
from rag.index.stored import KnownTable
from rag.models.calibration import Order, Weights
from rag.phrases import LANGUAGES, phrase
from rag.sources import Kind, Source
from rag.text.tokens import tokens

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


DEEP = 100  # passages of each list


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its row, with what each list says of it: 0 where a list does not have it, the least cosine where Chroma's ends."""

    row: int
    meaning: float
    words: float
    known: float
    seed: bool

    def parts(self, by: Weights) -> dict[str, float]:
        """The addends of its score but for what the judge reads."""
        told = {"meaning": by.meaning * self.meaning, "words": by.words * self.words}
        if self.known:
            told["known"] = by.known * self.known
        return told | ({"seed": by.seed} if self.seed else {})


class Candidates:
    """Finds them in an opened index; it only reads."""

    def __init__(self, index: Index, order: Order) -> None:
        self._index = index
        self._order = order
        self.languages = sorted({source.language[:2] for source in index.sources.values()}) or ["en"]
        self._seeds = {source.id for source in index.sources.values() if source.kind is Kind.SEED}
        self._source_of = index.passages.source_of
        self.lexical = keep_terms(index.snapshot.build_dir(index.data), index.snapshot, index.passages)
        self._known = KnownQuestions(index.known)

    def terms(self, question: str) -> list[str]:
        """The question's terms, stemmed in every language of the sources."""
        return list(dict.fromkeys(term for language in self.languages for term in tokens(question, language)))

    def find(
        self, question: str, vector: npt.NDArray[np.float32], only: Collection[str], known: bool, deep: int = DEEP
    ) -> tuple[list[Candidate], Told]:
        """The candidates, best first, and what the known questions tell; of the sources ``only`` where any are named."""
        near = self._index.nearest(vector, deep, only)
        among = self._rows_of(only) if only else None
        words = self.lexical.best(self.terms(question), deep, among)
        told = self._known.tell(vector) if known else Told({})
        floor = min(near.values(), default=0.0)
        rows = [row for row in {**near, **words, **told.rows} if not only or self._source_of(row) in only]
        asked = self._asks_of_seed(question)

        def candidate(row: int) -> Candidate:
            seed = self._source_of(row) in self._seeds and not asked
            return Candidate(row, near.get(row, floor), words.get(row, 0.0), told.rows.get(row, 0.0), seed)

        found = [candidate(row) for row in rows]
        return sorted(found, key=lambda one: (-sum(one.parts(self._order.chosen).values()), one.row)), told

    def _rows_of(self, only: Collection[str]) -> npt.NDArray[np.bool_]:
        among = np.zeros(len(self._index.passages), np.bool_)
        for source_id in only:
            among[list(self._index.passages.rows.get(source_id, ()))] = True
        return among

    def _asks_of_seed(self, question: str) -> bool:
        """True when the question has the name that the article under examination goes by: its publisher, or our own word for it."""
        asked = set(tokens(question))
        return any(
            (name := set(tokens(one))) and name <= asked
            for source_id in self._seeds
            for one in _names(self._index.sources[source_id])
        )


def _names(source: Source) -> Sequence[str]:
    return [source.publisher, *(phrase("article", language) for language in LANGUAGES)]
