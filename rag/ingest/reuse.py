"""Vectors made once: a text the live build has embedded already is never embedded again.

A text's vector depends on the text and the embedder alone, never on its neighbours, and it is rounded to 16 bits
where it is made. So a build that reuses vectors is equal, bit by bit, to one that makes all of them.
"""

from __future__ import annotations

from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import cast

import numpy as np

from rag import __version__
from rag.case import KnownQuestion
from rag.case.places import by_name
from rag.common.memory import give_back
from rag.errors import StoreError
from rag.index.known import KnownTable
from rag.index.server import Server
from rag.index.snapshot import Snapshot
from rag.index.store import Index, open_index
from rag.ingest.brought import PASSAGES, QUESTIONS, Brought, Known
from rag.ingest.rows import Rows, labelled
from rag.models.embedder import Embedder, MiniLM, Vectors
from rag.text.sentences import stretches
from rag.types import Passage

BATCH = 8
Made = Mapping[str, Vectors]  # text to vector
Batch = list[tuple[str, list[int]]]  # texts, and the rows that each of them fills
Done = Callable[[int, int], None]


class Reusing:
    """An embedder that asks the real one only for what is not known yet, nor brought along; counts what it ``made`` and ``reused``."""

    def __init__(self, embedder: Embedder, known: Known | None = None, brought: Brought | None = None) -> None:
        known = known or Known()
        self.id, self.dim, self.multilingual = embedder.id, embedder.dim, embedder.multilingual
        self.made = self.reused = 0
        self._embedder = embedder
        self._as_passages = known.passages.get(embedder.id, {})
        self._as_questions = known.questions.get(embedder.id, {})
        if brought:
            self._as_passages = _both(self._as_passages, brought.of(embedder.id, PASSAGES, embedder.passages))
            self._as_questions = _both(self._as_questions, brought.of(embedder.id, QUESTIONS, embedder.questions))

    def passages(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Vectors:
        """One vector a text, in the order given; ``done`` hears how many of the new ones there are by now."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        self._make(texts, self._as_passages, self._embedder.passages, done, vectors.__setitem__)
        return vectors

    def passages_into(self, rows: Rows, texts: Sequence[str], done: Done = lambda done, total: None) -> None:
        """The same, put into ``rows`` one by one: for as many texts as there may be."""
        self._make(texts, self._as_passages, self._embedder.passages, done, rows.put)

    def questions(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Vectors:
        """The same under the embedder's mark for questions."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        self._make(texts, self._as_questions, self._embedder.questions, done, vectors.__setitem__)
        return vectors

    def stopped(self) -> dict[str, str]:
        """The texts that stopped the embedder since this was last asked, and how."""
        found: dict[str, str] = getattr(self._embedder, "stopped", {})
        told = dict(found)
        found.clear()
        return told

    def let_go(self) -> None:
        """Free the model and what was known; from here on nothing can be embedded."""
        del self._embedder
        self._as_passages, self._as_questions = {}, {}
        give_back()

    def _make(
        self,
        texts: Sequence[str],
        known: Made,
        embed: Callable[[list[str]], Vectors],
        done: Done,
        put: Callable[[int, Vectors], object],
    ) -> None:
        """``put`` the row and the vector of every text."""
        for row, text in enumerate(texts):
            if text in known:
                put(row, known[text])
        # Made in the order of length: a batch is as slow as its longest text. Equal texts are made once.
        order = [row for row, text in enumerate(texts) if text not in known]
        order.sort(key=lambda row: (len(texts[row]), texts[row]))
        total = sum(1 for _ in groupby(order, texts.__getitem__))
        new = ((text, list(rows)) for text, rows in groupby(order, texts.__getitem__))
        size = getattr(self._embedder, "batch", BATCH)  # an endpoint takes more at once
        batches = iter(lambda: list(islice(new, size)), [])
        made = 0
        for batch, vectors in made_in_order(embed, batches, getattr(self._embedder, "at_once", 1)):
            for (_, rows), vector in zip(batch, rounded(vectors), strict=True):
                for row in rows:
                    put(row, vector)
            made += len(batch)
            done(made, total)
        self.made += total
        self.reused += len(texts) - total


def made_in_order(
    embed: Callable[[list[str]], Vectors], batches: Iterable[Batch], at_once: int
) -> Iterator[tuple[Batch, Vectors]]:
    """Every batch in order with its vectors; ``at_once`` of them are made side by side.

    A model's cores stand still between its calls, while texts are cut into tokens and vectors put away.
    """
    if at_once == 1:
        yield from ((batch, embed([text for text, _ in batch])) for batch in batches)
        return
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[tuple[Batch, Future[Vectors]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(embed, [text for text, _ in batch])))
            if len(waiting) > at_once:
                first, vectors = waiting.popleft()
                yield first, vectors.result()
        for first, vectors in waiting:
            yield first, vectors.result()


def _both(first: Made, then: Made) -> Made:
    """What is in either, of ``first`` where it is in both."""
    return ChainMap(cast("dict[str, Vectors]", first), cast("dict[str, Vectors]", then)) if then else first


def versions() -> dict[str, str]:
    """Of what makes an index; vectors are reused only under the same."""
    return {"onrecord": __version__} | {name: version(name) for name in ("chromadb", "llama-index-core")}


def rounded(vectors: Vectors) -> Vectors:
    """The nearest vectors of 16 bits; Chroma changes the last bit of 32, this brings back what was stored."""
    return vectors.astype(np.float16).astype(np.float32)


def known_vectors(data: Path, live: Snapshot | None, server: Server | None = None) -> Known:
    """The vectors of the live build by their texts; none when there is none, it cannot be read, or of other versions."""
    if live is None or live.versions != versions():
        return Known()
    try:
        return _of(open_index(data, live, server))
    except StoreError:  # it is replaced by this build, which then makes everything anew
        return Known()


def _of(index: Index) -> Known:
    own = index.snapshot.embedder
    texts = [labelled(index.sources[p.source_id], p) for p in index.passages]
    said = [text for p in index.passages for text in stretches(p, index.sources[p.source_id].language)]
    as_passages = {own: _by_text(texts, np.asarray(index.vectors, np.float32))}
    if len(said) == len(index.said_vectors):
        as_passages[own] |= _by_text(said, np.asarray(index.said_vectors, np.float32))
    as_questions: dict[str, dict[str, Vectors]] = {}
    as_questions.setdefault(own, {}).update(_by_text(index.known.questions, index.known.vectors.astype(np.float32)))
    if own == MiniLM.id:  # which makes no difference between questions and passages
        as_questions[own] = as_passages[own] = as_passages[own] | as_questions.get(own, {})
    return Known(as_passages, as_questions)


def _by_text(texts: Sequence[str], vectors: Vectors) -> dict[str, Vectors]:
    """Each text's vector, without what is no vector of length about 1: a damaged row is made anew."""
    fine = np.abs(np.linalg.norm(vectors, axis=1) - 1) < 0.01 if len(vectors) else np.zeros(0, bool)
    return {text: vector for text, vector, good in zip(texts, vectors, fine, strict=True) if good}


def known_table(
    questions: Sequence[KnownQuestion],
    passages: Sequence[Passage],
    moved: Mapping[str, str],
    embedder: Reusing,
    done: Done,
) -> KnownTable:
    """The table for a build of ``passages``; ``moved`` names facts by the passages of originals that hold them.

    An answer that names no passage of this build (its source could not be read, or has no such place) is left out; where none is left,
    so is the question: it must not be taken for one that the sources are silent on.
    """
    rows_of = by_name(passages)
    rows = [[row for n in q.answered_by for row in rows_of.get(moved.get(n, n), ())] for q in questions]
    kept = [(q, found) for q, found in zip(questions, rows, strict=True) if found or not q.answered_by]
    texts = [q.question for q, _ in kept]
    links = [(n, row) for n, (_, found) in enumerate(kept) for row in dict.fromkeys(found)]
    return KnownTable(
        tuple(texts),
        embedder.questions(texts, done),
        np.array(links, np.int32).reshape(-1, 2),
        np.array([q.false_premise for q, _ in kept], np.bool_),
    )
