"""The passages of an index as the reader reads them beside a question: each under its source's heading, English only.

A question in Spanish or Chinese is read word by word in English.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rag.content import heading
from rag.gloss import gloss
from rag.question import language_of
from rag.reader import LANGUAGE, SILENT, Shares, reader
from rag.store import Index

SUREST = 6.0  # log-odds beyond which a share says no more


class Reading:
    """Call it with a question and rows of the index; it only reads, and the same pair only once.

    ``known`` tells of a term whether the index has it.
    """

    def __init__(self, index: Index, known: Callable[[str], bool]) -> None:
        self._index = index
        self._known = known
        # Of documents that it cannot read nothing is asked.
        self._readable = np.array([index.sources[p.source_id].language[:2] == LANGUAGE for p in index.passages], bool)
        if self._readable.any():
            reader()  # loaded now, so that the first question need not wait for it

    def __call__(self, question: str, rows: Sequence[int]) -> Shares:
        """Shape (rows, 3): the shares "answers", "silent" and "denies" of each passage; NaN where it was not read."""
        shares = np.full((len(rows), 3), np.nan)
        language = language_of(question)
        asked = question if language == LANGUAGE else gloss(question, language, self._known)
        mine = [place for place, row in enumerate(rows) if self._readable[row]]
        if asked and mine:
            shares[mine] = reader().questions(asked, [self._text(rows[place]) for place in mine])
        return shares

    def _text(self, row: int) -> str:
        passage = self._index.passages[row]
        return f"{heading(self._index.sources[passage.source_id])}. {passage.text}"


def spoken_of(shares: Shares) -> float:
    """The logarithm of the summed odds that the passages are not silent on the question; 0 where none was read."""
    silent = shares[~np.isnan(shares[:, SILENT]), SILENT]
    if not len(silent):
        return 0.0
    with np.errstate(divide="ignore"):
        odds = np.clip(np.log1p(-silent) - np.log(silent), -SUREST, SUREST)
    return float(np.log(np.exp(odds).sum()))
