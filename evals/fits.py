"""Linear models fitted to examples: of named figures, whose weights may not go against sense, and of a text's vector."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rag.models.calibration import Logistic

FOLDS = 8  # of the examples of a vector's model
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def fit_logistic(
    names: Sequence[str],
    figures: npt.ArrayLike,
    right: npt.ArrayLike,
    sense: Mapping[str, int],
    counts: npt.ArrayLike = 1.0,
    strength: float = 1.0,
) -> Logistic:
    """A logistic model of ``figures``, shape (cases, names), on the figures as they are; its threshold is .5.

    ``sense``: of a figure the sign that its weight may have, 1 or -1; none for one that may have either. ``counts``: what each case
    counts, 1 on average. ``strength``: of the ridge, the inverse of scikit-learn's C, which knows no bounds.
    """
    from scipy.optimize import minimize  # only evals fit

    x: Floats = np.array(figures)
    y = np.where(np.array(right), 1.0, -1.0)
    middle, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-9)
    each = np.broadcast_to(np.asarray(counts, np.float64), y.shape)
    z = np.hstack([(x - middle) / spread, np.ones((len(x), 1))])

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = y * (z @ w)
        slope = -each * y / (1 + np.exp(np.clip(margin, -50, 50)))
        pull = strength * np.append(w[:-1], 0.0)
        return float(each @ np.logaddexp(0, -margin) + 0.5 * pull @ w), z.T @ slope + pull

    signs = [sense.get(name, 0) for name in names]
    bounds = [(0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs]
    found = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    slopes = found[:-1] / spread
    weights = {name: round(float(w), 4) for name, w in zip(names, slopes, strict=True)}
    return Logistic(weights=weights, intercept=round(float(found[-1] - slopes @ middle), 4), threshold=0.5)


def fit_vectors(vectors: Floats, told: npt.ArrayLike, c: float) -> tuple[Floats, Floats, Floats]:
    """Weights, biases and, for each example, the scores of a logistic model that has not seen it: log-odds of the second of two classes,
    or the chances of each of several. ``c``: the inverse of the ridge."""
    from sklearn.linear_model import LogisticRegression  # only evals fit
    from sklearn.model_selection import PredefinedSplit, cross_val_predict

    fold = np.random.default_rng(0).integers(0, FOLDS, len(vectors))
    model = LogisticRegression(C=c, class_weight="balanced", max_iter=1000)
    method = "decision_function" if len(np.unique(told)) == 2 else "predict_proba"
    held = cross_val_predict(model, vectors, told, cv=PredefinedSplit(fold), method=method)
    model.fit(vectors, told)
    return model.coef_.round(3), model.intercept_, held
