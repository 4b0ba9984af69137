"""The judge: a cross-encoder (Nogueira and Cho 2019) that reads two texts together and says how the second bears on the first.

A question beside a passage: the passage answers it, is silent, or denies what the question takes for granted.
A claim beside evidence: the evidence supports it, leaves it open, or contradicts it.

Two sets of weights, trained by ``python -m evals.train`` (docs/judge.md): MPNet for English claims, and the small one, multilingual
e5-small, for passages and for everything in Spanish, in Chinese and across languages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.cores import cores
from rag.errors import ModelError
from rag.models.e5 import tokenizer as small_tokenizer
from rag.models.e5 import word_vectors
from rag.models.embedder import VOCABULARY
from rag.text import guess_language

ANSWERS, SILENT, DENIES = range(3)  # columns of Judge.questions
SUPPORTED, OPEN, CONTRADICTED = range(3)  # columns of Judge.claims
DATA = Path(__file__).parents[1] / "data"
HASHES = DATA / "judge.json"  # of each file of weights, renewed by the command that exports it
TOKENS = 224  # of both texts together
FIRST = 96  # of the question or claim
LONGEST = 20 * TOKENS  # characters that hold a text's first tokens for certain
MOST_THREADS = 8
REMEMBERED = 4096  # pairs: people ask the same questions
QUESTION, CLAIM = slice(0, 3), slice(3, 6)  # of the six log-odds
Shares = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]


class Judge:
    """Reads pairs of texts, each alone: the order and the company of a pair change nothing. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "judge")
        self._odds = lru_cache(maxsize=REMEMBERED)(self._run)

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3), rows sum to 1: each passage answers ``question``, is silent, or denies what it takes for granted."""
        return _shares(self._read([(question, passage) for passage in passages], english=False)[:, QUESTION])

    def claims(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 3), rows sum to 1, of (claim, evidence): supported, left open, contradicted.

        Evidence longer than some 150 words is cut: callers read long evidence in windows.
        """
        english = all(guess_language(text) == "en" for pair in pairs for text in pair)
        return _shares(self._read(pairs, english)[:, CLAIM])

    def _read(self, pairs: Sequence[tuple[str, str]], english: bool) -> Shares:
        _ = (_english() if english else _small()) if pairs else None  # loaded once, before threads ask for it
        found = self._pool.map(lambda pair: self._odds(pair[0][:LONGEST], pair[1][:LONGEST], english), pairs)
        return np.array(list(found), np.float64).reshape(len(pairs), 6)

    def _run(self, first: str, second: str, english: bool) -> Shares:
        return (_english() if english else _small()).odds(first, second)


class Network:
    """One set of weights with its tokenizer."""

    def __init__(self, name: str) -> None:
        file = DATA / f"{name}.onnx"
        try:
            weights = file.read_bytes()
            expected = json.loads(HASHES.read_text(encoding="utf-8"))[name]
        except (OSError, KeyError, ValueError) as exc:
            raise ModelError(f"the judge's file {file.name} cannot be read ({exc}). Install onrecord again.") from exc
        if (found := hashlib.sha256(weights).hexdigest()) != expected:
            raise ModelError(
                f"the judge's file {file.name} has sha256 {found[:12]}…, expected {expected[:12]}…. Install onrecord again."
            )
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # one pair a thread, pairs side by side: no thread waits for another
        self._session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def odds(self, first: str, second: str) -> Shares:
        """Six log-odds."""
        one, two = self.ids(first)[:FIRST], self.ids(second)
        start, end = self.ends
        ids = [start, *one, end, end, *two[: TOKENS - len(one) - 4], end]
        return np.asarray(self._session.run(None, self.fed(np.array([ids], np.int64)))[0][0], np.float64)

    ends: tuple[int, int]

    def ids(self, text: str) -> list[int]:
        """The pieces of a text."""
        raise NotImplementedError

    def fed(self, ids: Ids) -> dict[str, npt.NDArray[Any]]:
        """What the graph is fed for the ids of a pair."""
        raise NotImplementedError


class English(Network):
    """MPNet (Song et al. 2020), whose pieces are BERT's, four further on."""

    ends = (0, 2)

    def __init__(self) -> None:
        super().__init__("judge-en")
        from tokenizers import BertWordPieceTokenizer

        self._pieces = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)

    def ids(self, text: str) -> list[int]:
        """The pieces of a text."""
        return [piece + 4 for piece in self._pieces.encode(text, add_special_tokens=False).ids]

    def fed(self, ids: Ids) -> dict[str, npt.NDArray[Any]]:
        """The ids themselves."""
        return {"ids": ids}


class Small(Network):
    """Multilingual e5-small (Wang et al. 2024), whose word vectors are the embedder's."""

    def __init__(self) -> None:
        super().__init__("judge-small")
        self._pieces = small_tokenizer()
        self.ends = (self._pieces.marks.start, self._pieces.marks.end)

    def ids(self, text: str) -> list[int]:
        """The pieces of a text."""
        return self._pieces.cut(text)

    def fed(self, ids: Ids) -> dict[str, npt.NDArray[Any]]:
        """The vectors of the pieces."""
        return {"vectors": word_vectors(ids)}


def _shares(odds: Shares) -> Shares:
    """Softmax along the last axis."""
    grown = np.exp(odds - odds.max(1, keepdims=True, initial=-np.inf))
    return grown / grown.sum(1, keepdims=True)


_small, _english = cache(Small), cache(English)


@cache
def judge() -> Judge:
    """The judge of this process; its weights are loaded and their hashes checked when it is first asked for."""
    return Judge()
