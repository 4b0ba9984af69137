"""Whether what speaks against a premise counts: the check that found it wrong, if any, and what the reader makes of the passages.

Neither is enough alone: the checks are rules, which strangers' words set off though nothing is wrong, and the reader is small. So a
logistic model weighs them (rag/data/premise.json, made by ``python -m evals.premise_fit``), one for all cases. What leaves nothing to weigh (an outright contradiction, an editor's word) is not weighed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from rag.answer.draft import Correction
from rag.logistic import Logistic
from rag.reader import ANSWERS, DENIES, Shares
from rag.types import Hit

FILE = Path(__file__).parents[1] / "data" / "premise.json"
LEAST = 1e-6  # of a share
# Checks that find enough to be told apart; all others count as a check that is sure, or not.
CHECKS = ("denied", "other_date", "other_extent", "other_figure", "other_makers", "other_name", "reversed_", "unsaid")
# Log-odds of "denies" to "answers": of the first passage, of all together, the highest, and of the one whose words decide; the
# highest share that answers; whether the passages may not answer; how much the question is like known ones with a wrong premise; whether a
# check is sure or not, and which it is.
FEATURES = ("first", "all", "highest", "deciding", "answers", "unanswered", "known", "sure", "unsure", *CHECKS)


class PremiseFit(Logistic):
    """A logistic model over FEATURES; above its threshold, in log-odds, a premise is corrected or doubted. Above ``unread`` a question in a
    language that the reader cannot read is so much like known ones with a wrong premise that its own is doubted."""

    unread: float

    def odds(self, features: Sequence[float]) -> float:
        """The log-odds that the premise is wrong."""
        return self.odds_of(FEATURES, features)


@cache
def fitted() -> PremiseFit:
    """The fit of the file."""
    return PremiseFit.model_validate_json(FILE.read_bytes())


def counts(shares: Shares, hits: Sequence[Hit], found: Correction | None, enough: bool, known: float = 0.0) -> bool:
    """True where what speaks against a premise counts.

    ``shares``: shape (passages, 3), of the reader, of the first ``hits``; NaN where it could not read. ``found``: what a check found.
    ``enough``: the passages are taken to answer. ``known``: how much the question is like known ones with a wrong premise rather than like
    sound ones, as log-odds. Where nothing was read, what a check found counts.
    """
    if found and not found.by:
        return True
    features = features_of(shares, hits, found, enough, known)
    if features is None:
        return found is not None
    return fitted().odds(features) > fitted().threshold


def like_wrong_ones(known: float) -> bool:
    """True where a question that nothing was read for is doubted, by ``known`` alone, as for ``counts``."""
    return known > fitted().unread


def features_of(
    shares: Shares, hits: Sequence[Hit], found: Correction | None, enough: bool, known: float
) -> tuple[float, ...] | None:
    """A value for each of FEATURES; None where nothing was read."""
    read = np.array([not np.isnan(row).any() for row in shares], bool)
    if not read.any():
        return None
    told = np.maximum(shares, LEAST)
    odds = np.log(told[:, DENIES] / told[:, ANSWERS])
    summed = told[read].sum(axis=0)
    places = [n for n, hit in enumerate(hits[: len(shares)]) if found and hit.passage.id == found.deciding.passage.id]
    deciding = float(odds[places[0]]) if places and read[places[0]] else 0.0
    return (
        float(odds[read][0]), float(np.log(summed[DENIES] / summed[ANSWERS])), float(odds[read].max()), deciding,
        float(told[read][:, ANSWERS].max()), float(not enough), known, float(bool(found and found.sure)), float(bool(found and not found.sure)),
        *(float(bool(found and found.by == name)) for name in CHECKS),
    )  # fmt: skip
