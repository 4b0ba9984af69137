"""A logistic model of which the best passage of a question counts, fitted by Newton's method; its scale and its threshold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rag.answer.features import FEATURES
from rag.answer.fitted import AS_IT_IS, Fit, Scale

Floats = npt.NDArray[np.float64]
ENGLISH = "en"
RIDGE = 2.0
FOLDS, SEEDS = 8, 3
ALLOWED = 0.04  # of the answerable questions refused, in cross-validation: on others it is a little more
ALLOWED_ELSEWHERE = 0.065  # the same of the general fit, of questions to other cases alone: most of them are harder
PRIOR = 0.8  # of the questions that people ask are taken to have an answer; the calibration suite has about half
ENOUGH = 30  # questions of either kind, for a language to have a scale of its own
FOR = frozenset(
    {"covered", "rarity", "fit", "score", "read", "known"}
)  # features of which more can only speak for an answer
AGAINST = frozenset({"gain", "asked", "named", "unlike", "year"})  # and those of which more can only speak against one
WEIGHT = {"answerable": 1.0, "premise": 0.7, "silent": 1.0}  # what each kind of question counts
ANSWERED = ("answerable", "premise")


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence on one question; ``label`` is a key of WEIGHT."""

    id: str
    suite: str
    label: str
    language: str
    embedder: str
    own: bool  # judged in the space that the product judges it in
    rows: Floats
    part: bool  # wants a part of a document that is not shown: refused whatever the model says
    premise: bool = False  # a rule finds a wrong premise: corrected and not refused, where the passages are related
    read: bool = True  # the reader read some of the passages
    weight: float = 1.0  # what the question counts beside others

    @property
    def answerable(self) -> bool:
        """True for a question that is not to be refused."""
        return self.label in ANSWERED


def fit(cases: Sequence[Case]) -> Fit:
    """The fit to ``cases``, of features that speak for or against an answer as they should.

    A feature whose weight has the wrong sign is left out, the weightiest first, and the others are fitted again: it would
    hold for these questions by chance only.
    """
    left = list(range(len(FEATURES)))
    while True:
        model, spread = _fit(cases, left)
        wrong = [n for n in left if _wrong_way(FEATURES[n], model.weights.get(FEATURES[n], 0.0))]
        if not wrong:
            return model
        left.remove(max(wrong, key=lambda n: abs(model.weights[FEATURES[n]]) * spread[left.index(n)]))


def _wrong_way(feature: str, weight: float) -> bool:
    return (feature in FOR and weight < 0) or (feature in AGAINST and weight > 0)


def _fit(cases: Sequence[Case], features: Sequence[int]) -> tuple[Fit, Floats]:
    """The fit with some of the features, and their spread; a question's row is at first its nearest passage's, then the one
    the model likes best."""
    target = np.array([float(c.answerable) for c in cases])
    weight = np.array([WEIGHT[c.label] * c.weight for c in cases])
    weight[target == 0] *= weight[target == 1].sum() / weight[target == 0].sum()
    best = [0] * len(cases)
    for _ in range(3):
        x = np.array([c.rows[row] for c, row in zip(cases, best, strict=True)])[:, features]
        slopes, intercept = logistic(x, target, weight, RIDGE)
        spread = x.std(axis=0)  # a space in which a feature is not measured does without
        named = zip((FEATURES[n] for n in features), slopes, spread, strict=True)
        weights = {name: round(float(slope), 4) for name, slope, varies in named if varies > 0}
        model = Fit(
            weights=weights, intercept=round(intercept, 4), scales={ENGLISH: AS_IT_IS}, thresholds={ENGLISH: 0.5}
        )
        best = [int(np.argmax(model.scores(c.rows))) for c in cases]
    return model, spread


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
    """The log-odds of each case by models that saw neither it nor its question, the mean over SEEDS shuffles."""
    questions = sorted({c.id for c in cases})
    held_out = np.zeros((SEEDS, len(cases)))
    for seed in range(SEEDS):
        shuffled = random.Random(seed).sample(questions, len(questions))  # noqa: S311 - folds, not secrets
        fold = {question: i % FOLDS for i, question in enumerate(shuffled)}
        for k in range(FOLDS):
            model = fit([c for c in cases if fold[c.id] != k])
            for i, case in enumerate(cases):
                if fold[case.id] == k:
                    held_out[seed, i] = model.scores(case.rows).max()
    return np.asarray(held_out.mean(0))


def scale(cases: Sequence[Case], held_out: Floats, language: str | None) -> Scale:
    """The scale for questions of one language, or of all, from scores that were held out; weighed to PRIOR."""
    mine = [i for i, c in enumerate(cases) if not c.part and language in (c.language, None)]
    answerable = np.array([float(cases[i].answerable) for i in mine])
    weight = np.array([cases[i].weight for i in mine])
    slopes, offset = logistic(held_out[mine][:, None], answerable, to_prior(answerable, weight), ridge=0.1)
    return Scale(slope=round(float(slopes[0]), 4), offset=round(offset, 4))


def scales(cases: Sequence[Case], held_out: Floats) -> dict[str, Scale]:
    """A scale by language; languages with fewer than ENOUGH questions of either kind share one, named for English."""
    found = {ENGLISH: scale(cases, held_out, None)}
    for language in sorted({c.language for c in cases}):
        kinds = [c.answerable for c in cases if not c.part and c.language == language]
        if min(kinds.count(True), kinds.count(False)) >= ENOUGH:
            found[language] = scale(cases, held_out, language)
    return found


def to_prior(answerable: Floats, weight: Floats | None = None) -> Floats:
    """``weight`` (1 each, if not given) made such that PRIOR of it lies on answerable questions; it sums to their number."""
    weight = np.ones(len(answerable)) if weight is None else weight
    yes, no = weight[answerable == 1].sum(), weight[answerable != 1].sum()
    shares = np.where(answerable == 1, weight * PRIOR / max(yes, 1e-9), weight * (1 - PRIOR) / max(no, 1e-9))
    return np.asarray(shares * len(answerable))


def threshold(cases: Sequence[Case], confidences: Floats, language: str | None, allowed: float) -> float:
    """The confidence below which ``allowed`` of the answerable questions fall, by weight; of one language, or of all."""
    mine = [i for i, c in enumerate(cases) if c.label == "answerable" and language in (c.language, None)]
    if not mine:
        return 0.5
    order = sorted(mine, key=lambda i: confidences[i])
    reached = np.cumsum([cases[i].weight for i in order])
    return round(float(confidences[order[int(np.searchsorted(reached, allowed * reached[-1]))]]), 4)


def balanced(own: Sequence[Case], others: Sequence[Case], share: float) -> list[Case]:
    """All of them, the weight of ``others`` such that together they count ``share`` times what ``own`` do."""
    weight = share * len(own) / max(len(others), 1)
    return [*own, *(replace(case, weight=weight) for case in others)]


def unread(case: Case) -> Case:
    """The case as it is where the reader cannot read: of documents in other languages, or of tables."""
    return replace(case, rows=np.where([name == "read" for name in FEATURES], 0.0, case.rows))
