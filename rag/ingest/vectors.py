"""The vectors of a build: of each passage under its source's title and its headings, and of the sentences of a passage that has several.

A sentence is embedded as it stands, with nothing in front: what a long passage says in one place is found by that place. In a case with
more than MOST of them it is not: Chroma holds all vectors in memory, and four times as many would fill it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.common.clock import Tick
from rag.ingest.reuse import Reusing
from rag.ingest.rows import Rows, labelled
from rag.text.sentences import stretches
from rag.types import Passage, Source

MOST = 100_000  # sentences of a case: 150 MB of vectors


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors; ``said``: the vectors of stretches of the passages at the rows ``of``."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: Rows
    said: Rows
    of: npt.NDArray[np.int32]


class Unembeddable(Exception):
    """Sources with a text that stopped the embedder, by id, and how."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(", ".join(sources))
        self.sources = sources


def embed(
    read: Sequence[tuple[Source, Sequence[Passage]]], embedder: Reusing, tick: Tick, folder: Path | None = None
) -> Embedded:
    """Embed every passage; ``tick`` hears ``("embedding", done, total)`` of the texts that are new. The vectors lie in nameless files in ``folder``.

    Raises Unembeddable when a text stops the embedder.
    """
    passages = tuple(p for _, group in read for p in group)
    texts = [labelled(source, p) for source, group in read for p in group]
    languages = [source.language for source, group in read for _ in group]
    inside = [
        (row, text)
        for row, (p, language) in enumerate(zip(passages, languages, strict=True))
        for text in stretches(p, language)
    ]
    inside = inside if len(inside) <= MOST else []
    said, vectors = Rows(len(inside), embedder.dim, folder), Rows(len(texts), embedder.dim, folder)
    embedder.passages_into(vectors, texts, lambda done, total: tick("embedding", done, total))
    embedder.passages_into(
        said, [text for _, text in inside], lambda done, total: tick("embedding sentences", done, total)
    )
    if stopped := embedder.stopped():
        owners = [source.id for source, group in read for _ in group]
        told = [*zip(owners, texts, strict=True), *((owners[row], text) for row, text in inside)]
        raise Unembeddable({owner: stopped[text] for owner, text in told if text in stopped})
    return Embedded(embedder.id, passages, vectors, said, np.array([row for row, _ in inside], np.int32))
