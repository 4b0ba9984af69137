"""The weights of the judge, read from rag/data/answerable.json; evals/calibrate.py writes that file."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from rag.answer.features import FEATURES
from rag.answer.space import Floats
from rag.models import E5, MiniLM

FILE = Path(__file__).parents[1] / "data" / "answerable.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fit(_Strict):
    """A logistic model over the features it names; thresholds are confidences (0..1) by language of the question."""

    weights: dict[str, float]
    intercept: float
    thresholds: dict[str, float]

    def scores(self, rows: Floats) -> Floats:
        """The log-odds of each row of FEATURES that its passage answers."""
        columns = [FEATURES.index(name) for name in self.weights]
        return np.asarray(rows[:, columns] @ np.array(list(self.weights.values())) + self.intercept)

    def confidence(self, rows: Floats) -> float:
        """The probability that the best of the rows answers."""
        return 1 / (1 + math.exp(-float(self.scores(rows).max())))

    def threshold(self, language: str) -> float:
        """The confidence below which questions of a language are refused; English stands in for others."""
        return self.thresholds.get(language, self.thresholds["en"])


class Fits(_Strict):
    """All fits, by kind of embedder, and how they were made."""

    made: str
    fits: dict[str, Fit]


@cache
def fitted(embedder: str) -> Fit:
    """The fit for an embedder; the one for MiniLM stands in for an embedder that was never calibrated."""
    names = {E5.id: "e5", MiniLM.id: "minilm"}
    fits = Fits.model_validate_json(FILE.read_bytes()).fits
    return fits[names.get(embedder, "minilm")]
