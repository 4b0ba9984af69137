"""The table of a case's known questions: their vectors, and the rows of the passages that answer them.

A case may bring the vectors along (``corpus/questions.npz``), for some thousand questions take minutes: they are taken where they are of
this embedder and of just these words, and where a few made anew are the same.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from rag.corpus import KnownQuestion
from rag.ingest.reuse import Done, Made, Reusing, rounded
from rag.models import Embedder, Vectors
from rag.places import by_name
from rag.tables import KnownTable, by_text
from rag.types import Passage

VECTORS = "questions.npz"
_TRIED, _ALIKE = 8, 0.999  # questions that are embedded anew, and the cosine that they must reach


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


def brought_along(corpus: Path, questions: Sequence[KnownQuestion], embedder: Embedder) -> Made:
    """The vectors that the case brings along, by question; none where they are of another embedder or of other words, or are wrong."""
    texts = [q.question for q in questions]
    try:
        with np.load(corpus / VECTORS, allow_pickle=False) as data:
            if str(data["embedder"]) != embedder.id or str(data["words"]) != _digest(texts):
                return {}
            vectors = data["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
    if vectors.shape != (len(texts), embedder.dim) or not _true(texts, vectors, embedder):
        return {}
    return by_text(texts, vectors)


def bring_along(corpus: Path, questions: Sequence[KnownQuestion], embedder: Embedder, done: Done) -> None:
    """Write the vectors of a case's questions beside them."""
    texts = [q.question for q in questions]
    vectors = Reusing(embedder).questions(texts, done).astype(np.float16)
    np.savez_compressed(
        corpus / VECTORS, embedder=np.array(embedder.id), words=np.array(_digest(texts)), vectors=vectors
    )


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _true(texts: Sequence[str], vectors: Vectors, embedder: Embedder) -> bool:
    """Whether a few of the vectors, made anew, are the same."""
    some = np.unique(np.linspace(0, len(texts) - 1, _TRIED).astype(int)) if texts else np.zeros(0, int)
    made = rounded(embedder.questions([texts[n] for n in some])) if len(some) else vectors
    lengths = np.linalg.norm(vectors, axis=1)
    return bool(np.all(np.abs(lengths - 1) < 0.01) and np.all((made * vectors[some]).sum(axis=1) > _ALIKE))
