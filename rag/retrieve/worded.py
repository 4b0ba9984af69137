"""The words that tell questions of one kind from those of the other, among known questions near to one that is asked.

A vector holds what a question is about and little of a single word in it; where two differ by "before" and "after" the words
themselves tell. Naive Bayes over words and pairs of neighbours, the nearer question the more (locally weighted naive Bayes: Frank, Hall and
Pfahringer 2003). In whatever language: a word that no near question has tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, pairwise

import numpy as np
import numpy.typing as npt

from rag.retrieve.views import Floats
from rag.tokens import CJK, fold

SMOOTH = 1.0  # further questions that have every word, shared out between the kinds as the others are
MOST = 2.0  # log-odds that one word or pair may tell
REMEMBERED = 1 << 15  # questions whose words are remembered: as neighbours they come back
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+(?:[.,'’-][^\W_{CJK}]+)*")


def worded(question: str, near: Sequence[str], weights: Floats, kind: npt.NDArray[np.bool_]) -> float:
    """The log-odds, up to a constant, that ``question`` is of the ``kind``: what its words tell, summed.

    ``near``: known questions. ``weights``, ``kind``: shape (near,), how much each counts and which are of the kind. 0 where all are of one.
    """
    if not kind.any() or kind.all():
        return 0.0
    weights = weights / weights.max()  # the nearest counts for one
    of_kind, others = float(weights[kind].sum()), float(weights[~kind].sum())
    has = _has(_spaced(question).split(), [_spaced(text) for text in near])
    have, lack = has @ (weights * kind), has @ (weights * ~kind)
    share = of_kind / (of_kind + others)
    ratio = (have + SMOOTH * share) / (of_kind + SMOOTH) * (others + SMOOTH) / (lack + SMOOTH * (1 - share))
    return float(np.log(ratio[have + lack > 0]).clip(-MOST, MOST).sum())


@lru_cache(maxsize=REMEMBERED)
def _spaced(text: str) -> str:
    """The words of a text, folded, each between spaces: a piece stands in it as it stands in the text."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _has(words: Sequence[str], texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Shape (pieces, texts): which texts have each of the words, and each pair of them that follow one another."""
    has = {word: np.array([f" {word} " in text for text in texts]) for word in words}
    rows = [*has.values()]
    for first, second in dict.fromkeys(pairwise(words)):
        both = has[first] & has[second]
        both[both] = [f" {first} {second} " in text for text in compress(texts, both)]
        rows.append(both)
    return np.array(rows, bool).reshape(-1, len(texts))
