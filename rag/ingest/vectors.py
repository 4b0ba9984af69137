"""The vectors of a passage: as a whole under its source's label, and sentence by sentence without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.clock import Tick
from rag.ingest.label import labelled
from rag.ingest.reuse import Reusing
from rag.ingest.words import English, word_tables
from rag.models import Vectors
from rag.sentences import sentences
from rag.tables import SentenceTable, WordTable
from rag.types import Passage, Source, Span


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors, shape (passages, dim), and the table of their sentences."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: Vectors
    sentences: SentenceTable
    words: tuple[WordTable, ...]


def embed(
    read: Sequence[tuple[Source, Sequence[Passage]]], embedder: Reusing, tick: Tick, english: English | None = None
) -> Embedded:
    """Embed every passage both ways; ``tick`` hears ``("embedding", done, total)`` of the texts that are new.

    ``english`` gives the embedder of English words beside the main one; without it the main one has to do.
    """
    passages = tuple(p for _, group in read for p in group)
    under_label = [labelled(source, p.text) for source, group in read for p in group]
    owner, bounds, lone = _sentences(read)
    made = embedder.passages([*under_label, *lone], lambda done, total: tick("embedding", done, total))
    vectors, of_sentences = np.split(made, [len(under_label)])
    table = SentenceTable(owner, bounds, of_sentences)
    return Embedded(embedder.id, passages, vectors, table, word_tables(read, embedder, table, tick, english))


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
            for span in sentences(passage.text, source.language) or [Span(0, len(passage.text))]:
                there = span.shifted(passage.span.start)
                owner.append(row)
                bounds.append((there.start, there.end))
                texts.append(span.of(passage.text))
            row += 1
    return np.array(owner, np.int32), np.array(bounds, np.int32).reshape(-1, 2), texts
