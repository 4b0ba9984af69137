"""A premise that no rule finds wrong and the reader doubts: the first passage denies what the question takes for granted.

The reader learnt what that is from questions in nearly the same words, of which one is sound. It is small and often cannot tell, so
what is said is only that the sources may see it otherwise, and their words follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rag.answer.draft import Correction, Pick
from rag.reader import ANSWERS, DENIES, Shares
from rag.types import Hit, Kind, Source

# Log-odds of "denies" to "answers": of the first passage, and of the summed shares of all, by
# ``python -m evals.doubt``; docs/evals.md has the figures.
FIRST_DENIES, ALL_DENY = 1.0, 1.4
ALL_DENY_SHIPPED = 1.1  # the shipped case, of which the reader has learnt
# The same where the passages may not answer: what they deny so surely they speak of.
FIRST_DENIES_SURELY, ALL_DENY_SURELY = 2.0, 1.4
PLAINLY = 0.6  # share from which a passage denies it
LEAST = 1e-6  # of a share


def doubted(shares: Shares, enough: bool = True, shipped: bool = False) -> bool:
    """True where the passages, best first, deny what a question takes for granted rather than answer it.

    ``shares``: shape (passages, 3), of the reader; NaN where it could not read. ``enough``: they are found to answer. ``shipped``: they are of
    the shipped case.
    """
    first, summed = odds(shares)
    if enough:
        return first > FIRST_DENIES and summed > (ALL_DENY_SHIPPED if shipped else ALL_DENY)
    return first > FIRST_DENIES_SURELY and summed > ALL_DENY_SURELY


def plainer(found: Correction, hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> Correction:
    """``found`` with the passage that denies most plainly what the question takes for granted, where that by which a rule found
    it wrong does not. The seed, which is in question itself, decides nothing.

    ``shares``: shape (passages, 3), of the reader, of the first ``hits``; NaN where it could not read.
    """
    if found.settled:
        return found
    denied = np.nan_to_num(shares[:, DENIES])
    for place, hit in enumerate(hits[: len(denied)]):
        if hit.passage.id == found.deciding.passage.id and denied[place] >= PLAINLY:
            return found
        denied[place] *= sources[hit.passage.source_id].kind is not Kind.SEED
    if not len(denied) or denied.max() < PLAINLY:
        return found
    passage = hits[int(denied.argmax())].passage
    return replace(found, plainer=Pick(passage, passage.span))


def odds(shares: Shares) -> tuple[float, float]:
    """The log-odds of "denies" to "answers", of the first passage and of all together; -inf where the first was not read."""
    if not len(shares) or np.isnan(shares[0]).any():
        return -np.inf, -np.inf
    told = np.maximum(shares[~np.isnan(shares).any(axis=1)], LEAST)
    return _odds(told[0]), _odds(told.sum(axis=0))


def _odds(shares: npt.NDArray[np.float64]) -> float:
    return float(np.log(shares[DENIES] / shares[ANSWERS]))
