"""Fit what tells whether a question seeks a figure, a date, or yes or no; print how often it is wrong.

    python -m evals.sought      fit to the questions of evals/data/people and evals/data/sought.jsonl, write rag/data/sought.json

Left out are questions that may be of two kinds (comparisons, wrong premises) and the cases for testing. Figures are of examples held out.
"""

from __future__ import annotations

import json

import numpy as np
import typer

from evals.declined import DATA, probe
from evals.lines import Half
from evals.people import CASES, FOLDER, LEARNT
from rag.models.embedder import E5, Embedder, loaded
from rag.question.probe import Probe, Probes
from rag.question.sought import FILE, KINDS

OTHERS = ("who", "what", "why", "how", "why-how", "where", "definition", "said")  # types of questions of no kind
FALSELY = 0.03  # share of these that may be taken for one kind


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
