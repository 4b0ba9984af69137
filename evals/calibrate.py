"""Fit the judge that decides what is refused, put its confidence on a scale, and print how often it is wrong.

    python -m evals.calibrate                   fit, cross-validate, write rag/data/answerable.json, test on the 80
    python -m evals.calibrate --no-write        the same without writing
    python -m evals.calibrate --test SUITE ...  also test on other suites
    python -m evals.calibrate --shipped-only    fit only what judges the shipped case: after a change to its known questions

Run it again after a change to retrieval, to the features or to the corpus; the same inputs give the same file. For the
shipped case everything is fitted to calibration.jsonl, to the public's questions of its development half (evals/people.py) and to those of
strangers that are for learning;
for all other cases to these and to questions to other people's cases (evals/elsewhere.py and the other development cases of
evals/people.py), so that the judge knows more than one corpus: weights, scales and thresholds by 8-fold
cross-validation over whole questions, three times. Every question is also judged in the index's own space, so that Spanish
and Chinese learn from English, and once more as if nothing were read.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from evals.elsewhere import Elsewhere, articles, fitted_to, held_out
from evals.fitting import (
    ALLOWED,
    ALLOWED_ELSEWHERE,
    ENGLISH,
    Case,
    balanced,
    cross_validate,
    fit,
    scales,
    threshold,
    unread,
)
from evals.lines import Half
from evals.people import CASES, FOLDER, SHIPPED, opened, suite_of
from evals.premise_fit import LEARNT, STRANGERS
from evals.schema import Question, before, read_suite
from evals.standing import CROSS_VALIDATED, Stood, table
from rag.answer.fitted import FILE, NAMES, Fit, Fits, name_of
from rag.answer.intent import declined
from rag.answer.judge import RELATED
from rag.assemble import Parts, open_parts
from rag.corpus.questions import worded
from rag.question import Turn, language_of
from rag.settings import load_settings

DATA = Path(__file__).parent / "data"
FITTED_TO = DATA / "calibration.jsonl"
OUT_OF_SCOPE = "out-of-scope"  # declined by intent.py before the judge is asked
ELSEWHERE = "elsewhere"
PEOPLE = "people, check half"
# What the questions to other cases count beside those of the suite; they are in English, and e5 judges the other languages.
SHARE = {"minilm": 1.0, "e5": 0.25}


def cases(questions: Sequence[Question], parts: Parts, suite: str, own_only: bool = False) -> list[Case]:
    """The evidence on every question in its own space, and in the index's own unless ``own_only``."""
    judge = parts.judge
    found = []
    known = {worded(one) for one in parts.index.tables.known.questions}  # which tell nothing of others
    for question in questions:
        if question.type == OUT_OF_SCOPE or declined(question.question, question.language):
            continue
        if worded(question.question) in known:
            continue
        asked = parts.carried(question.question, [Turn(one) for one in before(question, questions)])
        hits = parts.engine.find(asked)
        label = "silent" if question.must_refuse else "premise" if question.must_correct_premise else "answerable"
        language = language_of(asked)
        premise = parts.corrected(asked, hits, language, related=True) is not None
        own = judge.space_for(language)
        for space in [own] if own_only else {s.embedder: s for s in (own, judge.spaces[0])}.values():
            evidence = judge.weigh(asked, hits, space)
            if evidence is not None:
                place = (f"{suite}/{question.id}", suite, label, language, space.embedder, space is own)
                found.append(
                    Case(*place, evidence.rows, bool(evidence.part) or not evidence.met, premise, evidence.read)
                )
    return found


def cases_of(others: Iterable[Elsewhere], suite: str, own_only: bool = False) -> list[Case]:
    """The evidence on the questions to other people's cases."""
    return [case for one in others for case in cases(one.questions, one.parts, suite, own_only)]


def of_people(half: Half, folder: Path) -> Iterable[Elsewhere]:
    """The invented cases that the public's questions are asked of, made below ``folder``."""
    return (Elsewhere(opened(case, folder), suite_of(case)) for case in CASES[half] if not case.startswith(SHIPPED))


def fits_of(own: Sequence[Case], others: Sequence[Case]) -> tuple[dict[str, Fit], list[Stood]]:
    """The fits for each embedder, to the shipped case and in general, each once more for questions of which no passage was
    read, with scales and thresholds by language; and how each case stood when it was held out."""
    made: dict[str, Fit] = {}
    stood: list[Stood] = []
    for embedder, name in NAMES.items():
        first, second = ([c for c in group if c.embedder == embedder] for group in (own, others))
        if not first:
            continue
        for shipped, mine, allowed in (
            (True, first, ALLOWED),
            (False, balanced(first, second, SHARE[name]), ALLOWED_ELSEWHERE),
        ):
            for read, told in ((True, [c for c in mine if c.read]), (False, [unread(c) for c in mine])):
                model, sure = _fitted(told, allowed)
                made[name_of(embedder, read, shipped)] = model
                stood += [
                    _stood(c, confidence, model)
                    for c, confidence in zip(told, sure, strict=True)
                    if c.own and c.read is read and (c.suite != ELSEWHERE) is shipped
                ]
    return made, [replace(s, suite=s.suite if s.suite == ELSEWHERE else CROSS_VALIDATED) for s in stood]


