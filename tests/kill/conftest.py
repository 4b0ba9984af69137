"""One process in which all that is heavy is imported, for all the kills of a worker: each order is a fork of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from killing import Order, warm_process

HEAVY = (
    "chromadb.api.rust", "llama_index.core", "llama_index.vector_stores.chroma", "onnxruntime", "sentencex", "Stemmer", "bm25s",
    "rag.assemble", "rag.ask", "rag.fetch.run", "protego", "tenacity", "rag.renew", "rag.ingest.remove", "targets:ready",
)  # fmt: skip


@pytest.fixture(scope="session")
def order() -> Iterator[Order]:
    """Runs "module:function" of ``targets.py`` in a child of that process."""
    with warm_process(*HEAVY) as ordered:
        yield ordered
