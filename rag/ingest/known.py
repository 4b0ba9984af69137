"""The table of a case's known questions: their vectors, and the rows of the passages that answer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rag.case import KnownQuestion
from rag.case.places import by_name
from rag.index.tables import KnownTable
from rag.ingest.reuse import Done, Reusing
from rag.types import Passage


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
