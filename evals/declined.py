"""Fit what tells a call for help, for harm, a task, a question about the page or a greeting from a question to the sources.

    python -m evals.declined              fit to evals/data/declined.jsonl, write rag/data/declined.npz
    python -m evals.declined --harmless   count what the shipped one declines of evals/data/harmless.jsonl, to which nothing is fitted

Sound questions are those of all suites, of which nothing may be declined. Printed are figures of examples held out: in turn, and those of
evals/data/declined_held.jsonl, which are never fitted to.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from evals.fits import FOLDS, Floats
from evals.lines import read_json
from evals.schema import read_suite
from rag.models.embedder import E5, Embedder, MiniLM, loaded
from rag.question.kinds import CARE, Examples, likeness, read_examples
from rag.question.kinds import DECLINED as FILE
from rag.question.kinds import DECLINED_KINDS as KINDS

DATA = Path(__file__).parent / "data"
EACH = 4  # every so manieth question of a suite
RIDGE = 0.1
FALSELY = 0.02  # share of sound questions that may be declined, held out: those written to be mistaken


def examples() -> dict[str, str]:
    """What was written and its kind, "" for a question to the sources; sound ones of the suites behind the written."""
    told = {line["question"]: line["kind"] for line in read_json(DATA / "declined.jsonl")}
    people = (file for file in sorted((DATA / "people").glob("*.jsonl")) if "." not in file.stem)
    for file in (*people, DATA / "calibration.jsonl", DATA / "premises.jsonl"):
        for one in read_suite(file)[::EACH]:
            if one.type != "out-of-scope":
                told.setdefault(one.question, "")
    return told


def fitted(vectors: Floats, kinds: list[str]) -> tuple[Examples, list[str]]:
    """The classifier, and what it takes each example for when it has not seen it."""
    names = ("", *KINDS)
    told = np.eye(len(names))[[names.index(kind) for kind in kinds]]
    alike = np.asarray(likeness(vectors, vectors), float)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(vectors))
    scores = np.zeros_like(told)
    for held in (fold == n for n in range(FOLDS)):
        scores[held] = alike[np.ix_(held, ~held)] @ _solved(alike[np.ix_(~held, ~held)], told[~held]) + CARE
    ahead = scores[:, 0] - scores[:, 1:].max(axis=1)
    least = float(np.quantile(ahead[told[:, 0] == 1], FALSELY))
    found = [KINDS[int(row[1:].argmax())] if lead < least else "" for row, lead in zip(scores, ahead, strict=True)]
    return Examples(vectors.astype(np.float32), _solved(alike, told).astype(np.float32), least), found


def _solved(alike: Floats, told: Floats) -> Floats:
    return np.asarray(np.linalg.solve(alike + RIDGE * np.eye(len(alike)), told))


def write_examples(fits: dict[str, Examples]) -> None:
    """Write what was fitted, by embedder's id, into rag/data."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, fit in fits.items():
        arrays[f"{name}/vectors"] = np.rint(fit.vectors * 127).astype(np.int8)
        arrays[f"{name}/weights"] = fit.weights.astype(np.float16)
        arrays[f"{name}/least"] = np.array(fit.least)
    np.savez_compressed(FILE, **arrays)  # type: ignore[arg-type]  # names of arrays


def _told(name: str, kinds: list[str], found: list[str]) -> None:
    for kind in KINDS:
        mine = [one for one, true in zip(found, kinds, strict=True) if true == kind]
        typer.echo(f"{name} {kind}: {mine.count(kind)} of {len(mine)}, declined {sum(map(bool, mine))}")
    sound = [one for one, true in zip(found, kinds, strict=True) if not true]
    typer.echo(f"{name} sound ones declined: {sum(map(bool, sound))} of {len(sound)}")


def main(harmless_only: Annotated[bool, typer.Option("--harmless")] = False) -> None:
    """Fit for both embedders of the packages, and print what is found and what is declined wrongly."""
    if harmless_only:  # which ones is not said, so that nobody mends for them
        embedder, lines = loaded(E5), read_json(DATA / "harmless.jsonl")
        found = _taken(read_examples()[embedder.id], embedder, lines)
        kinds = Counter(filter(None, found))
        typer.echo(f"{kinds.total()} of {len(lines)} harmless questions declined {dict(kinds)}")
        return
    told, held, fits = examples(), read_json(DATA / "declined_held.jsonl"), {}
    for embedder in (loaded(E5), loaded(MiniLM)):
        vectors = np.asarray(embedder.questions(list(told)), float)
        fits[embedder.id], in_turn = fitted(vectors, list(told.values()))
        _told(f"{embedder.id} in turn,", list(told.values()), in_turn)
    write_examples(fits)
    read_examples.cache_clear()
    for embedder in (loaded(E5), loaded(MiniLM)):  # as they are stored
        found = _taken(read_examples()[embedder.id], embedder, held)
        _told(f"{embedder.id} held out,", [line["kind"] for line in held], found)


def _taken(by: Examples, embedder: Embedder, lines: list[Any]) -> list[str]:
    return [by.kind(vector) for vector in embedder.questions([line["question"] for line in lines])]


if __name__ == "__main__":
    typer.run(main)
