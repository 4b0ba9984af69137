"""Every weight and threshold by which a question is answered, refused or noted: one file, fitted by ``python -m evals.calibrate``.

Each is fitted on development halves beside the judge that is shipped; after another judge the command is run again.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parents[1] / "data" / "answerable.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Weights(_Strict):
    """What each part counts, in log-odds: cosine of the passage, of its nearest sentence, share of BM25, likeness of a known question."""

    meaning: float
    said: float
    words: float
    known: float
    seed: float  # what the article under examination yields to its sources
    read: float = 0.0  # the judge's log-odds


class Order(_Strict):
    """By what the judge is given to read, and by what it is then put in order."""

    chosen: Weights
    placed: Weights


class Logistic(_Strict):
    """A logistic model over named figures, and the share from which what it says counts."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def share(self, figures: dict[str, float]) -> float:
        """0 to 1; a figure without a weight counts nothing."""
        odds = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


class Calibration(_Strict):
    """All of them, and how they were made."""

    made: str
    order: dict[str, Order]  # by the first word of an embedder's id; "other" for any other
    enough: Logistic  # of English questions and passages
    enough_others: Logistic  # of all other languages, which another network reads
    premise: Logistic
    quote: float  # share not silent from which a further passage is quoted as an answer
    beside: float  # share that answers from which a sentence beside the best one is quoted, too
    about: float  # share not silent from which an editor's judgement bears on the question
    contradicted: float  # share, read both ways, from which two sentences contradict each other

    def order_for(self, embedder: str) -> Order:
        """The weights for vectors of the embedder with this id."""
        return self.order.get(embedder.partition("-")[0], self.order["other"])


@cache
def calibration() -> Calibration:
    """The fitted weights."""
    return Calibration.model_validate_json(FILE.read_bytes())
