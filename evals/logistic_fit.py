"""A logistic model fitted to named figures, on the figures as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def fit_logistic(
    names: Sequence[str], figures: Sequence[Sequence[float]], right: Sequence[bool], strength: float
) -> tuple[dict[str, float], float]:
    """Weights by name and the intercept; ``figures``: shape (cases, names). ``strength``: of the ridge, the inverse of scikit-learn's C."""
    from sklearn.linear_model import LogisticRegression  # only evals fit

    x: npt.NDArray[np.float64] = np.array(figures)
    spread = np.maximum(x.std(axis=0), 1e-9)
    model = LogisticRegression(C=1 / strength).fit((x - x.mean(axis=0)) / spread, right)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - weights @ x.mean(axis=0))
    return dict(zip(names, (round(float(w), 4) for w in weights), strict=True)), round(intercept, 4)
