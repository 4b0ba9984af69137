"""The passages that may answer: Chroma's nearest, BM25's best and what answered known questions like it, on one scale."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.index.lexical import Lexical
from rag.index.store import Index
from rag.models.calibration import Order
from rag.phrases import LANGUAGES, phrase
from rag.retrieve.fields import card
from rag.retrieve.known import KnownQuestions, Told
from rag.text.tokens import tokens
from rag.types import Kind, Passage, Source

DEEP = 100  # passages of each list
MADE_OF = "1"  # raise it when other terms are kept for a passage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its row, with what each list says of it: 0 where a list does not have it, the least cosine where Chroma's ends."""

    row: int
    meaning: float
    words: float
    known: float
    seed: bool

    def parts(self, order: Order) -> dict[str, float]:
        """The addends of its score before the judge reads it."""
        told = {"meaning": order.meaning * self.meaning, "words": order.words * self.words}
        if self.known:
            told["known"] = order.known * self.known
        return told | ({"seed": order.seed} if self.seed else {})


class Candidates:
    """Finds them in an opened index; it only reads."""

    def __init__(self, index: Index, order: Order) -> None:
        self._index = index
        self._order = order
        self.languages = sorted({source.language[:2] for source in index.sources.values()}) or ["en"]
        self._seeds = {source.id for source in index.sources.values() if source.kind is Kind.SEED}
        self._source_of = [passage.source_id for passage in index.passages]
        key = f"{MADE_OF} {index.snapshot.id} {len(index.passages)}"
        folder = index.snapshot.build_dir(index.data)
        self.lexical = Lexical.kept(
            folder, key, lambda: (terms_of(p, index.sources[p.source_id]) for p in index.passages)
        )
        self._known = KnownQuestions(index.tables.known)

    def terms(self, question: str) -> list[str]:
        """The question's terms, stemmed in every language of the sources."""
        return list(dict.fromkeys(term for language in self.languages for term in tokens(question, language)))

    def find(
        self, question: str, vector: npt.NDArray[np.float32], only: Collection[str], known: bool, deep: int = DEEP
    ) -> tuple[list[Candidate], Told]:
        """The candidates, best first, and what the known questions tell; of the sources ``only`` where any are named."""
        near = self._index.nearest(vector, deep, only)
        among = np.array([source in only for source in self._source_of]) if only else None
        words = self.lexical.best(self.terms(question), deep, among)
        told = self._known.tell(vector) if known else Told({})
        floor = min(near.values(), default=0.0)
        rows = [row for row in {**near, **words, **told.rows} if not only or self._source_of[row] in only]
        asked = self._asks_of_seed(question)
        found = [
            Candidate(
                row, near.get(row, floor), words.get(row, 0.0), told.rows.get(row, 0.0),
                self._source_of[row] in self._seeds and not asked,
            )
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-sum(one.parts(self._order).values()), one.row)), told

    def _asks_of_seed(self, question: str) -> bool:
        """True when the question has the name that the article under examination goes by: its publisher, or our own word for it."""
        asked = set(tokens(question))
        return any(
            (name := set(tokens(one))) and name <= asked
            for source_id in self._seeds
            for one in _names(self._index.sources[source_id])
        )


def terms_of(passage: Passage, source: Source) -> list[str]:
    """What a passage is found by: its own terms and those of its source's card."""
    return tokens(f"{card(source)} . {passage.text}", source.language[:2])


def _names(source: Source) -> Sequence[str]:
    return [source.publisher, *(phrase("article", language) for language in LANGUAGES)]
