"""What speaks against a passage by its form: no value of the kind that is asked for, another time than the question names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answer.headline import only_titles
from rag.answer.kinds import holds_kind
from rag.answer.periods import years
from rag.answer.space import Floats
from rag.content import heading
from rag.store import Index
from rag.types import Span

# What each costs, on the ranker's scale of standard scores; docs/architecture.md says how they were found.
COSTS = (1.5, 2.0, 1.0)
TITLE = 3.0  # a heading states nothing


class Suits:
    """Call it with a question and rows of the index; it only reads."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __call__(self, question: str, rows: Sequence[int]) -> Floats:
        """Shape (rows,), 0 or less: what each loses."""
        asked = years(question)
        lost = [np.dot(COSTS, self.against(question, asked, row)) + TITLE * self._is_title(row) for row in rows]
        return -np.array(lost, np.float64)

    def _is_title(self, row: int) -> bool:
        passage = self._index.passages[row]
        return only_titles(passage, Span(0, len(passage.text)), self._index.sources[passage.source_id])

    def against(self, question: str, asked: frozenset[int], row: int) -> tuple[bool, bool, bool]:
        """Whether the passage has no value of the kind asked for, is not of the years ``asked`` about, and names only others."""
        passage = self._index.passages[row]
        no_value = holds_kind(question, passage.text) == 0
        told = years(passage.text)
        if not asked or asked & told:
            return no_value, False, False
        return no_value, not asked & years(heading(self._index.sources[passage.source_id])), bool(told)
