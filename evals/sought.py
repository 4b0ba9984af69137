"""Fit what tells whether a question seeks a figure, a date, or yes or no; print how often it is wrong.

    python -m evals.sought      fit to the questions of evals/data/people and evals/data/sought.jsonl, write rag/data/sought.json

Left out are questions that may be of two kinds (comparisons, wrong premises) and the cases for testing. Figures are of examples held out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import Half
from evals.people import CASES, FOLDER, LEARNT
from rag.models.embedder import E5, Embedder, loaded
from rag.question.kinds import SOUGHT as FILE
from rag.question.kinds import SOUGHT_KINDS as KINDS
from rag.question.kinds import Probe, Probes

OTHERS = ("who", "what", "why", "how", "why-how", "where", "definition", "said")  # types of questions of no kind
DATA = FOLDER.parent
FOLDS, STRENGTH = 8, 30.0  # of the ridge: its inverse
FALSELY = 0.03  # share of these that may be taken for one kind

Floats = npt.NDArray[np.float64]


def examples() -> tuple[list[str], list[str]]:
    """Questions and their kinds, "" for none."""
    told: dict[str, str] = {}
    for case in (*CASES[Half.DEVELOPMENT], *LEARNT):
        for line in (FOLDER / f"{case}.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if one["type"] in (*KINDS, *OTHERS):
                told[one["question"]] = one["type"] if one["type"] in KINDS else ""
    for line in (DATA / "sought.jsonl").read_text(encoding="utf-8").splitlines():
        told[json.loads(line)["question"]] = json.loads(line)["kind"]
    return list(told), list(told.values())


def probe(
    vectors: Floats, kinds: list[str], named: Sequence[str], falsely: float
) -> tuple[Probe, dict[str, tuple[float, int]]]:
    """The classifier of the kinds ``named``, and for each the share of its examples that it finds and how many of no kind it takes for one,
    held out; ``falsely``: the share that it may."""
    rng = np.random.default_rng(0)
    fold = rng.integers(0, FOLDS, len(kinds))
    weights, bias, least, told = [], [], [], {}
    sound = np.array([kind == "" for kind in kinds])
    for kind in named:
        mine = np.array([one == kind for one in kinds], float)
        held = np.zeros(len(kinds))
        for n in range(FOLDS):
            held[fold == n] = _model(vectors[fold != n], mine[fold != n]).decision_function(vectors[fold == n])
        model = _model(vectors, mine)
        floor = float(np.quantile(held[sound], 1 - falsely))
        weights.append(tuple(round(float(x), 3) for x in model.coef_[0]))
        bias.append(round(float(model.intercept_[0]), 4))
        least.append(round(floor, 4))
        told[kind] = (float((held[mine > 0] >= floor).mean()), int((held[sound] >= floor).sum()))
    return Probe(weights=tuple(weights), bias=tuple(bias), least=tuple(least)), told


def _model(vectors: Floats, mine: Floats) -> Any:
    from sklearn.linear_model import LogisticRegression  # only evals fit

    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500).fit(vectors, mine)


def main(write: bool = True) -> None:
    """Fit for the shipped embedder, which stands in for any other, and print what is found and what is taken wrongly for it."""
    texts, kinds = examples()
    made: dict[str, Probe] = {}
    for model in (E5,):
        embedder: Embedder = loaded(model)
        vectors = np.asarray(embedder.questions(texts), float)
        made[embedder.id], told = probe(vectors, kinds, KINDS, FALSELY)
        for kind, (found, wrongly) in told.items():
            typer.echo(
                f"{embedder.id} {kind}: found {found:.2f} of {kinds.count(kind)}, others {wrongly} of {kinds.count('')}"
            )
    if write:
        said = f"fitted to {len(texts)} examples, 8-fold; evals/sought.py"
        FILE.write_text(Probes(made=said, probes=made).model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
