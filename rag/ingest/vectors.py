"""The vectors of a passage: as a whole under its source's label, and sentence by sentence without it.

A row of a long table has one vector for both: its words are one sentence, and ten thousand rows take minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.clock import Tick
from rag.ingest.label import labelled
from rag.ingest.reuse import Reusing
from rag.ingest.rows import Rows
from rag.ingest.words import English, Spoken, spoken
from rag.logged import is_entry, is_log
from rag.models.embedder import Vectors
from rag.sentences import sentences
from rag.tables import KnownTable, SentenceTable, Tables, WordTable
from rag.types import Kind, Passage, Source, Span

_BLOCK = 1000  # passages
_LONG = 60  # words of a row that is prose in cells, or of a log's entry that is a report


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors, and their sentences and words with theirs."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: Rows  # of the passages first, then of the sentences
    owner: npt.NDArray[np.int32]  # the row of each sentence's passage
    bounds: npt.NDArray[np.int32]  # (sentences, 2)
    words: tuple[Spoken, ...]

    def tables(self, claims: Mapping[str, Vectors], known: KnownTable) -> Tables:
        """What stands beside the collection, now in memory."""
        bodies = self._means()
        return Tables(
            SentenceTable(self.owner, self.bounds, self.vectors.between(len(self.passages), self.vectors.count)),
            tuple(
                WordTable(one.embedder, one.words, one.vectors, one.bodies.all() if one.bodies else bodies)
                for one in self.words
            ),
            dict(claims),
            known,
        )

    def _means(self) -> Vectors:
        """For each passage the mean of its sentences' vectors, of length 1."""
        count = len(self.passages)
        means = np.zeros((count, self.vectors.dim), np.float32)
        for start in range(0, count, _BLOCK):
            first, end = np.searchsorted(self.owner, [start, start + _BLOCK]).tolist()
            np.add.at(means, self.owner[first:end], self.vectors.between(count + first, count + end))
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return means


def embed(
    read: Sequence[tuple[Source, Sequence[Passage]]],
    embedder: Reusing,
    tick: Tick,
    english: English | None = None,
    folder: Path | None = None,
) -> Embedded:
    """Embed every passage both ways; ``tick`` hears ``("embedding", done, total)`` of the texts that are new.

    ``english`` gives the embedder of English words beside the main one; without it the main one has to do. The vectors
    lie in nameless files in ``folder``.
    """
    passages = tuple(p for _, group in read for p in group)
    owner, bounds, texts = _sentences(read)
    texts[:0] = [labelled(source, p) for source, group in read for p in group]
    vectors = Rows(len(texts), embedder.dim, folder)
    embedder.passages_into(vectors, texts, lambda done, total: tick("embedding", done, total))
    del texts
    return Embedded(embedder.id, passages, vectors, owner, bounds, spoken(read, embedder, tick, english, folder))


def _sentences(
    read: Sequence[tuple[Source, Sequence[Passage]]],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int32]], np.ndarray[tuple[int, int], np.dtype[np.int32]], list[str]]:
    """For every sentence of every passage: the passage's row, the span in the source, the words."""
    owner: list[int] = []
    bounds: list[tuple[int, int]] = []
    texts: list[str] = []
    row = 0
    for source, group in read:
        for passage in group:
            for span in _spans(passage, source):
                there = span.shifted(passage.span.start)
                owner.append(row)
                bounds.append((there.start, there.end))
                texts.append(span.of(passage.text))
            row += 1
    return np.array(owner, np.int32), np.array(bounds, np.int32).reshape(-1, 2), texts


def _spans(passage: Passage, source: Source) -> list[Span]:
    """The sentences of a passage; a row of a table or an entry of a log is one, whatever stops it has, unless it is long: behind a stop it
    would lose its time, or what its columns are called."""
    text = passage.text
    blocks = list(passage.blocks())
    log = not passage.of_rows and source.kind is Kind.DOCUMENT and is_log([span.of(text) for span in blocks])
    if not passage.of_rows and not log:
        return sentences(text, source.language) or [Span(0, len(text))]
    found: list[Span] = []
    for span in blocks:
        row = span.of(text)
        one = len(row.split()) <= _LONG and (passage.of_rows or is_entry(row))
        found += [span] if one else [s.shifted(span.start) for s in sentences(row, source.language)]
    return found
