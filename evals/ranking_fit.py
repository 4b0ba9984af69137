"""How much each part of the ranking should count, by questions of the public that the reader did not learn from.

    python -m evals.ranking_fit

A softmax over the first hits of each question, the passages that answer it to be likely (Cao et al. 2007, ListNet, top one),
fitted to the development half of ``evals.people`` and to ``dev.jsonl``; printed beside how the order fares on
cases left out of the fit and, with the fit to all, on the check half. Nothing is written: round numbers were taken from it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import Half
from evals.people import CASES, SHIPPED, opened, suite_of
from evals.schema import Question, read_suite
from rag.answer.periods import years
from rag.answer.suits import COSTS, Suits
from rag.assemble import Parts
from rag.casual import plain
from rag.places import names
from rag.reading import READ
from rag.retrieve.reorder import REACH

PARTS = ("meaning", "words", "covered", "reference", "ledger", "seed", "known", "company")
FORM = ("no value of its kind", "not of the time", "of another time")
COLUMNS = (*PARTS, "read", *FORM)
DEV = Path(__file__).parent / "data" / "dev.jsonl"
HELD = 2.0  # how strongly weights are held to nothing
STEPS, RATE = 3000, 0.1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits of a question: shape (hits, COLUMNS), and 1 where one answers."""

    case: str
    rows: Floats
    answers: Floats


def hits_of(case: str, questions: Sequence[Question], parts: Parts) -> list[Hits]:
    """Those of the English questions that the sources answer, or whose premise they show to be wrong."""
    suits, found = Suits(parts.index), []
    for question in questions:
        if question.must_refuse or not question.support or question.language != "en" or question.turn == 2:
            continue
        asked = plain(question.question)
        hits = parts.ranker.rank(asked, REACH)
        rows = [parts.index.row_of[hit.passage.id] for hit in hits]
        told = [[hit.parts.get(part, 0.0) for part in PARTS] for hit in hits]
        form = [suits.against(asked, years(asked), row) for row in rows]
        read = parts.judge.reading.spoken(asked, rows)[:, None]
        own = [bool(question.support & set(names(h.passage.id, h.passage.source_id, h.passage.locator))) for h in hits]
        found.append(Hits(case, np.hstack([told, read, -np.array(form, float)]), np.array(own, float)))
    return found


def fit(hits: Sequence[Hits]) -> Floats:
    """The weight of each column, by steps down the slope."""
    told = [one for one in hits if one.answers.any() and len(one.rows) == REACH]
    rows, answers = np.array([one.rows for one in told]), np.array([one.answers for one in told])
    weights = np.zeros(len(COLUMNS))
    for _ in range(STEPS):
        shares = np.exp(rows @ weights - (rows @ weights).max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        right = answers * shares
        right /= right.sum(1, keepdims=True)
        weights += RATE * (np.einsum("qhc,qh->c", rows, right - shares) - HELD * weights) / len(told)
    return weights


def fares(hits: Sequence[Hits], weights: Callable[[Hits], Floats]) -> str:
    """The share of questions whose first hit answers, the same of the first three, and the mean reciprocal rank."""
    places = []
    for one in hits:
        order = np.argsort(-(one.rows @ weights(one)), kind="stable")
        right = np.flatnonzero(one.answers[order])
        places.append(right[0] if len(right) else np.inf)
    at = np.array(places)
    return f"first {(at < 1).mean():.3f}, among three {(at < 3).mean():.3f}, reciprocal rank {(1 / (1 + at)).mean():.3f} ({len(hits)})"


def main() -> None:
    """Fit and print."""
    found: dict[Half, list[Hits]] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-ranking-") as folder:
        for half in Half:
            found[half] = []
            for case in CASES[half]:
                parts = opened(case, Path(folder))
                found[half] += hits_of(case, suite_of(case), parts)
                if case == SHIPPED:
                    found[half] += hits_of("dev", read_suite(DEV), parts)
    mine, check = found[Half.DEVELOPMENT], found[Half.CHECK]
    now = np.array([*(1.0 for _ in PARTS), READ, *COSTS])
    without = {case: fit([one for one in mine if one.case != case]) for case in {one.case for one in mine}}
    whole = fit(mine)
    typer.echo(f"as shipped, development: {fares(mine, lambda one: now)}")
    typer.echo(f"as shipped, check:       {fares(check, lambda one: now)}")
    typer.echo(f"fitted, case left out:   {fares(mine, lambda one: without[one.case])}")
    typer.echo(f"fitted, check:           {fares(check, lambda one: whole)}")
    for name, weight in zip(COLUMNS, whole / whole[0], strict=True):
        what = "times what it counts now" if name in PARTS else "on the scale of standard scores"
        typer.echo(f"{name:22s} {weight:6.2f} {what}")


if __name__ == "__main__":
    typer.run(main)
