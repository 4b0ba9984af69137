"""A small model that reads a question and a passage together: does the passage answer it? English only.

A cross-encoder (Nogueira and Cho 2019): the six layers of all-MiniLM-L6-v2 in 8 bits (rag/data/reader.onnx), made by
``python -m evals.reader.train``, ``order``, ``apart`` and ``early`` from texts of ours about other fields and questions of the public to
invented cases and to the shipped one. Of a passage that is plainly silent it runs four layers only. It compares no vectors, so it sees what they cannot: that a passage has every word of a question
and is silent all the same. It is small and can be wrong: it is one figure among others, and never decides alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.cores import cores
from rag.errors import ModelError
from rag.models.embedder import VOCABULARY

FILE = Path(__file__).parents[1] / "data" / "reader.onnx"
SHA256 = "fc9cd5d149e98f86fae8a4cd993bd30edaf7e6d4d90b40293bc7e46c7ea25187"
TOKENS = 160  # of both texts together; what is longer is cut
# Characters that hold a text's first tokens for certain. Cut before it is split: to cut two long lists takes the square of their length.
LONGEST = 100 * TOKENS
MOST_THREADS = 8  # that read at once
REMEMBERED = 4096  # pairs: people ask the same questions
SURE = 0.94  # share of silence, foretold after four layers, above which the last two are left out
WHOLE = 2.0  # no share is above it
LANGUAGE = "en"  # of what it can read
ANSWERS, SILENT, DENIES = range(3)  # it answers; it does not; it says otherwise than the question takes for granted
Shares = npt.NDArray[np.float64]


class Reader:
    """Reads pairs of texts; raises ModelError when its file is not the one that was measured."""

    def __init__(self, file: Path = FILE) -> None:
        try:
            weights = file.read_bytes()
        except OSError as exc:
            raise ModelError(
                f"model file {file.name} cannot be read ({exc.strerror}). Install onrecord again."
            ) from exc
        found = hashlib.sha256(weights).hexdigest()
        if found != SHA256:
            raise ModelError(
                f"model file {file.name} has sha256 {found[:12]}…, expected {SHA256[:12]}…. Install onrecord again."
            )
        import onnxruntime as ort
        from tokenizers import BertWordPieceTokenizer

        options = ort.SessionOptions()
        options.log_severity_level = 3
        # One thread a pair, pairs side by side: sixteen in one batch take half as long again, for they outgrow the caches.
        options.intra_op_num_threads = 1
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "reader")
        self._session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(TOKENS)
        self._remembered = lru_cache(maxsize=REMEMBERED)(lambda first, second, sure: np.full(6, np.nan))

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3): how likely each answers the question, is silent on it, or denies what it takes for granted.

        Where silence is plain (SURE) the shares are foretold from the first layers.
        """
        return self._read([(question, passage) for passage in passages], SURE)[:, :3]

    def read(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 6): three shares of a question and its passage, three of a claim and its source, which evals/reader
        measures and no verdict rests on; all of them by the whole network."""
        return self._read(pairs, WHOLE)

    def _read(self, pairs: Sequence[tuple[str, str]], sure: float) -> Shares:
        """The six shares of each pair; pairs read before are not read again."""
        rows = [self._remembered(*pair, sure) for pair in pairs]
        fresh = [i for i, row in enumerate(rows) if np.isnan(row[0])]
        least = np.array([sure], np.float32)
        told = self._pool.map(lambda i: self._shares(pairs[i], least), fresh)
        for i, shares in zip(fresh, told, strict=True):
            rows[i][:] = shares  # the remembered row itself
        return np.array(rows, np.float64).reshape(len(pairs), 6)

    def encode(self, first: str, second: str) -> dict[str, npt.NDArray[np.int64]]:
        """What the network is fed of one pair, each of shape (1, tokens)."""
        pair = self._tokenizer.encode(first[:LONGEST], second[:LONGEST])
        feed = {"ids": pair.ids, "sides": pair.type_ids, "mask": pair.attention_mask}
        return {name: np.array([row], np.int64) for name, row in feed.items()}

    def _shares(self, pair: tuple[str, str], sure: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The six shares of one pair, alone: in company its last digits would depend on who else is read with it."""
        return np.asarray(self._session.run(None, {**self.encode(*pair), "sure": sure})[0][0])


@cache
def reader() -> Reader:
    """The reader of this process, loaded when it is first asked for."""
    return Reader()
