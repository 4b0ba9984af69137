"""The judge: it reads two texts together and says how the second bears on the first.

A question beside a passage: the passage answers it, is silent, or denies what the question takes for granted.
A claim beside evidence: the evidence supports it, leaves it open, or contradicts it.

Three cross-encoders of our own (Nogueira and Cho 2019): MPNet for English claims, multilingual e5-small for claims in all other
languages and across them (``python -m evals.train``), MiniLM for English passages, twenty a question. For questions in other
languages vectors are compared, which tells what is near and never that something is denied (docs/judge.md).
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
from rag.models import e5, packed
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
    """rag/data/judge.json: the hash of each file of weights, and the curve for questions that no network reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: str
    small: str
    passages: str
    near_question: Near


class Judge:
    """Reads pairs of texts, each alone: the order and the company of a pair change nothing. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "judge")
        self._passages = lru_cache(maxsize=REMEMBERED)(lambda *pair: _passages().shares(*pair))
        self._claims = lru_cache(maxsize=REMEMBERED)(
            lambda *pair: (_claims if english(*pair) else _small)().shares(*pair)
        )

    def load(self) -> None:
        """Load the weights now, so that the first question need not wait for them."""
        _passages()
        _claims()

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3), rows sum to 1: each passage answers ``question``, is silent, or denies what it takes for granted."""
        pairs = [(question[:LONGEST], passage[:LONGEST]) for passage in passages]
        read = [i for i, pair in enumerate(pairs) if english(*pair)]
        others = [i for i in range(len(pairs)) if i not in set(read)]
        shares = np.zeros((len(pairs), 3))
        if read:
            _passages()  # loaded once, before threads ask for it
            shares[read] = list(self._pool.map(lambda i: self._passages(*pairs[i]), read))
        if others:
            shares[others] = compared([pairs[i] for i in others], made().near_question)
        return shares

    def claims(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 3), rows sum to 1, of (claim, evidence): supported, left open, contradicted.

        Evidence longer than some 150 words is cut: callers read long evidence in windows.
        """
        cut = [(first[:LONGEST], second[:LONGEST]) for first, second in pairs]
        for network in {_claims if english(*pair) else _small for pair in cut}:
            network()  # loaded once, before threads ask for it
        return np.array(list(self._pool.map(lambda pair: self._claims(*pair), cut)), np.float64).reshape(len(cut), 3)


def english(first: str, second: str) -> bool:
    """Whether both texts of a pair are English, and so for the networks that read nothing else."""
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
    """One set of weights; raises ModelError when its file is not the one that was measured."""

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
        one = self.cut(first)[:FIRST]
        two = self.cut(second)[: TOKENS - len(one) - 4]
        return self.told(np.asarray(self._session.run(None, self.fed(one, two))[0][0], np.float64))

    def cut(self, text: str) -> list[int]:
        """The ids of its pieces: BERT's, if the weights know no others."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

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


class Small(Claims):
    """multilingual e5-small (Wang et al. 2024): fed the vectors of its pieces, which are the embedder's; log-odds as of MPNet."""

    def cut(self, text: str) -> list[int]:
        """The ids of e5's pieces."""
        return e5.tokenizer().cut(text)

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``<s> one </s> </s> two </s>``."""
        marks = e5.tokenizer().marks
        ids = [marks.start, *one, marks.end, marks.end, *two, marks.end]
        return {"vectors": e5.word_vectors(np.array([ids]))}


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
def _small() -> Small:
    return Small(DATA / "judge-small.npz", made().small)


@cache
def _passages() -> Passages:
    return Passages(DATA / "judge-passages.onnx", made().passages)


@cache
def judge() -> Judge:
    """The judge of this process; each set of weights is loaded when it is first needed."""
    return Judge()
