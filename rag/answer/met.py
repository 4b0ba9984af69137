"""How much of a question passages meet, by its own words or by words of like meaning: the judge's measure, for ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answer.coverage import cover
from rag.answer.judge import Judge
from rag.answer.space import Floats
from rag.question import language_of


class Met:
    """Call it with a question and rows of the judge's index; it only reads."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def __call__(self, question: str, rows: Sequence[int]) -> Floats:
        """Shape (rows,), 0..1: the share of the question's words that each meets, weighed by how rare they are."""
        asked = self._judge.terms(question)
        if not asked or not len(rows):
            return np.zeros(len(rows))
        language = language_of(question)
        passages = [self._judge.read(int(row)) for row in rows]
        rarity = np.array([term.rarity for term in asked])
        met = rarity @ cover(asked, passages, self._judge.space_for(language), language)
        return np.asarray(met / rarity.sum())
