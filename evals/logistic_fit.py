"""A logistic model fitted to named figures, on the figures as they are; no weight may go against sense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt


def fit_logistic(
    names: Sequence[str],
    figures: Sequence[Sequence[float]],
    right: Sequence[bool],
    strength: float,
    sense: Mapping[str, int] | None = None,
    weights: Sequence[float] | None = None,
) -> tuple[dict[str, float], float]:
    """Weights by name and the intercept; ``figures``: shape (cases, names). ``strength``: of the ridge, the inverse of scikit-learn's C.

    ``weights``: what each case counts, 1 on average; none: all alike. ``sense``: of a figure the sign that its weight may have, 1 or -1; none for one that may have either.
    """
    from scipy.optimize import minimize  # only evals fit

    x: npt.NDArray[np.float64] = np.array(figures)
    y = np.where(np.array(right), 1.0, -1.0)
    middle, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-9)
    counts = np.ones(len(x)) if weights is None else np.array(weights)
    z = np.hstack([(x - middle) / spread, np.ones((len(x), 1))])

    def loss(w: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = y * (z @ w)
        slope = -counts * y / (1 + np.exp(np.clip(margin, -50, 50)))
        pull = strength * np.append(w[:-1], 0.0)
        return float(counts @ np.logaddexp(0, -margin) + 0.5 * pull @ w), z.T @ slope + pull

    signs = [(sense or {}).get(name, 0) for name in names]
    bounds = [(0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs]
    found = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    slopes = found[:-1] / spread
    intercept = float(found[-1] - slopes @ middle)
    return dict(zip(names, (round(float(w), 4) for w in slopes), strict=True)), round(intercept, 4)
