"""How sure a verdict is: two small logistic models over named figures, fitted by ``python -m evals.calibrate_verdicts``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from rag.errors import ModelError

FILE = Path(__file__).parents[1] / "data" / "verdict.json"
_FURTHEST = 40.0  # log-odds beyond which a probability is 0 or 1


class Curve(BaseModel):
    """A probability made of named figures, and the one from which it counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: dict[str, float]
    intercept: float
    threshold: float

    def of(self, figures: Mapping[str, float]) -> float:
        """The probability for these figures; raises KeyError when one that it weighs is not among them."""
        score = self.intercept + sum(weight * figures[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-_FURTHEST, min(_FURTHEST, score))))


class Pair(BaseModel):
    """Of a claim beside its evidence: that it is supported, and that it is contradicted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    supported: Curve
    contradicted: Curve


class Curves(BaseModel):
    """A pair of curves for each network that reads claims: of English, and of all others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str  # from what, when
    english: Pair
    others: Pair

    def of(self, english: bool) -> Pair:
        """The curves for what one of the two reads."""
        return self.english if english else self.others


@cache
def curves() -> Curves:
    """The shipped calibration; raises ModelError when its file is missing or damaged: nothing is judged without it."""
    try:
        return Curves.model_validate_json(FILE.read_bytes())
    except OSError as exc:
        raise ModelError(f"calibration {FILE.name} cannot be read ({exc.strerror}). Install onrecord again.") from exc
    except ValueError as exc:
        raise ModelError(f"calibration {FILE.name} is damaged. Install onrecord again.") from exc
