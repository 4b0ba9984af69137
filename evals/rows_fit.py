"""Fit how sure it is that rows of a table answer a question, and print how often that is wrong.

    python -m evals.rows_fit                fit to the tables for development, cross-validate by table, write rag/data/rows.json
    python -m evals.rows_fit --no-write     the same without writing

Run it again after a change to ``rag/rows``; the same inputs give the same file. The check half of the tables is not looked at.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import Half
from evals.logistic_fit import fit_logistic
from evals.rows import opened, tabled
from rag.casual import plain
from rag.places import place_of
from rag.rows.match import FEATURES, match
from rag.rows.named import FILE, RowFit
from rag.rows.table import tables_of

Floats = npt.NDArray[np.float64]
ALLOWED = 0.1  # of the questions that no row answers, those that may be answered from one, in cross-validation
STRENGTH = 1.0  # of the ridge, the inverse of scikit-learn's C


@dataclass(frozen=True, slots=True)
class Held:
    """A question held against its table: the features of the rows it names, and whether they answer it."""

    case: str
    features: tuple[float, ...]  # none where it names no row
    right: bool
    said: bool  # some row answers it


def held() -> Iterator[Held]:
    """Every question of the tables for development."""
    with tempfile.TemporaryDirectory(prefix="onrecord-rows-") as folder:
        for case in tabled(Half.DEVELOPMENT):
            index = opened(case, Path(folder)).index
            [table] = tables_of(index)
            for asked in case.questions:
                found = match(plain(asked.question), table)
                if found is None or not found.rows:
                    yield Held(case.id, (), False, asked.answer is not None)
                    continue
                places = [place_of(index.passages[row], span) for row, span in (table.rows[n] for n in found.rows)]
                right = asked.row is not None and f"row {asked.row + 1}" in places
                yield Held(case.id, found.features, right, asked.answer is not None)


def fit(rows: list[Held]) -> tuple[dict[str, float], float]:
    """Weights by feature and the intercept of a logistic model, on the features as they are."""
    rows = [h for h in rows if h.features]
    return fit_logistic(FEATURES, [h.features for h in rows], [h.right for h in rows], STRENGTH)


def _sure(model: tuple[dict[str, float], float], one: Held) -> float:
    fitted = RowFit(made="", weights=model[0], intercept=model[1], threshold=0)
    return fitted.confidence(one.features) if one.features else 0.0


def main(write: Annotated[bool, typer.Option(help="Write rag/data/rows.json.")] = True) -> None:
    """Fit, cross-validate by table and print how often rows are taken to answer rightly and wrongly."""
    rows = list(held())
    cases = sorted({h.case for h in rows})
    models = {case: fit([h for h in rows if h.case != case]) for case in cases}
    sure = np.array([_sure(models[h.case], h) for h in rows])
    right, said = np.array([h.right for h in rows]), np.array([h.said for h in rows])
    threshold = round(float(np.quantile(sure[~said], 1 - ALLOWED, method="higher")), 3) + 0.001
    typer.echo(
        "| from | answered by the right row | of | answered though no row says it | of |\n|---:|---:|---:|---:|---:|"
    )
    for least in sorted({0.3, 0.4, 0.5, 0.6, 0.7, 0.8, threshold}):
        counts = [(sure[right] >= least).sum(), said.sum(), (sure[~said] >= least).sum(), (~said).sum()]
        typer.echo(f"| {least:.3f} | {' | '.join(map(str, counts))} |")
    weights, intercept = fit(rows)
    if write:
        made = f"evals/rows_fit.py, {len(cases)} tables; at the threshold {ALLOWED:.0%} of what no row says was answered, cross-validated"
        whole = RowFit(made=made, weights=weights, intercept=intercept, threshold=threshold)
        FILE.write_text(whole.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
