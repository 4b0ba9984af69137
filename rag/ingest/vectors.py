"""The vectors of a build's passages, each under its source's title and its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.common.clock import Tick
from rag.ingest.label import labelled
from rag.ingest.reuse import Reusing
from rag.ingest.rows import Rows
from rag.types import Passage, Source


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: Rows


class Unembeddable(Exception):
    """Sources with a text that stopped the embedder, by id, and how."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(", ".join(sources))
        self.sources = sources


def embed(
    read: Sequence[tuple[Source, Sequence[Passage]]], embedder: Reusing, tick: Tick, folder: Path | None = None
) -> Embedded:
    """Embed every passage; ``tick`` hears ``("embedding", done, total)`` of the texts that are new. The vectors lie in a nameless file in ``folder``.

    Raises Unembeddable when a text stops the embedder.
    """
    passages = tuple(p for _, group in read for p in group)
    texts = [labelled(source, p) for source, group in read for p in group]
    vectors = Rows(len(texts), embedder.dim, folder)
    embedder.passages_into(vectors, texts, lambda done, total: tick("embedding", done, total))
    if stopped := embedder.stopped():
        owners = [source.id for source, group in read for _ in group]
        raise Unembeddable({owner: stopped[text] for owner, text in zip(owners, texts, strict=True) if text in stopped})
    return Embedded(embedder.id, passages, vectors)
