"""Fit what tells whether a question seeks a figure, a date, or yes or no; print how often it is wrong.

    python -m evals.sought      fit to the questions of evals/data/people and evals/data/sought.jsonl, write rag/data/sought.json

Left out are questions that may be of two kinds (comparisons, wrong premises) and the cases for testing. Figures are of examples held out.
"""

import numpy as np
import typer

from evals.fits import FOLDS, Floats, fit_vectors
from evals.lines import Half, read_json
from evals.people import CASES, FOLDER, LEARNT, suite_of
from rag.models.embedder import E5, loaded
from rag.question.kinds import SOUGHT as FILE
from rag.question.kinds import SOUGHT_KINDS as KINDS
from rag.question.kinds import Probe, Probes

OTHERS = ("who", "what", "why", "how", "why-how", "where", "definition", "said")  # types of questions of no kind
FALSELY = 0.03  # share of these that may be taken for one kind


def examples() -> dict[str, str]:
    """Questions and their kinds, "" for none."""
    asked = [one for case in (*CASES[Half.DEVELOPMENT], *LEARNT) for one in suite_of(case)]
    told = {one.question: one.type if one.type in KINDS else "" for one in asked if one.type in (*KINDS, *OTHERS)}
    return told | {line["question"]: line["kind"] for line in read_json(FOLDER.parent / "sought.jsonl")}


def main(write: bool = True) -> None:
    """Fit for the shipped embedder, which stands in for any other, and print what is found and what is taken wrongly for it."""
    told, embedder = examples(), loaded(E5)
    kinds = np.array(list(told.values()))
    vectors: Floats = np.asarray(embedder.questions(list(told)), float)
    rows, bias, least = [], [], []
    for kind in KINDS:
        weights, constant, held = fit_vectors(vectors, kinds == kind, c=30.0)
        floor = np.quantile(held[kinds == ""], 1 - FALSELY)
        rows.append(tuple(weights[0].tolist()))
        bias.append(round(float(constant[0]), 4))
        least.append(round(float(floor), 4))
        found, wrongly = (held[kinds == kind] >= floor).mean(), (held[kinds == ""] >= floor).sum()
        typer.echo(
            f"{embedder.id} {kind}: found {found:.2f} of {(kinds == kind).sum()}, others {wrongly} of {(kinds == '').sum()}"
        )
    if write:
        probe = Probe(weights=tuple(rows), bias=tuple(bias), least=tuple(least))
        made = f"fitted to {len(told)} examples, {FOLDS}-fold; evals/sought.py"
        FILE.write_text(Probes(made=made, probes={embedder.id: probe}).model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
