"""Fit what tells the prepared answer to a question from its neighbours, and measure it.

    python -m evals.prepared

Asked are the questions to the shipped case that the judge learns from, their twins and those that refusals are fitted to. A prepared answer is right
where it rests on a fact that answers, wrong where it rests on others, or where nothing answers. Figures are of questions held out.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import typer

from evals.fits import FOLDS, fit_logistic
from evals.known import Kind, twins_of
from evals.people import SHIPPED, suite_of
from evals.schema import Question, read_suite
from rag.answer.prepared import FILE, Fitted, Likely
from rag.assemble import open_parts
from rag.models.calibration import Logistic
from rag.settings import load_settings
from rag.text.fold import language_of

CALIBRATION = Path(__file__).parent / "data" / "calibration.jsonl"
SENSE = {"like": 1, "ahead": 1, "told": 1, "read": 1, "covered": 1, "rarest": -1, "year": -1, "other_year": -1}
PRECISION = 0.85  # of those that lead, held out: half of those counted as wrong rest on other facts and answer, too
Rows = list[tuple[Likely, bool]]


def answering(asked: Question) -> frozenset[str]:
    """The facts any of which answers; none where nothing does."""
    told = {*asked.evidence, *(name for point in asked.key_points for name in point.support)}
    return frozenset() if asked.must_refuse else frozenset(told)


def to_fit() -> list[tuple[str, frozenset[str]]]:
    """Questions with the facts that answer them."""
    found = {one.question: answering(one) for one in (*suite_of(f"{SHIPPED}_learnt"), *read_suite(CALIBRATION))}
    for pair in twins_of(SHIPPED):
        found[pair.question] = frozenset(pair.evidence if pair.kind is Kind.FALSE_PREMISE else ())
        found[pair.twin.question] = frozenset(pair.twin.evidence)
    return list(found.items())


def right(one: Likely, facts: frozenset[str]) -> bool:
    """True where it rests on a fact that answers."""
    return any(name in facts for sentence in one.answer.answer for name in sentence.fact_ids)


def fit(rows: Rows) -> Logistic:
    """The weights for these."""
    names = list(SENSE)
    figures: npt.NDArray[Any] = np.array([[one.figures[name] for name in names] for one, _ in rows])
    return fit_logistic(names, figures, [holds for _, holds in rows], SENSE)


def main(write: bool = True) -> None:
    """Fit, print and write rag/data/prepared.json."""
    finder, asked = open_parts(load_settings()).prepared, to_fit()
    rows: list[Rows] = []
    with typer.progressbar(asked, label="asking") as questions:
        for question, facts in questions:
            near = finder.likely(question, language_of(question))
            rows.append([(one, right(one, facts)) for one in near])
    fold = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    best: list[tuple[float, bool]] = []  # of each question, held out
    for n in range(FOLDS):
        model = fit([row for k, own in enumerate(rows) if fold[k] != n for row in own])
        for own in (own for k, own in enumerate(rows) if fold[k] == n and own):
            best.append(max((model.share(one.figures), holds) for one, holds in own))
    least = next(t for t in np.arange(0.3, 1.01, 0.01) if t > 0.99 or _precise(best, t)[1] >= PRECISION)
    for threshold in (round(float(least), 2), 0.5, 0.6, 0.7, 0.8, 0.9):
        lead, precise = _precise(best, threshold)
        typer.echo(f"from {threshold}: leads {lead} of {len(rows)}, {precise:.3f} of them rightly")
    model = fit([row for own in rows for row in own]).model_copy(update={"threshold": round(float(least), 2)})
    typer.echo(str(model.weights))
    if write:
        made = f"fitted to {len(asked)} questions and {len(finder.answers)} prepared answers, {FOLDS}-fold; evals/prepared.py"
        FILE.write_text(Fitted(made=made, model=model).model_dump_json() + "\n", encoding="utf-8")


def _precise(best: Sequence[tuple[float, bool]], least: float) -> tuple[int, float]:
    """How many lead, and which share of them rightly."""
    led = [holds for share, holds in best if share >= least]
    return len(led), float(np.mean(led)) if led else 1.0


if __name__ == "__main__":
    typer.run(main)
