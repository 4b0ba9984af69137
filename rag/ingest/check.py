"""A build read back: a new one before it may answer, the live one when it is asked to be up to date. Page by page, so that
checking needs no more memory than storing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rag.errors import OnRecordError, StoreError, one_line
from rag.index.snapshot import Snapshot
from rag.index.store import nearest, stored_pages
from rag.index.stored import StoredTexts, read_disputes, read_ledger
from rag.index.tables import stored_shapes
from rag.ingest.vectors import Embedded
from rag.models.embedder import Vectors
from rag.types import Passage

_NEAR = 1e-3  # Chroma changes the last bit of a vector


def check_build(data: Path, snapshot: Snapshot, embedded: Embedded) -> None:
    """Raise StoreError unless all of ``embedded`` stands in the build: counts, dimensions, vectors, exact spans.

    A passage in the middle is the canary: it must find itself.
    """
    _check_passages(data, snapshot, embedded)
    _check_tables(data, snapshot)
    middle = len(embedded.passages) // 2
    canary = embedded.vectors.between(middle, middle + 1)[0]
    found = nearest(data, snapshot, canary)
    row = next((row for row, passage in enumerate(embedded.passages) if passage.id == found), None)
    if row is None or not np.allclose(embedded.vectors.between(row, row + 1)[0], canary, atol=_NEAR):
        raise StoreError(f"the new index does not find its own passage '{embedded.passages[middle].id}'.")


def damage(data: Path, live: Snapshot) -> str:
    """What is wrong with the live build, in a few words; "" when all of it reads back as it was stored."""
    folder, texts, count, middle = live.build_dir(data), StoredTexts(data, live), 0, None
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        return "its collection is missing"
    try:
        for source_id in texts.sources:
            texts.source_text(source_id)
        for page in stored_pages(data, live):
            for passage in page.passages:
                if passage.span.of(texts.source_text(passage.source_id)) != passage.text:
                    return f"passage '{passage.id}' is not what was stored"
            if page.vectors.shape[1] != live.dim or not np.allclose(np.linalg.norm(page.vectors, axis=1), 1, atol=0.01):
                return "a vector is not what was stored"
            at = live.passages // 2 - count
            if 0 <= at < len(page.passages):
                middle = (page.passages[at], page.vectors[at])
            count += len(page.passages)
        if count != live.passages:
            return f"it holds {count} passages, expected {live.passages}"
        if middle and not _finds(data, live, *middle):
            return f"it does not find its own passage '{middle[0].id}'"
        stored_shapes(folder)
        read_ledger(folder)
        read_disputes(folder)
    except (OnRecordError, OSError, ValueError) as exc:
        return one_line(exc)
    return ""


def _finds(data: Path, live: Snapshot, passage: Passage, vector: Vectors) -> bool:
    """Whether the collection finds the passage by its vector, or another of the same vector."""
    found = nearest(data, live, vector)
    if found == passage.id:
        return True
    alike = (
        one.vectors[place]
        for one in stored_pages(data, live)
        for place, other in enumerate(one.passages)
        if other.id == found
    )
    return any(np.allclose(one, vector, atol=_NEAR) for one in alike)


def _check_passages(data: Path, snapshot: Snapshot, embedded: Embedded) -> None:
    texts = StoredTexts(data, snapshot)
    seen: set[int] = set()
    for page in stored_pages(data, snapshot):
        for row, passage in zip(page.rows, page.passages, strict=True):
            if not 0 <= row < len(embedded.passages) or passage != embedded.passages[row]:
                raise StoreError(f"passage '{passage.id}' was not stored as it was read. Please report this.")
            if passage.span.of(texts.source_text(passage.source_id)) != passage.text:
                raise StoreError(f"passage '{passage.id}' does not stand where it says. Please report this.")
        if page.vectors.shape[1] != snapshot.dim or not np.allclose(
            page.vectors, embedded.vectors.of(page.rows), atol=_NEAR
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
        stored_shapes(folder)
    except (OSError, ValueError) as exc:
        raise StoreError(f"the tables of the new index in {data} cannot be read back ({exc}). Check the disk.") from exc
