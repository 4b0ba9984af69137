"""Whether a question that a model wrote of a passage is what the model says it is, as far as the index can tell without the model.

*Answered*: the passage is among the twenty best for it, and the judge neither finds it plainly silent nor denying. *Mistaken*: the judge
finds that the passage denies it, and no other of the twenty answers it as it is put. *Silent*: the product, asked, refuses it.
"""

from __future__ import annotations

from rag.ask import answer
from rag.asking.reply import Proposed
from rag.assemble import Parts
from rag.models.judge import ANSWERS, DENIES
from rag.models.judge import SILENT as SAYS_NOTHING
from rag.models.prompts import ANSWERED, SILENT
from rag.question import language_of
from rag.question.decline import declined

NEAREST = 20  # passages, the best
PLAINLY = 0.9  # share of silence from which a passage is taken to say nothing of a question
MORE_LIKELY = 0.5


class Holds:
    """Call it with a question and the row of the passage that it was written of; ``parts`` answer in quotes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, one: Proposed, row: int) -> bool:
        """True where it may be kept."""
        search = self._parts.search
        if declined(one.question, language_of(one.question), search.embedder):  # it never comes before the sources
            return False
        if one.kind == SILENT:
            return answer(one.question, self._parts).refused
        silent, denies = (search.read(one.question, [search.index.passages[row]])[0, n] for n in (SAYS_NOTHING, DENIES))
        found = search.find(one.question, NEAREST)
        if one.kind == ANSWERED:
            near = any(search.index.row_of[hit.passage.id] == row for hit in found.hits)
            return bool(near and silent < PLAINLY and denies < MORE_LIKELY)
        borne = bool((found.shares[:, ANSWERS] > MORE_LIKELY).any())  # then nothing, or not only that, is wrong with it
        return bool(denies > MORE_LIKELY) and not borne
