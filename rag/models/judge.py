"""The judge: it reads two texts together and says how the second bears on the first.

A question beside a passage: the passage answers it, is silent, or denies what the question takes for granted.
A claim beside evidence: the evidence supports it, leaves it open, or contradicts it.

Two cross-encoders of our own (Nogueira and Cho 2019) read English: MPNet for claims (``python -m evals.train``), MiniLM for passages,
twenty a question. For Spanish, Chinese and pairs across languages there is none yet: their vectors are compared, which tells what
is near and never that something is denied (docs/judge.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from rag.common.cores import cores
from rag.errors import ModelError
from rag.models import packed
from rag.models.embedder import choose_embedder, wordpieces
from rag.models.files import check_sha256
from rag.text.fold import guess_language

ANSWERS, SILENT, DENIES = range(3)  # columns of Judge.questions
SUPPORTED, OPEN, CONTRADICTED = range(3)  # columns of Judge.claims
DATA = Path(__file__).parents[1] / "data"
TOKENS = 224  # of both texts together
FIRST = 96  # of the question or claim
LONGEST = 20 * TOKENS  # characters that hold a text's first tokens for certain
MOST_THREADS = 8
REMEMBERED = 4096  # pairs: people ask the same questions
SURE = 0.94  # share of silence, foretold after four of MiniLM's layers, above which the last two are left out
DENIED = 0.01  # share of denial where only vectors are compared
Shares = npt.NDArray[np.float64]
Feed = dict[str, npt.NDArray[Any]]


class Near(BaseModel):
    """The share that answers or supports, from a cosine: a logistic curve."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weight: float
    intercept: float

    def share(self, cosine: float) -> float:
        """0 to 1."""
        return float(1 / (1 + np.exp(-(self.weight * cosine + self.intercept))))


class Made(BaseModel):
    """rag/data/judge.json: the hash of each file of weights, and the curves for pairs that are not English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: str
    passages: str
    near_question: Near
    near_claim: Near


class Judge:
    """Reads pairs of texts, each alone: the order and the company of a pair change nothing. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "judge")
        self._passages = lru_cache(maxsize=REMEMBERED)(lambda *pair: _passages().shares(*pair))
        self._claims = lru_cache(maxsize=REMEMBERED)(lambda *pair: _claims().shares(*pair))

    def load(self) -> None:
        """Load the weights now, so that the first question need not wait for them."""
        _passages()
        _claims()

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3), rows sum to 1: each passage answers ``question``, is silent, or denies what it takes for granted."""
        return self._read([(question, passage) for passage in passages], question_too=True)

    def claims(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 3), rows sum to 1, of (claim, evidence): supported, left open, contradicted.

        Evidence longer than some 150 words is cut: callers read long evidence in windows.
        """
        return self._read(pairs, question_too=False)

    def _read(self, pairs: Sequence[tuple[str, str]], question_too: bool) -> Shares:
        cut = [(first[:LONGEST], second[:LONGEST]) for first, second in pairs]
        english = [i for i, pair in enumerate(cut) if reads(*pair)]
        others = [i for i in range(len(cut)) if i not in set(english)]
        shares = np.zeros((len(cut), 3))
        if english:
            network = _passages if question_too else _claims
            network()  # loaded once, before threads ask for it
            read = self._passages if question_too else self._claims
            shares[english] = list(self._pool.map(lambda i: read(*cut[i]), english))
        if others:
            shares[others] = compared(
                [cut[i] for i in others], made().near_question if question_too else made().near_claim
            )
        return shares


def reads(first: str, second: str) -> bool:
    """Whether a pair is read by a network; if not, only vectors are compared."""
    return guess_language(first) == "en" and guess_language(second) == "en"


def compared(pairs: Sequence[tuple[str, str]], near: Near) -> Shares:
    """Shares by the cosine of each pair, as the embedder sees it."""
    embedder = choose_embedder("auto")
    firsts = list(dict.fromkeys(first for first, _ in pairs))
    asked = dict(zip(firsts, embedder.questions(firsts), strict=True))
    told = embedder.passages([second for _, second in pairs])
    shares = [near.share(float(asked[first] @ vector)) for (first, _), vector in zip(pairs, told, strict=True)]
    rows = [(share * (1 - DENIED), (1 - share) * (1 - DENIED), DENIED) for share in shares]
    return np.array(rows, np.float64).reshape(len(pairs), 3)


class Network:
    """One set of weights with BERT's pieces; raises ModelError when its file is not the one that was measured."""

    def __init__(self, file: Path, expected: str) -> None:
        check_sha256(file, expected)
        weights = file.read_bytes()
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # one pair a thread, pairs side by side: no thread waits for another
        options.enable_cpu_mem_arena = False
        if file.suffix == ".npz":
            self._session = packed.session(weights, options)
        else:
            self._session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._tokenizer = wordpieces()

    def shares(self, first: str, second: str) -> Shares:
        """Three shares that sum to 1."""
        one = self._tokenizer.encode(first, add_special_tokens=False).ids[:FIRST]
        two = self._tokenizer.encode(second, add_special_tokens=False).ids[: TOKENS - len(one) - 4]
        return self.told(np.asarray(self._session.run(None, self.fed(one, two))[0][0], np.float64))

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """What the graph is fed for the pieces of a pair."""
        raise NotImplementedError

    def told(self, out: Shares) -> Shares:
        """The shares in what the graph gives."""
        raise NotImplementedError


class Claims(Network):
    """MPNet (Song et al. 2020): pieces four further on than BERT's, six log-odds, the last three of a claim."""

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``<s> one </s> </s> two </s>``."""
        ids = [0, *(i + 4 for i in one), 2, 2, *(i + 4 for i in two), 2]
        return {"ids": np.array([ids], np.int64)}

    def told(self, out: Shares) -> Shares:
        """Softmax of the last three."""
        grown = np.exp(out[3:] - out[3:].max())
        return np.asarray(grown / grown.sum())


class Passages(Network):
    """MiniLM (Wang et al. 2020): six shares, the first three of a question."""

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``[CLS] one [SEP] two [SEP]``."""
        ids = [101, *one, 102, *two, 102]
        sides = [0] * (len(one) + 2) + [1] * (len(two) + 1)
        feed = {"ids": ids, "sides": sides, "mask": [1] * len(ids)}
        return {name: np.array([row], np.int64) for name, row in feed.items()} | {"sure": np.array([SURE], np.float32)}

    def told(self, out: Shares) -> Shares:
        """The first three."""
        return np.asarray(out[:3])


@cache
def made() -> Made:
    """The shipped hashes and curves; raises ModelError when their file is missing or damaged."""
    try:
        return Made.model_validate_json((DATA / "judge.json").read_bytes())
    except (OSError, ValueError) as exc:
        raise ModelError("judge.json cannot be read. Install onrecord again.") from exc


@cache
def _claims() -> Claims:
    return Claims(DATA / "judge-claims.npz", made().claims)


@cache
def _passages() -> Passages:
    return Passages(DATA / "judge-passages.onnx", made().passages)


@cache
def judge() -> Judge:
    """The judge of this process; each set of weights is loaded when it is first needed."""
    return Judge()
