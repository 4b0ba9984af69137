"""The judge: it reads two texts together and says how the second bears on the first.

A question beside a passage: the passage answers it, is silent, or denies what the question takes for granted.
A claim beside evidence: the evidence supports it, leaves it open, or contradicts it.

Three cross-encoders of our own (Nogueira and Cho 2019), trained by ``python -m evals.train``: MPNet for English claims, MiniLM for
English questions, twenty passages each, and multilingual e5-small for all other languages and across them (docs/judge.md).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.common.machine import cores
from rag.common.strict import Strict
from rag.models import e5
from rag.models.calibration import read_fitted
from rag.models.embedder import wordpieces
from rag.models.files import check_sha256, session
from rag.packages import package_folder
from rag.text.fold import guess_language

QUESTION, CLAIM = range(2)  # the heads of every network
ANSWERS, SILENT, DENIES = range(3)  # columns of Judge.questions
SUPPORTED, OPEN, CONTRADICTED = range(3)  # columns of Judge.claims
DATA = Path(__file__).parents[1] / "data"
TOKENS = 224  # of both texts together
FIRST = 96  # of the question or claim
LONGEST = 20 * TOKENS  # characters that hold a text's first tokens for certain
MOST_THREADS = 8
REMEMBERED = 4096  # pairs: people ask the same questions
Shares = npt.NDArray[np.float64]
Feed = dict[str, npt.NDArray[Any]]


class Made(Strict):
    """rag/data/judge.json: the hash of each file of weights."""

    claims: str
    small: str
    passages: str


class Judge:
    """Reads pairs of texts, each alone: the order and the company of a pair change nothing. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "judge")
        self._read = lru_cache(maxsize=2 * REMEMBERED)(lambda network, head, *pair: network.shares(head, *pair))

    def load(self) -> None:
        """Load the weights now, so that the first question need not wait for them."""
        for kind in READERS:
            network(kind)

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3), rows sum to 1: each passage answers ``question``, is silent, or denies what it takes for granted."""
        return self._shares(QUESTION, [(question, passage) for passage in passages])

    def claims(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 3), rows sum to 1, of (claim, evidence): supported, left open, contradicted.

        Evidence longer than some 150 words is cut: callers read long evidence in windows.
        """
        return self._shares(CLAIM, pairs)

    def _shares(self, head: int, pairs: Sequence[tuple[str, str]]) -> Shares:
        cut = [(first[:LONGEST], second[:LONGEST]) for first, second in pairs]
        # loaded here, once, before threads ask
        readers = [network(READERS[head] if english(*pair) else Small) for pair in cut]
        told = self._pool.map(lambda reader, pair: self._read(reader, head, *pair), readers, cut)
        return np.array(list(told), np.float64).reshape(len(cut), 3)


def english(first: str, second: str) -> bool:
    """Whether both texts of a pair are English, and so for the networks that read nothing else."""
    return guess_language(first) == "en" and guess_language(second) == "en"


class Network:
    """One set of weights; raises ModelError when its file is not the one that was measured."""

    name = ""  # of its file, and of its hash in Made
    package = "onrecord_data"  # holds the file where there is no checkout

    def __init__(self, file: Path, expected: str) -> None:
        check_sha256(file, expected)
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # one pair a thread, pairs side by side: no thread waits for another
        options.enable_cpu_mem_arena = False
        self._session = session(file.read_bytes(), options)
        self._tokenizer = wordpieces()

    def shares(self, head: int, first: str, second: str) -> Shares:
        """Three shares that sum to 1: what the head makes of the pair."""
        one = self.cut(first)[:FIRST]
        two = self.cut(second)[: TOKENS - len(one) - 4]
        odds = np.asarray(self._session.run(None, self.fed(one, two))[0][0], np.float64).reshape(2, 3)[head]
        grown = np.exp(odds - odds.max())
        return np.asarray(grown / grown.sum())

    def cut(self, text: str) -> list[int]:
        """The ids of its pieces: BERT's, if the weights know no others."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """What the graph is fed for the pieces of a pair."""
        raise NotImplementedError


class Claims(Network):
    """MPNet (Song et al. 2020): pieces four further on than BERT's."""

    name = "claims"
    package = "onrecord_claims"

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``<s> one </s> </s> two </s>``."""
        ids = [0, *(i + 4 for i in one), 2, 2, *(i + 4 for i in two), 2]
        return {"ids": np.array([ids], np.int64)}


class Passages(Network):
    """MiniLM (Wang et al. 2020)."""

    name = "passages"

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``[CLS] one [SEP] two [SEP]``."""
        return {"ids": np.array([[101, *one, 102, *two, 102]], np.int64)}


class Small(Network):
    """multilingual e5-small (Wang et al. 2024): fed the vectors of its pieces, which are the embedder's."""

    name = "small"

    def cut(self, text: str) -> list[int]:
        """The ids of e5's pieces."""
        return e5.tokenizer().cut(text)

    def fed(self, one: list[int], two: list[int]) -> Feed:
        """``<s> one </s> </s> two </s>``."""
        marks = e5.tokenizer().marks
        ids = [marks.start, *one, marks.end, marks.end, *two, marks.end]
        return {"vectors": e5.word_vectors(np.array([ids]))}


@cache
def made() -> Made:
    """The shipped hashes; raises ModelError when their file is missing or damaged."""
    return read_fitted(DATA / "judge.json", Made)


@cache
def network(kind: type[Network]) -> Network:
    """The network of this process, loaded when it is first asked for."""
    name = f"judge-{kind.name}.npz"
    file = DATA / name
    return kind(file if file.is_file() else package_folder(kind.package) / name, getattr(made(), kind.name))


READERS = (Passages, Claims)  # of English, by head


@cache
def judge() -> Judge:
    """The judge of this process; each set of weights is loaded when it is first needed."""
    return Judge()
