"""The judge: a cross-encoder (Nogueira and Cho 2019) that reads two texts together and says how the second bears on the first.

A question beside a passage: the passage answers it, is silent, or denies what the question takes for granted.
A claim beside evidence: the evidence supports it, leaves it open, or contradicts it. English, Spanish, Chinese and across.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from rag.models.reader import reader

ANSWERS, SILENT, DENIES = range(3)  # columns of Judge.questions
SUPPORTED, OPEN, CONTRADICTED = range(3)  # columns of Judge.claims
Shares = npt.NDArray[np.float64]


class Judge:
    """Reads pairs of texts. Pairs are independent: the order and the company of a pair change nothing."""

    def questions(self, question: str, passages: Sequence[str]) -> Shares:
        """Shape (passages, 3), rows sum to 1: each passage answers ``question``, is silent, or denies what it takes for granted."""
        return reader().read([(question, passage) for passage in passages])[:, :3]

    def claims(self, pairs: Sequence[tuple[str, str]]) -> Shares:
        """Shape (pairs, 3), rows sum to 1, of (claim, evidence): supported, left open, contradicted.

        Evidence longer than some 200 tokens is cut: callers read long evidence in windows.
        """
        return reader().read(list(pairs))[:, 3:]


@cache
def judge() -> Judge:
    """The judge of this process; its weights are loaded and their hash is checked when it is first asked."""
    return Judge()
