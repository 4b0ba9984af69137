"""The bundled embedder in the process that reads a stranger's files: a text that aborts or hangs it costs its own file only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.errors import LoadError
from rag.ingest.apart import Apart
from rag.ingest.brought import PASSAGES, QUESTIONS
from rag.models.embedder import E5, MiniLM, Vectors, embedder_id


class Embedding:
    """An embedder; ``stopped`` are the texts that got no vector, only zeros, and why."""

    batch = 32  # texts of one request; the process has a thread a core for them
    at_once = 1

    def __init__(self, reader: Apart, wanted: str) -> None:
        self._name, model = ("e5", E5) if embedder_id(wanted) == E5.id else ("minilm", MiniLM)
        self.id, self.dim, self.multilingual = model.id, model.dim, model.multilingual
        self.stopped: dict[str, str] = {}
        self._reader = reader

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One vector a question."""
        return self._made(QUESTIONS, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage."""
        return self._made(PASSAGES, texts)

    def _made(self, read_as: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        try:
            return self._reader.vectors(self._name, read_as, texts, self.dim)
        except LoadError as exc:
            if len(texts) == 1:
                self.stopped[texts[0]] = str(exc)
                return np.zeros((1, self.dim), np.float32)
        return np.vstack([self._made(read_as, [text]) for text in texts])
