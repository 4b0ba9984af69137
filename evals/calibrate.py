"""Fit the judge that decides what is refused, and print both of its errors.

    python -m evals.calibrate            fit, cross-validate, write rag/data/answerable.json
    python -m evals.calibrate --no-write  the same without writing
    python -m evals.calibrate --blind evals/data/blind.jsonl   also test on questions that nothing was fitted to

Every question is also judged in the index's own space, so that Spanish and Chinese learn from English.
Questions with an answer also serve as questions without: once without the facts that answer them, once without the
sources of those. The share of answerable questions refused is held at ALLOWED by cross-validation over whole questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from evals.fitting import ENGLISH, Case, cross_validate, errors, fit, threshold
from evals.schema import Question, read_suite
from rag.answer.fitted import FILE, Fit, Fits
from rag.answer.intent import declined
from rag.answer.judge import Judge
from rag.assemble import Parts, open_parts
from rag.models import E5, MiniLM
from rag.question import in_full, language_of
from rag.settings import load_settings
from rag.snapshot import now
from rag.types import Hit, Turn

DATA = Path(__file__).parent / "data"
DEEP = 40  # passages ranked, of which the first ten that are left after removals are judged
OUT_OF_SCOPE = "out-of-scope"  # declined by intent.py before the judge is asked


def cases(questions: Sequence[Question], parts: Parts, judge: Judge, suite: str, removals: bool = True) -> list[Case]:
    """The evidence on every question, and on the answerable ones with their answers taken away."""
    first = {q.pair_id: q for q in questions if q.pair_id and q.turn == 1}
    found = []
    for question in questions:
        if question.type == OUT_OF_SCOPE or declined(question.question, question.language):
            continue
        pair = first.get(question.pair_id or "") if question.turn == 2 else None
        asked = in_full(question.question, [Turn(pair.question)] if pair else [])
        hits = parts.ranker.rank(asked, DEEP)
        label = "silent" if question.must_refuse else "premise" if question.must_correct_premise else "answerable"
        versions = {label: hits[:10]}
        if label == "answerable" and question.support and removals:
            versions |= _removals(hits, question.support)
        language = language_of(asked)
        for space in {s.embedder: s for s in (judge.space_for(language), judge.spaces[0])}.values():
            for name, kept in versions.items():
                evidence = judge.weigh(asked, kept, space)
                if evidence is not None:
                    place = (f"{suite}/{question.id}", suite, name, language, space.embedder)
                    own = space is judge.space_for(language)
                    found.append(Case(*place, own, evidence.rows, bool(evidence.part)))
    return found


def _removals(hits: Sequence[Hit], support: frozenset[str]) -> dict[str, list[Hit]]:
    """The hits that are left without the facts of ``support``, and without their sources."""
    bears = [h for h in hits if h.passage.id in support or f"{h.passage.source_id}:{h.passage.locator}" in support]
    sources = {h.passage.source_id for h in bears}
    return {
        "facts removed": [h for h in hits if h not in bears][:10],
        "sources removed": [h for h in hits if h.passage.source_id not in sources][:10],
    }


def fits_of(all_cases: Sequence[Case], say: bool = True) -> dict[str, Fit]:
    """A fit for each embedder with thresholds by language, each by cross-validation."""
    made = {}
    for name, embedder in (("minilm", MiniLM.id), ("e5", E5.id)):
        mine = [c for c in all_cases if c.embedder == embedder]
        if not mine:
            continue
        model = fit(mine)
        held_out = cross_validate(mine)
        thresholds = {lang: threshold(mine, held_out, lang) for lang in sorted({c.language for c in mine})}
        thresholds.setdefault(ENGLISH, threshold(mine, held_out, None))
        made[name] = Fit(weights=model.weights, intercept=model.intercept, thresholds=thresholds)
        if say:
            for lang, least in thresholds.items():
                typer.echo(f"{name} {lang}, cross-validated: {errors(mine, held_out, least, lang)}")
    return made


def main(
    write: Annotated[bool, typer.Option(help="Write rag/data/answerable.json.")] = True,
    blind: Annotated[Path | None, typer.Option(help="Also test on this suite; nothing is fitted to it.")] = None,
) -> None:
    """Fit the judge on the shipped questions and print how often it is wrong."""
    parts = open_parts(load_settings())
    judge = Judge(parts.index, parts.ranker.embedder, parts.ranker.lexical.idf)
    found = cases(read_suite(DATA / "questions.jsonl"), parts, judge, "questions")
    found += cases(read_suite(DATA / "calibration.jsonl"), parts, judge, "calibration")
    for parity in (0, 1):  # half of the 80 helps to fit, the other half tests
        tested = [c for c in found if c.own and c.suite == "questions" and int(c.id[-3:]) % 2 == parity]
        fitted_to = [c for c in found if c.suite != "questions" or int(c.id[-3:]) % 2 != parity]
        typer.echo(
            f"fitted without the {'odd' if parity else 'even'} of the 80, tested on them: {_held_out(fitted_to, tested)}"
        )
    made = fits_of(found)
    if write:
        origin = (
            "thresholds: the confidence below which a tenth of the answerable questions fell in cross-validation; "
            f"evals/calibrate.py, {now()[:10]}, questions.jsonl and calibration.jsonl, index {parts.index.snapshot.id}"
        )
        FILE.write_text(Fits(made=origin, fits=made).model_dump_json(indent=1) + "\n", encoding="utf-8")
    if blind:
        unseen = [c for c in cases(read_suite(blind), parts, judge, "blind", removals=False) if c.own]
        typer.echo(f"blind, all languages: {_by(made, unseen)}")


def _held_out(fitted_to: Sequence[Case], tested: Sequence[Case]) -> str:
    return _by(fits_of(fitted_to, say=False), tested)


def _by(made: dict[str, Fit], tested: Sequence[Case]) -> str:
    """The errors of fits on cases, each judged at the threshold of its language."""
    names = {MiniLM.id: "minilm", E5.id: "e5"}
    margins = np.array(
        [made[names[c.embedder]].confidence(c.rows) - made[names[c.embedder]].threshold(c.language) for c in tested]
    )
    return errors(tested, margins, 0.0, None)


if __name__ == "__main__":
    typer.run(main)
