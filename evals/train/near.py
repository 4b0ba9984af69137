"""What a cosine is worth where no network of ours reads: logistic curves fitted on Spanish, Chinese and mixed pairs."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.train.pair import Pair
from rag.models.embedder import choose_embedder
from rag.models.judge import Near

MOST = 600  # pairs of a fit


def fitted(pairs: Sequence[Pair], kept: Sequence[Pair]) -> tuple[Near, float]:
    """The curve of the share that answers or supports, and its AUROC on ``kept``."""
    rng = Random(5)  # noqa: S311 - examples, not secrets
    cosines, labels = _cosines(rng.sample(list(pairs), min(MOST, len(pairs))))
    model = LogisticRegression(C=100.0).fit(cosines[:, None], labels)
    told, right = _cosines(rng.sample(list(kept), min(MOST // 2, len(kept))))
    near = Near(weight=round(float(model.coef_[0, 0]), 3), intercept=round(float(model.intercept_[0]), 3))
    return near, float(roc_auc_score(right, told))


def _cosines(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    embedder = choose_embedder("auto")
    firsts, seconds = embedder.questions([p.first for p in pairs]), embedder.passages([p.second for p in pairs])
    return (firsts * seconds).sum(1), np.array([p.label == 0 for p in pairs])
