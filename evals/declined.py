"""Fit what tells a call for help, for harm, a task, a question about the page or a greeting from a question to the sources.

    python -m evals.declined              fit to evals/data/declined.jsonl, write rag/data/declined.json
    python -m evals.declined --harmless   count what the shipped one declines of evals/data/harmless.jsonl, to which nothing is fitted

Sound questions are those of all suites, of which nothing may be declined. Printed are figures of examples held out: in turn, and those of
evals/data/declined_held.jsonl, which are never fitted to.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from evals.fits import FOLDS, Floats, fit_vectors
from evals.lines import read_json
from evals.schema import read_suite
from rag.models.embedder import E5, Embedder, loaded
from rag.question.kinds import DECLINED as FILE
from rag.question.kinds import DECLINED_KINDS as KINDS
from rag.question.kinds import Probe, Probes, kind_of, read_probes

DATA = Path(__file__).parent / "data"
EACH = 4  # every so manieth question of a suite
FALSELY = 0.03  # share of sound questions that may be declined, held out: those written to be mistaken


def examples() -> dict[str, str]:
    """What was written and its kind, "" for a question to the sources; sound ones of the suites behind the written."""
    told = {line["question"]: line["kind"] for line in read_json(DATA / "declined.jsonl")}
    people = (file for file in sorted((DATA / "people").glob("*.jsonl")) if "." not in file.stem)
    for file in (*people, DATA / "calibration.jsonl", DATA / "premises.jsonl"):
        for one in read_suite(file)[::EACH]:
            if one.type != "out-of-scope":
                told.setdefault(one.question, "")
    return told


def fitted(vectors: Floats, kinds: list[str]) -> tuple[Probe, list[str]]:
    """The classifier, and what it takes each example for when it has not seen it."""
    names = ("", *KINDS)
    told = np.array([names.index(kind) for kind in kinds])
    weights, bias, shares = fit_vectors(vectors, told, c=60.0)
    below = float(np.quantile(shares[told == 0, 0], FALSELY))
    rows = tuple(tuple(row) for row in weights.tolist())
    probe = Probe(weights=rows, bias=tuple(bias.round(4).tolist()), least=(round(below, 6),))
    return probe, [KINDS[int(row[1:].argmax())] if row[0] < below else "" for row in shares]


def _told(name: str, kinds: list[str], found: list[str]) -> None:
    for kind in KINDS:
        mine = [one for one, true in zip(found, kinds, strict=True) if true == kind]
        typer.echo(f"{name} {kind}: {mine.count(kind)} of {len(mine)}, declined {sum(map(bool, mine))}")
    sound = [one for one, true in zip(found, kinds, strict=True) if not true]
    typer.echo(f"{name} sound ones declined: {sum(map(bool, sound))} of {len(sound)}")


def main(write: bool = True, harmless_only: Annotated[bool, typer.Option("--harmless")] = False) -> None:
    """Fit for the shipped embedder, print what is found and what is declined wrongly; the fallback's classifier stays as it is."""
    embedder: Embedder = loaded(E5)

    def taken(by: Probe, lines: list[Any]) -> list[str]:
        return [kind_of(by, vector) for vector in embedder.questions([line["question"] for line in lines])]

    if harmless_only:  # which ones is not said, so that nobody mends for them
        found = taken(read_probes(FILE).probes[embedder.id], lines := read_json(DATA / "harmless.jsonl"))
        kinds = Counter(filter(None, found))
        typer.echo(f"{kinds.total()} of {len(lines)} harmless questions declined {dict(kinds)}")
        return
    told, held = examples(), read_json(DATA / "declined_held.jsonl")
    probe, in_turn = fitted(np.asarray(embedder.questions(list(told)), float), list(told.values()))
    _told(f"{embedder.id} in turn,", list(told.values()), in_turn)
    _told(f"{embedder.id} held out,", [line["kind"] for line in held], taken(probe, held))
    if write:
        made = f"fitted to {len(told)} examples, {FOLDS}-fold; evals/declined.py"
        both = Probes(made=made, probes=read_probes(FILE).probes | {embedder.id: probe})
        FILE.write_text(both.model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
