"""Prepared answers: an editor's answer to the question asked, where one surely is, sentence by sentence with its verdicts.

Found by likeness of the question to the ways it may be asked, read by the judge, and held to what is asked: another year, drug or measure is
another question. The weights are in rag/data/prepared.json, fitted by ``python -m evals.prepared``.
"""

from collections import Counter
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.answer.enough import years_of
from rag.answer.model_text import with_marks
from rag.answer.page import Page, finish
from rag.answer.writing import Events, Task, Written
from rag.case import PlacedAnswer
from rag.common.strict import Strict
from rag.events import Delta
from rag.models.calibration import Logistic, read_fitted
from rag.models.judge import ANSWERS, judge
from rag.retrieve.search import SUREST, Search, spelled
from rag.sources import Hit, Source
from rag.text.tokens import tokens
from rag.verify.checking import Checking

FILE = Path(__file__).parents[1] / "data" / "prepared.json"
READ = 5  # prepared answers that the judge reads
NEAR = 0.8  # likeness of the nearest, below which none is read: none was ever taken
MODE = "prepared"
Terms = frozenset[str]


class Fitted(Strict):
    """How the weights were made, and the weights."""

    made: str
    model: Logistic


@cache
def fitted() -> Fitted:
    """What prepared answers are weighed by; raises ModelError."""
    return read_fitted(FILE, Fitted)


@dataclass(frozen=True, slots=True)
class Likely:
    """A prepared answer, what it is weighed by, and the chance that it answers."""

    answer: PlacedAnswer
    figures: Mapping[str, float]
    share: float

    def hits(self, search: Search, others: Sequence[Hit]) -> tuple[Hit, ...]:
        """The passages that it rests on, then the others that were found."""
        index = search.index
        ids = dict.fromkeys(name for one in self.answer.answer for name in one.fact_ids)
        own = [Hit(index.passages[index.row_of[name]], 1.0) for name in ids]
        return (*own, *(hit for hit in others if hit.passage.id not in ids))


class PreparedAnswers:
    """Finds the prepared answer to a question; it only reads."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.answers = search.index.prepared.answers
        self.ways = [(n, way) for n, one in enumerate(self.answers) for way in one.asked]

    def find(self, question: str, language: str, only: Collection[str] = ()) -> Likely | None:
        """The answer to ``question`` in ``language``, where one surely is; ``only``: it rests on these sources alone."""
        found = self.likely(question, language, only)
        best = max(found, key=lambda one: one.share, default=None)
        return best if best and best.share >= fitted().model.threshold else None

    def likely(self, question: str, language: str, only: Collection[str] = ()) -> list[Likely]:
        """The nearest, weighed."""
        if not self.answers:
            return []
        vector = self._search.vector(question)
        like, nearest = self._likeness(vector)
        asked = [n for n, one in enumerate(self.answers) if self._may_answer(one, language, only)]
        if not asked or like[asked].max() < NEAR:
            return []
        told = self._told @ vector
        near = sorted(asked, key=lambda n: -(like[n] + 0.5 * told[n]))[:READ]
        shares = judge().questions(spelled(question), [self.answers[n].text for n in near])[:, ANSWERS]
        with np.errstate(divide="ignore"):
            odds = np.clip(np.log(shares) - np.log1p(-shares), -SUREST, SUREST)
        found = []
        for n, read in zip(near, odds.tolist(), strict=True):
            others = max((float(like[other]) for other in near if other != n), default=NEAR)
            figures = {
                "like": float(like[n]),
                "ahead": float(like[n]) - others,
                "told": float(told[n]),
                "read": read,
                **self._of_terms(question, language, n, int(nearest[n])),
            }
            found.append(Likely(self.answers[n], figures, fitted().model.share(figures)))
        return found

    def _may_answer(self, one: PlacedAnswer, language: str, only: Collection[str]) -> bool:
        cited = (name for sentence in one.answer for name in sentence.fact_ids)
        return one.language[:2] == language and all(
            (row := self._search.index.row_of.get(name)) is not None
            and (not only or self._search.index.passages.source_of(row) in only)
            for name in cited
        )

    def _likeness(self, vector: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """Of each answer the likeness of the nearest way to ask it, and which way that is."""
        beside = self._asked @ vector
        like, nearest = np.full(len(self.answers), -1.0, np.float32), np.zeros(len(self.answers), np.int64)
        for way, (n, _) in enumerate(self.ways):
            if beside[way] > like[n]:
                like[n], nearest[n] = beside[way], way
        return like, nearest

    def _of_terms(self, question: str, language: str, n: int, nearest: int) -> dict[str, float]:
        """How much of what is asked the answer speaks of, the rarest term that it does not have, and whether years are others."""
        whole = " ".join((*self.answers[n].asked, self.answers[n].text))
        asked, own = frozenset(tokens(question, language)), frozenset(tokens(whole, language))
        weights = {term: self._weight(term, language) for term in asked}
        years = set(years_of(question))
        theirs = set(years_of(self.ways[nearest][1]))
        return {
            "covered": sum(weights[term] for term in asked & own) / (sum(weights.values()) or 1.0),
            "rarest": max((weights[term] for term in asked - own), default=0.0),
            "year": float(bool(years - set(years_of(whole)))),
            "other_year": float(bool(years and theirs and not years & theirs)),
        }

    def _weight(self, term: str, language: str) -> float:
        """How rare a term is among the prepared answers of a language."""
        count, of = self._counted.get(language, (0, Counter()))
        return log(1 + (count + 1) / (of[term] + 0.5))

    @cached_property
    def _counted(self) -> dict[str, tuple[int, Counter[str]]]:
        found: dict[str, tuple[int, Counter[str]]] = {}
        for one in self.answers:
            language = one.language[:2]
            count, of = found.get(language, (0, Counter()))
            of.update(frozenset(tokens(" ".join((*one.asked, one.text)), language)))
            found[language] = (count + 1, of)
        return found

    @cached_property
    def _asked(self) -> npt.NDArray[np.float32]:
        return _unit(self._search.index.prepared.asked)

    @cached_property
    def _told(self) -> npt.NDArray[np.float32]:
        return _unit(self._search.index.prepared.told)


def write(
    task: Task, answer: PlacedAnswer, check: Checking, sources: Mapping[str, Source]
) -> Generator[Events, None, Written]:
    """The sentences of a prepared answer, each with its marks and its verdict."""
    page = Page(task)
    for sentence in answer.answer:
        numbers = [page.numbers[name] for name in sentence.fact_ids]
        text = with_marks(sentence.text, numbers)
        yield Delta(text if page.streamed == 0 else f" {text}")
        page.streamed += len(text) + (page.streamed > 0)
        page.upto = page.streamed
        yield page.add(check.sentence(text, numbers, task.hits), opens=page.streamed == len(text))
    return replace(finish(page, "", sources), mode=MODE)


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)
