"""A logistic model over named figures, as rag/data has them as JSON; evals fit them."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class Logistic(BaseModel):
    """Its weights by the name of a figure, how it was made, and the threshold from which what it says counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str
    weights: dict[str, float]
    intercept: float
    threshold: float

    def odds_of(self, names: Sequence[str], figures: Sequence[float]) -> float:
        """The log-odds for these figures, which stand in the order of ``names``."""
        told = dict(zip(names, figures, strict=True))
        return self.intercept + sum(weight * told[name] for name, weight in self.weights.items())
