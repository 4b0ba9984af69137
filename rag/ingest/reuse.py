"""Vectors made once: a text the live build has embedded already is never embedded again.

A text's vector depends on the text and the embedder alone, never on its neighbours, and it is rounded to 16 bits
where it is made. So a build that reuses vectors is equal, bit by bit, to one that makes all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag import __version__
from rag.case import KnownQuestion
from rag.case.places import by_name
from rag.common.memory import give_back
from rag.errors import StoreError
from rag.index.known import KnownTable
from rag.index.server import Server
from rag.index.snapshot import Snapshot
from rag.index.store import Index, open_index
from rag.ingest.brought import PASSAGES, QUESTIONS, Brought, Find, Known
from rag.ingest.vectors import labelled
from rag.models.embedder import Embedder, MiniLM, Vectors
from rag.text.sentences import stretches
from rag.types import Passage

BATCH = 8
Half = npt.NDArray[
    np.float16
]  # the nearest vectors of 16 bits; Chroma changes the last bit of 32, this brings back what was stored
Done = Callable[[int, int], None]


class Reusing:
    """An embedder that asks the real one only for what is not known yet, nor brought along; counts what it ``made`` and ``reused``."""

    def __init__(self, embedder: Embedder, known: Known | None = None, brought: Brought | None = None) -> None:
        known = known or Known()
        self.id, self.dim, self.multilingual = embedder.id, embedder.dim, embedder.multilingual
        self.made = self.reused = 0
        self._embedder = embedder
        self._as_passages: list[Find] = [known.passages.get(embedder.id, {}).get]
        self._as_questions: list[Find] = [known.questions.get(embedder.id, {}).get]
        if brought:
            self._as_passages.append(brought.of(embedder.id, PASSAGES, embedder.passages))
            self._as_questions.append(brought.of(embedder.id, QUESTIONS, embedder.questions))

    def passages(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Half:
        """One vector a text, in the order given; ``done`` hears how many of the new ones there are by now."""
        return self._made(texts, self._as_passages, self._embedder.passages, done)

    def questions(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Half:
        """The same under the embedder's mark for questions."""
        return self._made(texts, self._as_questions, self._embedder.questions, done)

    def stopped(self) -> dict[str, str]:
        """The texts that stopped the embedder since this was last asked, and how."""
        found: dict[str, str] = getattr(self._embedder, "stopped", {})
        told = dict(found)
        found.clear()
        return told

    def let_go(self) -> None:
        """Free the model and what was known; from here on nothing can be embedded."""
        del self._embedder
        self._as_passages, self._as_questions = [], []
        give_back()

    def _made(
        self, texts: Sequence[str], known: Sequence[Find], embed: Callable[[list[str]], Vectors], done: Done
    ) -> Half:
        vectors = np.zeros((len(texts), self.dim), np.float16)
        rows: defaultdict[str, list[int]] = defaultdict(list)  # that each new text fills
        for row, text in enumerate(texts):
            found = next((vector for find in known if (vector := find(text)) is not None), None)
            if found is None:
                rows[text].append(row)
            else:
                vectors[row] = found
        # Made in the order of length: a batch is as slow as its longest text. Equal texts are made once.
        new = sorted(rows, key=lambda text: (len(text), text))
        size = getattr(self._embedder, "batch", BATCH)  # an endpoint takes more at once
        for start in range(0, len(new), size):
            batch = new[start : start + size]
            for text, vector in zip(batch, embed(batch), strict=True):
                vectors[rows[text]] = vector
            done(start + len(batch), len(new))
        self.made += len(new)
        self.reused += len(texts) - len(new)
        return vectors


def versions() -> dict[str, str]:
    """Of what makes an index; vectors are reused only under the same."""
    return {"onrecord": __version__} | {name: version(name) for name in ("chromadb", "llama-index-core")}


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
