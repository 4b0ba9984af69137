"""The vectors of a build: of each passage under its source's title and its headings, and of the sentences of a passage that has several.

A sentence is embedded as it stands, with nothing in front: what a long passage says in one place is found by that place. In a case with
more than MOST of them it is not: Chroma holds all vectors in memory, and four times as many would fill it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rag.common.clock import Tick
from rag.text.sentences import stretches
from rag.types import Kind, Passage, Source

if TYPE_CHECKING:
    from rag.ingest.reuse import Reusing

MOST = 100_000  # sentences of a case: 150 MB of vectors
_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors; ``said``: the vectors of stretches of the passages at the rows ``of``."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: npt.NDArray[np.float16]
    said: npt.NDArray[np.float16]
    of: npt.NDArray[np.int32]


class Unembeddable(Exception):
    """Sources with a text that stopped the embedder, by id, and how."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(", ".join(sources))
        self.sources = sources


def embed(read: Sequence[tuple[Source, Sequence[Passage]]], embedder: Reusing, tick: Tick) -> Embedded:
    """Embed every passage; ``tick`` hears ``("embedding", done, total)`` of the texts that are new.

    Raises Unembeddable when a text stops the embedder.
    """
    passages = tuple(p for _, group in read for p in group)
    owners = [source for source, group in read for _ in group]
    texts = [labelled(source, p) for source, p in zip(owners, passages, strict=True)]
    inside = [
        (row, text)
        for row, (p, source) in enumerate(zip(passages, owners, strict=True))
        for text in stretches(p, source.language)
    ]
    inside = inside if len(inside) <= MOST else []
    vectors = embedder.passages(texts, lambda done, total: tick("embedding", done, total))
    told = [text for _, text in inside]
    said = embedder.passages(told, lambda done, total: tick("embedding sentences", done, total))
    if stopped := embedder.stopped():
        both = [*enumerate(texts), *inside]
        raise Unembeddable({owners[row].id: stopped[text] for row, text in both if text in stopped})
    return Embedded(embedder.id, passages, vectors, said, np.array([row for row, _ in inside], np.int32))


def labelled(source: Source, passage: Passage) -> str:
    """``passage`` under its source's label and its headings."""
    return f"{label(source)}: {passage.under_path}"


def label(source: Source) -> str:
    """A short heading for the embedder: a document's title; of a record acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    title = _BRACKET_AT_END.sub("", source.title)
    if source.kind is Kind.DOCUMENT:
        return title or source.id
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [acronym.group(1) if acronym else source.publisher, title, year.group() if year else ""]
    return ", ".join(part for part in parts if part) or source.id
