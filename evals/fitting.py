"""A logistic model of which the best passage of a question counts, fitted by Newton's method; both of its errors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.answer.features import FEATURES
from rag.answer.fitted import Fit

Floats = npt.NDArray[np.float64]
ENGLISH = "en"
RIDGE = 2.0
FOLDS, SEEDS = 8, 3
ALLOWED = 0.10  # of the answerable questions refused
# What each kind of case counts; the removed ones less, as other facts often answer all the same.
WEIGHT = {"answerable": 1.0, "premise": 0.7, "silent": 1.0, "facts removed": 0.15, "sources removed": 0.3}
ANSWERED = ("answerable", "premise")


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence on one question under one treatment; ``label`` is a key of WEIGHT."""

    id: str
    suite: str
    label: str
    language: str
    embedder: str
    own: bool  # judged in the space that the product judges it in
    rows: Floats
    part: bool  # wants a part of a document that is not shown: refused whatever the model says


def fit(cases: Sequence[Case]) -> Fit:
    """The fit to ``cases``; a question's row is at first its nearest passage's, then the one the model likes best."""
    target = np.array([float(c.label in ANSWERED) for c in cases])
    weight = np.array([WEIGHT[c.label] for c in cases])
    weight[target == 0] *= weight[target == 1].sum() / weight[target == 0].sum()
    model: Fit | None = None
    for _ in range(3):
        best = [0 if model is None else int(np.argmax(model.scores(c.rows))) for c in cases]
        x = np.array([c.rows[row] for c, row in zip(cases, best, strict=True)])
        slopes, intercept = logistic(x, target, weight, RIDGE)
        weights = {name: round(float(w), 4) for name, w in zip(FEATURES, slopes, strict=True)}
        model = Fit(weights=weights, intercept=round(intercept, 4), thresholds={ENGLISH: 0.5})
    assert model is not None  # noqa: S101 - the loop ran
    return model


def logistic(x: Floats, y: Floats, weight: Floats, ridge: float) -> tuple[Floats, float]:
    """Slopes and intercept in the units of ``x``; the ridge is on standardised features, the intercept is free."""
    mean = np.average(x, axis=0, weights=weight)
    spread = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=weight)) + 1e-6
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    penalty = np.array([ridge] * x.shape[1] + [1e-6])
    beta = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ beta))
        gradient = z.T @ (weight * (p - y)) + penalty * beta
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(penalty), gradient)
        beta -= step
        if np.abs(step).max() < 1e-9:
            break
    slopes = beta[:-1] / spread
    return slopes, float(beta[-1] - slopes @ mean)


def cross_validate(cases: Sequence[Case]) -> Floats:
    """The confidence in each case by a model that saw neither it nor its question, shape (SEEDS, cases)."""
    questions = sorted({c.id for c in cases})
    held_out = np.zeros((SEEDS, len(cases)))
    for seed in range(SEEDS):
        shuffled = random.Random(seed).sample(questions, len(questions))  # noqa: S311 - folds, not secrets
        fold = {question: i % FOLDS for i, question in enumerate(shuffled)}
        for k in range(FOLDS):
            model = fit([c for c in cases if fold[c.id] != k])
            for i, case in enumerate(cases):
                if fold[case.id] == k:
                    held_out[seed, i] = model.confidence(case.rows)
    return held_out


def threshold(cases: Sequence[Case], held_out: Floats, language: str | None) -> float:
    """The confidence below which ALLOWED of the answerable questions fall; of one language, or of all."""
    mine = [i for i, c in enumerate(cases) if c.label == "answerable" and language in (c.language, None)]
    return round(float(np.quantile(held_out[:, mine], ALLOWED)), 4) if mine else 0.5


def errors(cases: Sequence[Case], confidences: Floats, least: float, language: str | None) -> str:
    """How many of each kind of case are refused, as one line."""
    per_case = np.atleast_2d(confidences).mean(0)
    refused: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case, confidence in zip(cases, per_case, strict=True):
        if language in (case.language, None):
            asked[case.label] += 1
            refused[case.label] += case.part or confidence < least
    said = [f"{name} {refused[name]}/{asked[name]} refused" for name in WEIGHT if asked[name]]
    return ", ".join(said)
