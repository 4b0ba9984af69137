"""A new build read back before it may answer: page by page, so that checking needs no more memory than storing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rag.errors import StoreError
from rag.ingest.vectors import Embedded
from rag.snapshot import Snapshot
from rag.store import nearest, stored_pages
from rag.stored import StoredTexts, read_disputes, read_ledger
from rag.tables import stored_shapes

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
