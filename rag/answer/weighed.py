"""Whether what speaks against a premise counts: the check that found it wrong, if any, and what the reader makes of the passages.

Neither is enough alone: the checks are rules, which strangers' words set off though nothing is wrong, and the reader is small. So a
logistic model weighs them (rag/data/premise.json, made by ``python -m evals.premise_fit``), one for all cases. What leaves nothing to weigh (an outright contradiction, an editor's word, what a narrow check is sure of) is not weighed.
Three thresholds: above the second what denies most is quoted first, and even a question that would be refused is answered; above the lowest
the answer says that the sources may see something otherwise, and is the same as it would be; above the highest, that they do not bear it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from rag.answer.draft import Correction
from rag.logistic import Logistic
from rag.models.reader import ANSWERS, DENIES, Shares
from rag.types import Hit, Likeness

FILE = Path(__file__).parents[1] / "data" / "premise.json"
LEAST = 1e-6  # of a share, as its logarithm is taken
SPEAKS = 0.5  # share that denies, of some passage, without which what is about something else gives rise to no doubt
# Checks that find enough to be told apart; all others count as a check that is sure, or not.
CHECKS = ("denied", "other_date", "other_extent", "other_figure", "other_makers", "other_name", "reversed_", "unsaid")
# Checks that strangers' words set off, too, where nothing is wrong. One of the others is narrow: where it is sure nothing is left to weigh.
BROAD = (*CHECKS, "by_figures")
# Log-odds of "denies" to "answers": of the first passage, of all together, the highest, and of the one whose words decide; the
# highest share that answers; whether the passages may not answer; how much the question is like known ones with a wrong premise as a whole,
# and, where they answer, by its words; where no check found anything, how much of the premise stands in one clause; whether a check is sure or
# not, and which it is.
FEATURES = (
    "first", "all", "highest", "deciding", "answers", "unanswered", "known", "worded", "whole", "share", "sure", "unsure", *CHECKS,
)  # fmt: skip
NOT_KNOWN = Likeness()
NOT_BORNE = (0.0, 0.0)
# What is weighed of a question in another language: of the first passage the same, how much the question is like known ones as it is asked, and as
# it is read in English, word by word, and how much of its premise, so read, stands in one clause.
UNREAD = ("first", "known", "worded", "known_read", "worded_read", "whole", "share")


class PremiseFit(Logistic):
    """A logistic model over FEATURES, or over UNREAD: above its threshold, in log-odds, a premise is corrected or doubted. Above ``slight``
    the answer says so and stays as it is; above ``plain`` it says so as certain."""

    slight: float
    plain: float


class PremiseFits(BaseModel):
    """The model for questions that the reader can read, and the one for the others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    read: PremiseFit
    unread: PremiseFit


class Weight(IntEnum):
    """How much what speaks against a premise counts: not at all, for a word of ours and no more, for which words come first too, or as certain."""

    NONE = 0
    SLIGHT = 1
    FULL = 2
    PLAIN = 3


@cache
def fitted() -> PremiseFits:
    """The fits of the file."""
    return PremiseFits.model_validate_json(FILE.read_bytes())


def beyond_doubt(found: Correction) -> bool:
    """True where nothing is left to weigh: of an editor's word, an outright contradiction and what a narrow check is sure of."""
    return not found.by or (found.sure and found.by not in BROAD)


def weigh(
    shares: Shares,
    hits: Sequence[Hit],
    found: Correction | None,
    enough: bool,
    known: Likeness = NOT_KNOWN,
    related: bool = True,
    borne: tuple[float, float] = NOT_BORNE,
) -> Weight:
    """How much what speaks against a premise counts.

    ``shares``: shape (passages, 3), of the reader, of the first ``hits``; NaN where it could not read. ``found``: what a check found.
    ``enough``: the passages are taken to answer. ``known``: how much the question is like known ones with a wrong premise rather than like
    sound ones. ``related``: they are at least about the question. ``borne``: how much of the premise one clause has, 1 where all, and
    the share of it. Where nothing was read, what a check found counts.
    """
    # Passages that are about something else deny nothing, whatever the known questions like it are.
    if found is None and not related and not (shares[:, DENIES] > SPEAKS).any():
        return Weight.NONE
    features = None if found and beyond_doubt(found) else features_of(shares, hits, found, enough, known, borne)
    if features is None:
        return Weight.FULL if found else Weight.NONE
    return _weight(fitted().read, fitted().read.odds_of(FEATURES, features), enough, known)


def weigh_unread(
    shares: Shares, enough: bool, known: Likeness, read: Likeness, borne: tuple[float, float] = NOT_BORNE
) -> Weight:
    """The same of a question in another language, in which no check found anything; nothing counts where no question is known.

    ``known``: as above, of the question as it is asked; ``read``, and ``borne``: of its reading in English, word by word.
    """
    odds = fitted().unread.odds_of(UNREAD, unread_features(shares, known, read, borne))
    return _weight(fitted().unread, odds, enough, known) if enough and known != NOT_KNOWN else Weight.NONE


def _weight(fit: PremiseFit, odds: float, enough: bool, known: Likeness) -> Weight:
    """Slight doubts are worth saying where known questions sharpen them, and the sources answer."""
    if odds > fit.threshold:
        return Weight.PLAIN if odds > fit.plain else Weight.FULL
    return Weight.SLIGHT if enough and known != NOT_KNOWN and odds > fit.slight else Weight.NONE


def unread_features(
    shares: Shares, known: Likeness, read: Likeness, borne: tuple[float, float] = NOT_BORNE
) -> tuple[float, ...]:
    """A value for each of UNREAD; 0 for the first passage where it was not read."""
    told = np.maximum(shares[:1], LEAST)
    return float(np.nan_to_num(np.log(told[:, DENIES] / told[:, ANSWERS])).sum()), *known, *read, *borne


def features_of(
    shares: Shares,
    hits: Sequence[Hit],
    found: Correction | None,
    enough: bool,
    known: Likeness,
    borne: tuple[float, float] = NOT_BORNE,
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
        float(told[read][:, ANSWERS].max()), float(not enough), known.whole, known.worded * enough,
        *(NOT_BORNE if found else borne), float(bool(found and found.sure)), float(bool(found and not found.sure)),
        *(float(bool(found and found.by == name)) for name in CHECKS),
    )  # fmt: skip
