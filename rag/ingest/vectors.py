"""The vectors of a passage: as a whole under its source's label, and sentence by sentence without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.clock import Tick
from rag.ingest.words import word_tables
from rag.models import Embedder, Vectors
from rag.sentences import sentences
from rag.tables import SentenceTable, WordTable
from rag.types import Kind, Passage, Source, Span

BATCH = 8
_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors, shape (passages, dim), and the table of their sentences."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: Vectors
    sentences: SentenceTable
    words: tuple[WordTable, ...]


def embed(read: Sequence[tuple[Source, Sequence[Passage]]], embedder: Embedder, tick: Tick) -> Embedded:
    """Embed every passage both ways; ``tick`` hears ``("embedding", done, total)``."""
    passages = tuple(p for _, group in read for p in group)
    labelled = [f"{name}: {p.text}" for source, group in read for name in (label(source),) for p in group]
    owner, bounds, lone = _sentences(read)
    jobs = [*labelled, *lone]
    rows = []
    for start in range(0, len(jobs), BATCH):
        rows.append(embedder.passages(jobs[start : start + BATCH]))
        tick("embedding", min(start + BATCH, len(jobs)), len(jobs))
    made = np.vstack(rows) if rows else np.zeros((0, embedder.dim), np.float32)
    vectors, of_sentences = np.split(made, [len(labelled)])
    table = SentenceTable(owner, bounds, of_sentences)
    return Embedded(embedder.id, passages, vectors, table, word_tables(read, embedder, table))


def label(source: Source) -> str:
    """A short heading for the embedder, as facts often begin with "It": acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [
        acronym.group(1) if acronym else source.publisher,
        _BRACKET_AT_END.sub("", source.title),
        year.group() if year else "",
    ]
    return ", ".join(part for part in parts if part) or source.id


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
