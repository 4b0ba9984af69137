"""How much of a question every passage of an index meets, by its own words or by words of like meaning.

The ranker's coverage part: the judge asks the same of the few passages it weighs (coverage.py), here it is asked of all at once.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from rag.answer.asked import Term
from rag.answer.coverage import HEADED, INFLECTED, begin_alike, spelt
from rag.answer.governments import governments
from rag.answer.judge import Judge
from rag.answer.kinds import YEAR
from rag.answer.space import NAME_RAMP, Floats, WordSpace, ramp
from rag.content import heading, keys
from rag.question import language_of
from rag.store import Index

Rows = npt.NDArray[np.intp]


class Met:
    """Built once for an index, then it only reads; call it with a question."""

    def __init__(self, index: Index, judge: Judge) -> None:
        self._judge = judge
        self._size = len(index.passages)
        held: defaultdict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(index.passages):
            source = index.sources[passage.source_id]
            for key in keys(f"{heading(source)}. {passage.text}", source.language):
                held[key].append(row)
        self._rows = {key: np.array(rows, np.intp) for key, rows in held.items()}
        self._years = [frozenset(YEAR.findall(passage.text)) for passage in index.passages]
        self._near = {space.embedder: _Nearest(space, self._rows, self._size) for space in judge.spaces}

    def __call__(self, question: str) -> Floats:
        """Shape (passages,), 0..1: the share of the question's words that each meets, weighed by how rare they are."""
        language = language_of(question)
        asked = self._judge.terms(question)
        if not asked or not self._size:
            return np.zeros(self._size)
        space = self._judge.space_for(language)
        met = np.zeros((len(asked), self._size))
        for i, term in enumerate(asked):
            for rows, worth in self._literal(term):
                met[i, rows] = np.maximum(met[i, rows], worth)
        soft = [i for i, t in enumerate(asked) if not t.number and (t.foreign or not t.text.isupper())]
        if soft:
            near = space.nearness([spelt(asked[i]) for i in soft], language)
            for row, i in zip(self._near[space.embedder].passages(near), soft, strict=True):
                low, high = NAME_RAMP if asked[i].named else space.ramp
                met[i] = np.maximum(met[i], ramp(row, low, high))
        rarity = np.array([term.rarity for term in asked])
        return np.asarray(rarity @ met / rarity.sum())

    def _literal(self, term: Term) -> list[tuple[Rows, float]]:
        """The passages that hold the word itself, its country for a capital, or an inflection of a name."""
        none = np.array([], np.intp)
        held = self._rows.get(term.key, none)
        if YEAR.fullmatch(term.key):  # a year in the heading does not date a fact that names another one
            own = [row for row in held if term.key in self._years[row]]
            undated = [row for row in held if not self._years[row]]
            return [(np.array(own, np.intp), 1.0), (np.array(undated, np.intp), HEADED)]
        found = [(held, 1.0)]
        if country := governments().get(term.key):
            found.append((self._rows.get(country, none), 1.0))
        if term.named and not term.number and not term.text.isupper() and len(term.key) > 3:
            found += [(rows, INFLECTED) for key, rows in self._rows.items() if begin_alike(term.key, key)]
        return found


class _Nearest:
    """From nearness to each word of the vocabulary to the nearest word of each passage."""

    def __init__(self, space: WordSpace, rows: dict[str, Rows], size: int) -> None:
        columns: list[list[int]] = [[] for _ in range(size)]
        for key, held in rows.items():
            for column in space.columns([key]):
                for row in held:
                    columns[row].append(int(column))
        self._size = size
        self._filled = np.array([row for row, mine in enumerate(columns) if mine], np.intp)
        self._flat = np.array([column for mine in columns for column in mine], np.intp)
        self._starts = np.cumsum([0, *(len(columns[row]) for row in self._filled)])[:-1].astype(np.intp)

    def passages(self, near: Floats) -> Floats:
        """Shape (words, passages) from (words, vocabulary); 0 for a passage without a word that has a vector."""
        best = np.zeros((len(near), self._size))
        if len(self._flat):
            best[:, self._filled] = np.maximum.reduceat(near[:, self._flat], self._starts, axis=1)
        return best
