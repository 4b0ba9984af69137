"""Fit the judge that decides what is refused, put its confidence on a scale, and print how often it is wrong.

    python -m evals.calibrate                   fit, cross-validate, write rag/data/answerable.json, test on the 80
    python -m evals.calibrate --no-write        the same without writing
    python -m evals.calibrate --test SUITE ...  also test on other suites

Run it again after a change to retrieval, to the features or to the corpus; the same inputs give the same file. Everything is
fitted to calibration.jsonl alone: weights, scales and thresholds by 8-fold cross-validation over whole questions, three
times. Every question is also judged in the index's own space, so that Spanish and Chinese learn from English.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from evals.fitting import ALLOWED, ENGLISH, Case, cross_validate, fit, scales, threshold
from evals.schema import Question, read_suite
from evals.standing import CROSS_VALIDATED, Stood, table
from rag.answer.fitted import FILE, Fit, Fits
from rag.answer.intent import declined
from rag.answer.judge import RELATED, Judge
from rag.assemble import Parts, open_parts
from rag.models import E5, MiniLM
from rag.question import in_full, language_of
from rag.reading import Reading
from rag.settings import load_settings
from rag.types import Turn

DATA = Path(__file__).parent / "data"
FITTED_TO = DATA / "calibration.jsonl"
OUT_OF_SCOPE = "out-of-scope"  # declined by intent.py before the judge is asked
NAMES = {MiniLM.id: "minilm", E5.id: "e5"}


def cases(questions: Sequence[Question], parts: Parts, judge: Judge, suite: str, own_only: bool = False) -> list[Case]:
    """The evidence on every question in its own space, and in the index's own unless ``own_only``."""
    first = {q.pair_id: q for q in questions if q.pair_id and q.turn == 1}
    found = []
    for question in questions:
        if question.type == OUT_OF_SCOPE or declined(question.question, question.language):
            continue
        pair = first.get(question.pair_id or "") if question.turn == 2 else None
        asked = in_full(question.question, [Turn(pair.question)] if pair else [])
        hits = parts.engine.find(asked)
        label = "silent" if question.must_refuse else "premise" if question.must_correct_premise else "answerable"
        language = language_of(asked)
        premise = parts.false_premise(asked, hits, language, related=True) is not None
        own = judge.space_for(language)
        for space in [own] if own_only else {s.embedder: s for s in (own, judge.spaces[0])}.values():
            evidence = judge.weigh(asked, hits, space)
            if evidence is not None:
                place = (f"{suite}/{question.id}", suite, label, language, space.embedder, space is own)
                found.append(Case(*place, evidence.rows, bool(evidence.part), premise))
    return found


def fits_of(all_cases: Sequence[Case]) -> tuple[dict[str, Fit], list[Stood]]:
    """A fit for each embedder, with scales and thresholds by language, and how each case stood when it was held out."""
    made, stood = {}, []
    for embedder, name in NAMES.items():
        mine = [c for c in all_cases if c.embedder == embedder]
        if not mine:
            continue
        held_out = cross_validate(mine)
        whole = fit(mine).model_copy(update={"scales": scales(mine, held_out)})
        sure = np.array([_scaled(whole, c.language, score) for c, score in zip(mine, held_out, strict=True)])
        least = {language: threshold(mine, sure, language) for language in sorted({c.language for c in mine})}
        least.setdefault(ENGLISH, threshold(mine, sure, None))
        made[name] = whole.model_copy(update={"thresholds": least})
        stood += [_stood(c, confidence, made[name]) for c, confidence in zip(mine, sure, strict=True) if c.own]
    return made, [replace(s, suite=CROSS_VALIDATED) for s in stood]


def stand(made: dict[str, Fit], tested: Sequence[Case]) -> list[Stood]:
    """How the fits judge cases, each at the threshold of its language."""
    found = []
    for case in tested:
        if case.own:
            model = made[NAMES[case.embedder]]
            found.append(_stood(case, model.confidence(case.rows, case.language), model))
    return found


def _scaled(model: Fit, language: str, score: float) -> float:
    return model.scales.get(language, model.scales[ENGLISH]).confidence(score)


def _stood(case: Case, confidence: float, model: Fit) -> Stood:
    least = model.threshold(case.language)
    corrected = case.premise and not case.part and confidence >= RELATED * least
    refused = (case.part or confidence < least) and not corrected
    return Stood(case.suite, case.label, case.language, 0.0 if case.part else confidence, refused)


def main(
    write: Annotated[bool, typer.Option(help="Write rag/data/answerable.json.")] = True,
    test: Annotated[
        list[Path] | None, typer.Option(help="Also test on these suites; nothing is fitted to them.")
    ] = None,
) -> None:
    """Fit the judge on calibration.jsonl and print how often it is wrong there, cross-validated, and on the 80."""
    started = time.perf_counter()
    parts = open_parts(load_settings())
    judge = Judge(
        parts.index, parts.ranker.embedder, parts.ranker.lexical.idf, Reading(parts.index, parts.ranker.knows)
    )
    made, stood = fits_of(cases(read_suite(FITTED_TO), parts, judge, FITTED_TO.stem))
    if write:
        origin = (
            f"scales and thresholds by cross-validation, a threshold is the confidence below which {ALLOWED:.0%} of the "
            f"answerable questions fell; evals/calibrate.py, {FITTED_TO.name}, index {parts.index.snapshot.id}"
        )
        FILE.write_text(Fits(made=origin, fits=made).model_dump_json(indent=1) + "\n", encoding="utf-8")
    for suite in (DATA / "questions.jsonl", *(test or ())):
        stood += stand(made, cases(read_suite(suite), parts, judge, suite.stem, own_only=True))
    typer.echo(table(stood))
    typer.echo(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    typer.run(main)