def _fitted(mine: Sequence[Case], allowed: float) -> tuple[Fit, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The fit to ``mine`` and the confidence in each of them when it was held out."""
    scores = cross_validate(mine)
    whole = fit(mine).model_copy(update={"scales": scales(mine, scores)})
    sure = np.array([_scaled(whole, c.language, score) for c, score in zip(mine, scores, strict=True)])
    places = {language: _decisive(mine, language) for language in sorted({c.language for c in mine})}
    least = {language: threshold([mine[i] for i in of], sure[of], language, allowed) for language, of in places.items()}
    least.setdefault(ENGLISH, threshold(mine, sure, None, allowed))
    return whole.model_copy(update={"thresholds": least}), sure


def _decisive(cases: Sequence[Case], language: str) -> list[int]:
    """The places of those that a threshold is set by: questions to other people's cases, where any are in the language; the
    reader has learnt about the shipped case, so what is refused of it says little of what would be elsewhere."""
    mine = [i for i, case in enumerate(cases) if case.language == language]
    return [i for i in mine if cases[i].suite == ELSEWHERE] or mine


def stand(made: dict[str, Fit], tested: Sequence[Case], shipped: bool) -> list[Stood]:
    """How the fits judge cases, each at the threshold of its language; ``shipped``: as questions to the shipped case."""
    found = []
    for case in tested:
        if case.own:
            model = made[name_of(case.embedder, case.read, shipped)]
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
    fit_only: Annotated[bool, typer.Option("--fit-only", help="Test on nothing: half the time.")] = False,
    shipped_only: Annotated[
        bool,
        typer.Option(
            "--shipped-only", help="Leave the fits for all other cases as they are; ask no question of those."
        ),
    ] = False,
) -> None:
    """Fit the judge and print how often it is wrong: cross-validated, on the 80, on other people's cases."""
    started = time.perf_counter()
    parts = open_parts(load_settings())
    others, checked = ([], []) if shipped_only else _elsewhere(fit_only)
    own = cases(read_suite(FITTED_TO), parts, FITTED_TO.stem) + cases(suite_of(SHIPPED), parts, SHIPPED)
    own += [one for name in LEARNT for one in cases(read_suite(STRANGERS / f"{name}.jsonl"), parts, name)]
    made, stood = fits_of(own, others)
    if shipped_only:
        stood = [one for one in stood if one.suite == CROSS_VALIDATED]
        kept = Fits.model_validate_json(FILE.read_bytes()).fits
        made = kept | {name: one for name, one in made.items() if name.startswith(SHIPPED)}
    if write:
        origin = (
            f"scales and thresholds by cross-validation, a threshold is the confidence below which {ALLOWED:.0%} of the "
            f"answerable questions fell ({ALLOWED_ELSEWHERE:.1%} in general); evals/calibrate.py, {FITTED_TO.name}, evals/data/people, evals/data/strangers "
            f"and, in general, other cases, index {parts.index.snapshot.id}"
        )
        FILE.write_text(Fits(made=origin, fits=made).model_dump_json(indent=1) + "\n", encoding="utf-8")
    stood += stand(made, checked, shipped=False)
    tested = () if fit_only else (DATA / "questions.jsonl", FOLDER / f"{SHIPPED}_check.jsonl", *(test or ()))
    for suite in tested:
        stood += stand(made, cases(read_suite(suite), parts, suite.stem, own_only=True), shipped=True)
    typer.echo(table(stood))
    typer.echo(f"{time.perf_counter() - started:.0f} s")


def _elsewhere(fit_only: bool) -> tuple[list[Case], list[Case]]:
    """The evidence on questions to other cases that the general fit is made of, and on those it is tested on."""
    with tempfile.TemporaryDirectory(prefix="onrecord-elsewhere-") as folder:
        others = cases_of(fitted_to(Path(folder)), ELSEWHERE)
        others += cases_of(of_people(Half.DEVELOPMENT, Path(folder)), ELSEWHERE)
        checked = []
        if not fit_only:
            checked += cases_of(held_out(Path(folder)), f"{ELSEWHERE}, kept", own_only=True)
            checked += cases_of(articles(Path(folder)), "articles", own_only=True)
            checked += cases_of(of_people(Half.CHECK, Path(folder)), PEOPLE, own_only=True)
    return others, checked


if __name__ == "__main__":
    typer.run(main)
