"""Whether a question that a model wrote of a passage is what the model says it is, as far as the index can tell without the model.

*Answered*: the passage is among the twenty best that the ranker finds for it, and the reader, which sees it under its source's heading,
does not find it plainly silent, nor to deny what is asked. Either alone lets too much through: of 110 questions that people asked of two
cases which neither was made with, the two keep .81 beside the passage that answers, .19 beside another of the same source and .03 beside any other;
the ranker alone keeps .94, .58 and .10. A stricter reading (silence under a half: .66, .11, .01) loses the questions in words far from the
passage's, which are worth most.

*Mistaken*: the reader finds that the passage denies it (.54 of 24, and .05 of the sound ones), and no other of the twenty best that
answers it as it is put.

*Silent*: the product, asked, refuses it over the whole index, and for no other reason than that it found nothing
(.60 of 42 that nothing answers, and .12 of 33 that something does).

What the reader cannot read (other languages, most rows of tables) has to be among the five best; nothing of it passes for mistaken.
"""

from __future__ import annotations

import numpy as np

from rag.answer.intent import declined
from rag.ask import answer
from rag.asking.reply import Proposed
from rag.assemble import Parts
from rag.casual import plain
from rag.models.prompts import ANSWERED, SILENT
from rag.models.reader import ANSWERS, DENIES
from rag.models.reader import SILENT as SAYS_NOTHING
from rag.question import language_of

NEAREST, NEAREST_UNREAD = 20, 5  # passages, the best
PLAINLY = 0.9  # share of silence from which a passage is taken to say nothing of a question
MORE_LIKELY = 0.5


class Holds:
    """Call it with a question and the row of the passage that it was written of; ``parts`` answer in quotes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, one: Proposed, row: int) -> bool:
        """True where it may be kept."""
        if declined(one.question, language_of(one.question)):  # it never comes before the sources
            return False
        if one.kind == SILENT:
            return answer(one.question, self._parts).refused
        question = plain(one.question)
        nearest = [self._parts.index.row_of[hit.passage.id] for hit in self._parts.ranker.rank(question, NEAREST)]
        if one.kind == ANSWERED:
            return self._answers(question, row, nearest)
        return self._denies(question, row) and not self._is_borne(question, nearest)

    def _answers(self, question: str, row: int, nearest: list[int]) -> bool:
        silent = self._parts.judge.reading(question, [row])[0, SAYS_NOTHING]
        if np.isnan(silent):
            return row in nearest[:NEAREST_UNREAD]
        return row in nearest and silent < PLAINLY and not self._denies(question, row)

    def _denies(self, question: str, row: int) -> bool:
        """True where the reader finds the passage to speak of it and to deny it rather than to answer; not where it was not read."""
        shares = self._parts.judge.reading(question, [row])[0]
        return bool(shares[SAYS_NOTHING] < MORE_LIKELY and shares[DENIES] > shares[ANSWERS])

    def _is_borne(self, question: str, nearest: list[int]) -> bool:
        """True where one of the passages answers it as it is put: then nothing, or not only that, is wrong with it."""
        return bool((self._parts.judge.reading(question, nearest)[:, ANSWERS] > MORE_LIKELY).any())
