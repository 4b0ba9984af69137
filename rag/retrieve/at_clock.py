"""A time of day in a question ("at 03:02") and the passages that tell of it; in the search for words it is but two small numbers."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rag.logged import clock_times
from rag.retrieve.views import Floats
from rag.store import Index


class AtClock:
    """The times of day in the passages of an index, read when the first question with one comes."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def weigh(self, question: str) -> Floats:
        """For each passage the share of the question's times of day that it tells; all zero for a question without one."""
        asked = clock_times(question)
        found = np.zeros(len(self._index.passages))
        for time in asked:
            found[self._rows.get(time, [])] += 1 / len(asked)
        return found

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(self._index.passages):
            for time in clock_times(passage.text):
                rows.setdefault(time, []).append(row)
        return rows
