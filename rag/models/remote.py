"""Embeddings from an OpenAI-compatible endpoint, and which embedder a case is indexed with.

The id of a remote embedder names its model and host, so its vectors never meet those of another.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from rag.errors import ModelError, UsageError
from rag.models.embedder import REMEMBERED, Embedder, Vectors, choose_embedder, embedder_id
from rag.models.endpoint import EndpointError, failure, host_of, open_client
from rag.settings import Settings

# Endpoints take 2,048 texts and 300,000 tokens at most; local servers far less.
BATCH, BATCH_CHARACTERS = 64, 60_000
LONGEST = 16_000  # characters of a text: about half of the 8,192 tokens that embedding models read


class RemoteEmbedder:
    """An embedding model behind ``/embeddings``; unit vectors of length ``dim``, else ModelError.

    Without a known ``dim`` the endpoint is asked once for it.
    """

    multilingual = True
    batch = BATCH

    def __init__(self, settings: Settings, dim: int = 0) -> None:
        self._client = open_client(settings)
        self._model = settings.embed_model
        self._host = host_of(settings)
        self.dim = dim
        self._asked: dict[str, Vectors] = {}
        self._remembering = threading.Lock()
        self.id = remote_id(settings)
        if not dim:
            self.dim = self._embed(["dimension"]).shape[1]

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One vector a question; the last single ones are remembered, as several stages ask for the same."""
        if len(texts) != 1:
            return self.passages(texts)
        with self._remembering:
            found = self._asked.get(texts[0])
        if found is None:  # the endpoint is asked outside the lock: others go on meanwhile
            found = self.passages(texts)
            with self._remembering:
                self._asked[texts[0]] = found
                while len(self._asked) > REMEMBERED:
                    del self._asked[next(iter(self._asked))]
        return found

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage, in batches by count and by length."""
        rows = [self._embed(batch) for batch in _batches(texts)]
        return np.vstack(rows) if rows else np.zeros((0, self.dim), np.float32)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        try:
            reply = self._client.embeddings.create(model=self._model, input=list(texts), encoding_format="float")
            data = sorted(reply.data, key=lambda item: item.index)
            made = np.array([item.embedding for item in data], np.float32)
        except Exception as exc:  # openai, httpx, or a reply of another shape
            raise _named(failure(exc, self._host, self._model)) from None
        if made.ndim != 2 or len(made) != len(texts) or not np.isfinite(made).all():
            raise ModelError(f"{self._host} gave {len(made)} usable vectors for {len(texts)} texts. Try another model.")
        if self.dim and made.shape[1] != self.dim:
            raise ModelError(
                f"{self._host} gives vectors of {made.shape[1]} numbers for '{self._model}', expected {self.dim}. "
                "Run 'onrecord ingest --rebuild'."
            )
        return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12), np.float32)


def embedder_for(settings: Settings, dim: int = 0) -> Embedder:
    """The embedder that the settings name: the endpoint's or a bundled one; ``dim`` spares asking; raises ModelError."""
    if embedder_key(settings).startswith("remote:"):
        return RemoteEmbedder(settings, dim)
    return choose_embedder(settings.embedder)


def embedder_key(settings: Settings) -> str:
    """The id of the embedder that ``embedder_for`` would load; raises UsageError without an endpoint to ask."""
    if not settings.embed_model:
        return embedder_id(settings.embedder)
    if not settings.connected:
        raise UsageError("ONRECORD_EMBED_MODEL is set, but no endpoint. Set OPENAI_API_KEY or OPENAI_BASE_URL.")
    return remote_id(settings)


def remote_id(settings: Settings) -> str:
    """``remote:model@host``."""
    return f"remote:{settings.embed_model}@{host_of(settings)}"


def _named(error: EndpointError) -> ModelError:
    """The error with the setting that names an embedding model."""
    return ModelError(f"embeddings: {error}".replace("ONRECORD_MODEL", "ONRECORD_EMBED_MODEL"))


def _batches(texts: Sequence[str]) -> list[list[str]]:
    batches: list[list[str]] = []
    size = 0
    for text in texts:
        text = text[:LONGEST] or " "  # endpoints refuse an empty text
        if not batches or len(batches[-1]) >= BATCH or size + len(text) > BATCH_CHARACTERS:
            batches.append([])
            size = 0
        batches[-1].append(text)
        size += len(text)
    return batches
