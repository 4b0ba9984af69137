"""A build read back: a new one before it may answer, the live one when it is asked to be up to date. Page by page, so that
checking needs no more memory than storing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rag.errors import OnRecordError, StoreError, one_line
from rag.index.known import check_known
from rag.index.server import Server
from rag.index.snapshot import Snapshot
from rag.index.store import Index, nearest, open_index, stored_pages
from rag.index.stored import StoredTexts, read_disputes, read_ledger, seal, unchanged
from rag.ingest.vectors import Embedded

_BLOCK = 4096  # vectors that are looked at together
_NEAR = 1e-3  # Chroma changes the last bit of a vector


def check_build(data: Path, snapshot: Snapshot, embedded: Embedded, server: Server | None = None) -> None:
    """Raise StoreError unless all of ``embedded`` stands in the build: counts, dimensions, vectors, exact spans.

    A passage in the middle is the canary: it must find itself.
    """
    _check_passages(data, snapshot, embedded, server)
    _check_tables(data, snapshot)
    middle = len(embedded.passages) // 2
    canary = embedded.vectors[middle].astype(np.float32)
    found = nearest(data, snapshot, canary, server)
    row = next((row for row, passage in enumerate(embedded.passages) if passage.id == found), None)
    if row is None or not np.allclose(embedded.vectors[row], canary, atol=_NEAR):
        raise StoreError(f"the new index does not find its own passage '{embedded.passages[middle].id}'.")


def damage(data: Path, live: Snapshot, server: Server | None = None) -> str:
    """What is wrong with the live build, in a few words; "" when it is as it was sealed, or else reads back whole.

    Only a folder whose files changed since is read through; a sound one is sealed again.
    """
    folder = live.build_dir(data)
    sealed = unchanged(folder)
    try:
        index = open_index(data, live, server)
        middle = live.passages // 2
        if index.passages and not _finds(index, middle):
            return f"it does not find its own passage '{index.passages[middle].id}'"
        if not sealed:
            if strange := next(_strange(index), ""):
                return strange
            check_known(folder)
            seal(folder)
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


def _check_passages(data: Path, snapshot: Snapshot, embedded: Embedded, server: Server | None) -> None:
    texts = StoredTexts(data, snapshot)
    seen: set[int] = set()
    for page in stored_pages(data, snapshot, server):
        for row, passage in zip(page.rows, page.passages, strict=True):
            if not 0 <= row < len(embedded.passages) or passage != embedded.passages[row]:
                raise StoreError(f"passage '{passage.id}' was not stored as it was read. Please report this.")
            if passage.span.of(texts.source_text(passage.source_id)) != passage.text:
                raise StoreError(f"passage '{passage.id}' does not stand where it says. Please report this.")
        if page.vectors.shape[1] != snapshot.dim or not np.allclose(
            page.vectors, embedded.vectors[page.rows], atol=_NEAR
        ):
            raise StoreError(f"the vectors of the new index in {data} are not those that were made. Check the disk.")
        seen.update(page.rows)
    if len(seen) != snapshot.passages:
        raise StoreError(f"the new index in {data} holds {len(seen)} passages, expected {snapshot.passages}.")


def _check_tables(data: Path, snapshot: Snapshot) -> None:
    folder = snapshot.build_dir(data)
    read_ledger(folder)
    read_disputes(folder)
    try:
        check_known(folder)
    except (OSError, ValueError) as exc:
        raise StoreError(f"the tables of the new index in {data} cannot be read back ({exc}). Check the disk.") from exc
