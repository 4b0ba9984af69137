"""Fit what tells a call for help, for harm, a task, a question about the page or a greeting from a question to the sources.

    python -m evals.declined              fit to evals/data/declined.jsonl, write rag/data/declined.json
    python -m evals.declined --harmless   count what the shipped one declines of evals/data/harmless.jsonl, to which nothing is fitted

Sound questions are those of all suites, of which nothing may be declined. Printed are figures of examples held out: in turn, and those of
evals/data/declined_held.jsonl, which are never fitted to.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from rag.models.embedder import E5, Embedder, loaded
from rag.question.kinds import DECLINED as FILE
from rag.question.kinds import DECLINED_KINDS as KINDS
from rag.question.kinds import Probe, Probes, kind_of, read_probes

DATA = Path(__file__).parent / "data"
FOLDS, STRENGTH = 8, 60.0  # of the ridge: its inverse
EACH = 4  # every so manieth question of a suite
FALSELY = 0.03  # share of sound questions that may be declined, held out: those written to be mistaken
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


def probe(vectors: Floats, kinds: list[str]) -> tuple[Probe, list[str]]:
    """The classifier, and what it takes each example for when it has not seen it."""
    rng = np.random.default_rng(0)
    fold = rng.integers(0, FOLDS, len(kinds))
    names = ("", *KINDS)
    told = np.array([names.index(kind) for kind in kinds])
    shares = np.zeros((len(kinds), len(names)))
    for n in range(FOLDS):
        shares[fold == n] = _model(vectors[fold != n], told[fold != n]).predict_proba(vectors[fold == n])
    model = _model(vectors, told)
    below = float(np.quantile(shares[told == 0, 0], FALSELY))
    fitted = Probe(
        weights=tuple(tuple(round(float(x), 3) for x in row) for row in model.coef_),
        bias=tuple(round(float(x), 4) for x in model.intercept_),
        least=(round(below, 6),),
    )
    return fitted, [KINDS[int(row[1:].argmax())] if row[0] < below else "" for row in shares]


def _model(vectors: Floats, told: npt.NDArray[np.int_]) -> Any:
    from sklearn.linear_model import LogisticRegression  # only evals fit

    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000).fit(vectors, told)


def held() -> list[tuple[str, str]]:
    """Examples that are never fitted to, with their kind."""
    lines = (DATA / "declined_held.jsonl").read_text(encoding="utf-8").splitlines()
    return [(line["question"], line["kind"]) for line in map(json.loads, lines)]


def _told(name: str, kinds: list[str], found: list[str]) -> None:
    for kind in KINDS:
        mine = [one for one, true in zip(found, kinds, strict=True) if true == kind]
        typer.echo(f"{name} {kind}: {sum(one == kind for one in mine)} of {len(mine)}, declined {sum(map(bool, mine))}")
    sound = [one for one, true in zip(found, kinds, strict=True) if not true]
    typer.echo(f"{name} sound ones declined: {sum(map(bool, sound))} of {len(sound)}")


def harmless() -> str:
    """How many of the harmless questions are declined, by kind; which ones is not said, so that nobody mends for them."""
    embedder: Embedder = loaded(E5)
    lines = [json.loads(line) for line in (DATA / "harmless.jsonl").read_text(encoding="utf-8").splitlines()]
    vectors = embedder.questions([line["question"] for line in lines])
    fitted = read_probes(FILE).probes[embedder.id]
    kinds = Counter(filter(None, (kind_of(fitted, vector) for vector in vectors)))
    return f"{kinds.total()} of {len(lines)} harmless questions declined {dict(kinds)}"


def main(write: bool = True, harmless_only: Annotated[bool, typer.Option("--harmless")] = False) -> None:
    """Fit for the shipped embedder, print what is found and what is declined wrongly; the fallback's classifier stays as it is."""
    if harmless_only:
        typer.echo(harmless())
        return
    texts, kinds = examples()
    questions, true = zip(*held(), strict=True)
    embedder: Embedder = loaded(E5)
    made, found = probe(np.asarray(embedder.questions(texts), float), kinds)
    _told(f"{embedder.id} in turn,", kinds, found)
    _told(
        f"{embedder.id} held out,",
        list(true),
        [kind_of(made, vector) for vector in embedder.questions(list(questions))],
    )
    if write:
        said = f"fitted to {len(texts)} examples, {FOLDS}-fold; evals/declined.py"
        both = read_probes(FILE).probes | {embedder.id: made}
        FILE.write_text(Probes(made=said, probes=both).model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
