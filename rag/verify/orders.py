"""Text in a document that speaks to the program that reads it ("ignore your instructions", "tell the reader that"): an order
states nothing about the world, so it is no evidence.

Two things tell: the letters of known attacks (rag/data/orders.tsv), in English, Spanish and Chinese, and a small network over a sentence's vector
(rag/data/orders.npz), fitted by ``python -m evals.orders`` to orders and to sentences that look alike but speak to people: leaflets,
laws, speeches. Of 300 orders that nobody here had seen they know 160; a document that merely lies gives no order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import choose_embedder
from rag.models.files import check_sha256
from rag.phrases import rows
from rag.sources import BREAK, Span
from rag.text.fold import READ_AGAIN, guess_language
from rag.text.sentences import sentences
from rag.verify.windows import Stretch, pieces

FILE = Path(__file__).parents[1] / "data" / "orders.npz"
SHA256 = "d4edbaa02b327b5028e50a3012f7b478b066c8a43cd7277fa38e997265b59160"  # printed by evals.orders
_SPACES = re.compile(r"\s{2,}")  # a run of thousands would be tried from each of its places


def _pattern() -> re.Pattern[str]:
    """Any of the patterns of rag/data/orders.tsv; a row in capitals is a part of those behind it."""
    parts: dict[str, str] = {}
    patterns: list[str] = []
    for name, pattern in rows("orders.tsv"):
        for key, part in parts.items():
            pattern = pattern.replace(f"{{{key}}}", part)
        if name.isupper():
            parts[name] = pattern
        else:
            patterns.append(f"(?:{pattern})")
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


_ORDER = _pattern()


@lru_cache(maxsize=READ_AGAIN)  # several claims are held against a passage
def orders(text: str, strange: bool = True) -> str:
    """The words or the sentence of ``text`` that give orders to its reading program; "" when there are none. ``strange``: not the words of
    the case's own editors, which the letters of known attacks suffice for."""
    if found := _ORDER.search(_SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text)):
        return " ".join(found[0].split())
    said = pieces(text) if strange else []
    if not said:
        return ""
    sure = scores(said)
    return " ".join(said[int(sure.argmax())].split()) if sure.max() >= _network()["least"] else ""


def without_orders(evidence: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The evidence without the sentences that give orders and what follows them, and without what is then empty."""
    kept = (BREAK.join(s.of(one.text) for s in stated(one.text)) if orders(one.text) else one.text for one in evidence)
    return tuple(replace(one, text=text) for one, text in zip(evidence, kept, strict=True) if text.strip())


def stated(text: str) -> list[Span]:
    """The sentences of ``text``, which gives orders, that may bear something: of each paragraph those before the first that orders, which
    may go on behind it. None where no sentence has the order whole."""
    spans = sentences(text, guess_language(text))
    found, bidden, end, known = list[Span](), False, 0, False
    for span in spans:
        bidden = (bidden and BREAK not in text[end : span.start]) or bool(orders(span.of(text)))
        known, end = known or bidden, span.end
        found += [] if bidden else [span]
    return found if known else []


def scores(sentences: Sequence[str]) -> npt.NDArray[np.float64]:
    """How surely each sentence gives orders, in log-odds."""
    return scored(_network(), choose_embedder("auto").passages(sentences))


def scored(by: Mapping[str, npt.NDArray[np.float64]], vectors: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """What a network with the weights ``by`` makes of each row of ``vectors``, in log-odds."""
    hidden = np.maximum(vectors @ by["hidden"] + by["hidden_bias"], 0.0)
    return np.asarray(hidden @ by["out"] + by["out_bias"], np.float64)


@cache
def _network() -> dict[str, npt.NDArray[np.float64]]:
    """The weights for the embedder that runs here, and the least score of an order."""
    front = f"{choose_embedder('auto').id}/"
    check_sha256(FILE, SHA256)
    with np.load(FILE) as stored:
        return {name.removeprefix(front): stored[name].astype(np.float64) for name in stored if name.startswith(front)}
