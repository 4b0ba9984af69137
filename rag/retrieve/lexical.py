"""BM25 over texts; rebuilt from the collection at start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Lexical:
    """Okapi BM25 of every text for the terms of a question; 0 where no term is shared."""

    def __init__(self, texts: Sequence[Sequence[str]], k1: float = 1.2, b: float = 0.75) -> None:
        import bm25s  # late: slow to import

        self._size = len(texts)
        self._document_frequency: dict[str, int] = {}
        for terms in texts:
            for term in set(terms):
                self._document_frequency[term] = self._document_frequency.get(term, 0) + 1
        self._model = bm25s.BM25(k1=k1, b=b) if self._document_frequency else None
        if self._model is not None:
            # bm25s takes no empty document: the empty string is a term that no question has.
            self._model.index([list(terms) or [""] for terms in texts], show_progress=False)

    def __contains__(self, term: str) -> bool:
        return term in self._document_frequency

    def scores(self, terms: Iterable[str]) -> Floats:
        """Shape (texts,); all zero when no term is known, so that nothing becomes a hit by accident."""
        known = [term for term in terms if term in self._document_frequency]
        if self._model is None or not known:
            return np.zeros(self._size)
        return np.asarray(self._model.get_scores(known), np.float64)

    def each(self, terms: Sequence[str]) -> Floats:
        """Shape (terms, texts): the scores of every term alone; they sum up to ``scores``."""
        return np.array([self.scores([term]) for term in terms]).reshape(len(terms), self._size)

    def idf(self, term: str) -> float:
        """How rare a term is: ln(1 + (n - df + 0.5) / (df + 0.5)); highest for a term that no text has."""
        df = self._document_frequency.get(term, 0)
        return float(np.log1p((self._size - df + 0.5) / (df + 0.5)))
