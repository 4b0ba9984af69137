"""The weights of the judge, read from rag/data/answerable.json; evals/calibrate.py writes that file."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from rag.answer.features import FEATURES
from rag.answer.space import Floats
from rag.models.embedder import E5, MiniLM

FILE = Path(__file__).parents[1] / "data" / "answerable.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Strict):
    """From a model's log-odds to a probability: logistic(slope * score + offset), after Platt."""

    slope: float
    offset: float

    def confidence(self, score: float) -> float:
        """The probability (0..1) that goes with a score."""
        return 1 / (1 + math.exp(-max(-500.0, self.slope * score + self.offset)))


AS_IT_IS = Scale(slope=1, offset=0)


class Fit(_Strict):
    """A logistic model over the features it names; scales and thresholds (confidences, 0..1) by language of the question."""

    weights: dict[str, float]
    intercept: float
    scales: dict[str, Scale]
    thresholds: dict[str, float]

    def scores(self, rows: Floats) -> Floats:
        """The model's log-odds for each row of FEATURES that its passage answers."""
        columns = [FEATURES.index(name) for name in self.weights]
        return np.asarray(rows[:, columns] @ np.array(list(self.weights.values())) + self.intercept)

    def confidence(self, rows: Floats, language: str) -> float:
        """The chance that the sources answer a question of that language, by the best of its rows."""
        return self.scales.get(language, self.scales["en"]).confidence(float(self.scores(rows).max()))

    def threshold(self, language: str) -> float:
        """The confidence below which questions of a language are refused; English stands in for others."""
        return self.thresholds.get(language, self.thresholds["en"])


class Fits(_Strict):
    """All fits, by kind of embedder, and how they were made."""

    made: str
    fits: dict[str, Fit]


NAMES = {E5.id: "e5", MiniLM.id: "minilm"}


def name_of(embedder: str, read: bool = True, shipped: bool = False) -> str:
    """The name of a fit in the file; MiniLM's stands in for an embedder that was never calibrated.

    ``read``: the reader has read passages; where it cannot, a fit that was made without it decides. ``shipped``: the
    questions are to the shipped case, which has a calibration of its own; all others have the general one.
    """
    return ("shipped-" if shipped else "") + NAMES.get(embedder, "minilm") + ("" if read else "-unread")


def fitted(embedder: str, read: bool = True, shipped: bool = False) -> Fit:
    """The shipped fit of that name."""
    return _fits()[name_of(embedder, read, shipped)]


@cache
def _fits() -> dict[str, Fit]:
    return Fits.model_validate_json(FILE.read_bytes()).fits
