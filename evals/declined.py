"""Fit what tells a call for help, for harm, a task or a greeting from a question to the sources; print how often it is wrong.

    python -m evals.declined      fit to evals/data/declined.jsonl, write rag/data/declined.json

Sound questions are those of all suites, of which nothing may be declined; every figure is of examples held out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import typer

from rag.models.embedder import E5, Embedder, MiniLM, loaded
from rag.question.decline import FILE, KINDS
from rag.question.probe import Probe, Probes

DATA = Path(__file__).parent / "data"
FOLDS, STRENGTH = 8, 30.0  # of the ridge: its inverse
EACH = 15  # every so manieth question of a suite
FALSELY = 0.002  # share of sound questions that a kind may decline, held out
Floats = npt.NDArray[np.float64]


def examples() -> tuple[list[str], list[str]]:
    """What was written and its kind, "" for a question to the sources; sound ones of the suites behind the written."""
    lines = [json.loads(line) for line in (DATA / "declined.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {line["question"]: line["kind"] for line in lines}
    for file in (*sorted((DATA / "people").glob("*.jsonl")), DATA / "calibration.jsonl", DATA / "premises.jsonl"):
        if ".sources" in file.name or ".twins" in file.name:
            continue
        for place, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            one = json.loads(line)
            if one.get("type") != "out-of-scope" and place % EACH == 0:
                told.setdefault(one["question"], "")
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
    """Fit for each embedder and print what is found and what is declined wrongly."""
    texts, kinds = examples()
    made: dict[str, Probe] = {}
    for model in (E5, MiniLM):
        embedder: Embedder = loaded(model)
        vectors = np.asarray(embedder.questions(texts), float)
        made[embedder.id], told = probe(vectors, kinds, KINDS, FALSELY)
        for kind, (found, wrongly) in told.items():
            typer.echo(f"{embedder.id} {kind}: found {found:.2f}, sound ones declined {wrongly} of {kinds.count('')}")
    if write:
        said = f"fitted to {len(texts)} examples, {FOLDS}-fold; evals/declined.py"
        FILE.write_text(Probes(made=said, probes=made).model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
