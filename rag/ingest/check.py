"""A build read back: a new one before it may answer, the live one when it is asked to be up to date."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rag.errors import OnRecordError, StoreError, one_line
from rag.index.server import Server
from rag.index.snapshot import Snapshot
from rag.index.store import Index, open_index
from rag.ingest.vectors import Embedded

_BLOCK = 4096  # vectors that are looked at together
_NEAR = 1e-3  # Chroma changes the last bit of a vector


def check_build(data: Path, snapshot: Snapshot, embedded: Embedded, server: Server | None = None) -> None:
    """Raise StoreError unless all of ``embedded`` stands in the build: counts, dimensions, vectors, exact spans.

    A passage in the middle is the canary: it must find itself.
    """
    index = open_index(data, snapshot, server)
    if index.vectors.shape != embedded.vectors.shape or not np.array_equal(index.vectors, embedded.vectors):
        raise StoreError(f"the vectors of the new index in {data} are not those that were made. Check the disk.")
    if other := next((p for p, read in zip(index.passages, embedded.passages, strict=True) if p != read), None):
        raise StoreError(f"passage '{other.id}' was not stored as it was read. Please report this.")
    middle = len(index.passages) // 2
    if strange := next(
        _strange(index), "" if _finds(index, middle) else f"passage '{index.passages[middle].id}' is not found"
    ):
        raise StoreError(f"the new index in {data} is not what was made of its sources: {strange}. Check the disk.")


def damage(data: Path, live: Snapshot, server: Server | None = None) -> str:
    """What is wrong with the live build, in a few words; "" when it is as it was sealed and finds a passage of its own."""
    try:
        index = open_index(data, live, server)
        middle = live.passages // 2
        if index.passages and not _finds(index, middle):
            return f"it does not find its own passage '{index.passages[middle].id}'"
    except (OnRecordError, OSError, ValueError) as exc:
        return one_line(exc)
    return ""


def _finds(index: Index, row: int) -> bool:
    """Whether the collection finds a passage by its vector, or another of the same vector."""
    own = np.asarray(index.vectors[row], np.float32)
    found = next(iter(index.nearest(own, 1)), None)
    return found is not None and np.allclose(index.vectors[found], own, atol=_NEAR)


def _strange(index: Index) -> Iterator[str]:
    """What does not read back as it was stored."""
    for source_id in index.sources:
        index.source_text(source_id)
    for passage in index.passages:
        if passage.span.of(index.source_text(passage.source_id)) != passage.text:
            yield f"passage '{passage.id}' is not what was stored"
    for start in range(0, len(index.passages), _BLOCK):
        lengths = np.linalg.norm(index.vectors[start : start + _BLOCK].astype(np.float32), axis=1)
        if not np.allclose(lengths, 1, atol=0.01):
            yield "a vector is not what was stored"
