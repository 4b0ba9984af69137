"""Fit how what speaks against a premise is weighed, and print how often it counts rightly and wrongly.

    python -m evals.premise_fit                fit, cross-validate by suite, write rag/data/premise.json
    python -m evals.premise_fit --no-write     the same without writing
    python -m evals.premise_fit --unread-only  only where the reader cannot read (Spanish, Chinese): three minutes

Asked are questions of strangers, of the public and of ``dev.jsonl`` to the shipped case, those of the public to the development cases of
evals/people.py and their twins, of which the reader has not learnt, and the development halves of the suites of ``evals.premises``. Run it again after a
change to the checks of rag/verify/premises/doubts.py or to the reader; the same inputs give the same file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import Half
from evals.logistic_fit import fit_logistic
from evals.people import CASES, FOLDER, SHIPPED, opened
from evals.premises import CONFLICT, DATA, SETS, settings_of
from evals.reader.twins import Kind, twins_of
from evals.schema import Question, before, read_suite
from rag.answer.weighed import (
    FEATURES,
    FILE,
    UNREAD,
    PremiseFit,
    PremiseFits,
    beyond_doubt,
    features_of,
    unread_features,
)
from rag.assemble import Parts, open_parts
from rag.casual import plain
from rag.gloss import in_english
from rag.models.reader import LANGUAGE
from rag.question import Turn, language_of
from rag.reading import FIRST
from rag.rows.named import prose
from rag.verify.premises.borne_out import borne_out
from rag.verify.premises.units import told_of

STRANGERS = DATA / "strangers"
LEARNT = ("y1", "y2", "z1", "z2", "z3", "w2")  # z4, w1 and v1 are for checking
ON_PREMISES = ("x1", "x2", "x4", "x7")  # half of which take something wrong for granted; x3, x5 and x6 are for checking
# Of the sound questions, those that may count in full, in cross-validation; half of them are twins of wrong ones.
ALLOWED = 0.12
ALLOWED_UNREAD = 0.04  # likewise of those that the reader cannot read
SLIGHTLY = 0.16  # of the sound ones to a case with known questions, those that may be noted at all
SLIGHTLY_UNREAD = 0.2  # likewise: as many of the twins, of which most of these are, as pass in English
PLAINLY = 0.005  # of the sound ones in which no check finds anything, those of which it may be said as certain
STRENGTH = 10.0  # of the ridge, the inverse of scikit-learn's C
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Held:
    """A question whose premise is weighed: whether it is wrong, and whether a check found it so."""

    suite: str
    wrong: bool
    corrected: bool
    features: tuple[float, ...]


def held(suite: str, questions: Sequence[Question], parts: Parts) -> Iterator[Held]:
    """Those of the questions whose premise is weighed: in English, with a passage that was read, and not settled without."""
    for question in questions:
        if language_of(question.question) != LANGUAGE:
            continue
        asked = _in_full(question, questions, parts)
        ground, hits = parts.judged(asked, parts.engine.find(asked))
        found, told = parts.corrected(asked, hits, LANGUAGE, ground.related), prose(hits)
        if (found and beyond_doubt(found)) or not told:
            continue
        known = parts.ranker.known_wrong(plain(asked))
        borne = borne_out(asked, told_of(told[:FIRST], parts.index.sources, LANGUAGE))
        features = features_of(parts.first_read(asked, told), told, found, ground.enough, known, borne)
        if features:
            yield Held(suite, question.must_correct_premise, found is not None, features)


def _in_full(question: Question, questions: Sequence[Question], parts: Parts) -> str:
    history = [Turn(one) for one in before(question, questions)]
    return parts.in_full(question.question, history, parts.meter())


def unread(parts: Parts) -> Iterator[Held]:
    """Those to the shipped case that are weighed without being read, in Spanish and Chinese: taken to be answered, and no check finds anything."""
    for suite in (*_of_strangers(), DATA / "premises.jsonl"):
        questions = [q for q in read_suite(suite) if q.note != Half.CHECK]
        for question in questions:
            language = language_of(question.question)
            if language == LANGUAGE:
                continue
            asked = _in_full(question, questions, parts)
            ground, hits = parts.judged(asked, parts.engine.find(asked))
            told = prose(hits)
            if ground.enough and told and not parts.corrected(asked, hits, language, ground.related):
                known, glossed = parts.ranker.known_wrong(plain(asked)), parts.ranker.known_wrong_read(asked)
                read = in_english(asked, parts.ranker.knows)
                stands = borne_out(read, told_of(told[:FIRST], parts.index.sources, LANGUAGE))
                figures = unread_features(parts.first_read(asked, told), known, glossed, stands)
                yield Held(suite.stem, question.must_correct_premise, False, figures)


def _of_strangers() -> list[Path]:
    return [*(STRANGERS / f"{name}.jsonl" for name in (*LEARNT, *ON_PREMISES)), DATA / "dev.jsonl"]


def of_shipped(parts: Parts) -> Iterator[Held]:
    """What is asked of the shipped case."""
    for file in [*_of_strangers(), FOLDER / f"{SHIPPED}.jsonl"]:
        yield from held(file.stem, read_suite(file), parts)
    for one in (one for one in SETS if not one.sources):
        yield from held(one.name, developed(one.suites), parts)


def of_others(folder: Path) -> Iterator[Held]:
    """What is asked of other cases."""
    for case in CASES[Half.DEVELOPMENT]:
        if case == SHIPPED:
            continue
        parts = opened(case, folder)
        yield from held(case, read_suite(FOLDER / f"{case}.jsonl"), parts)
        pairs = [pair for pair in twins_of(case) if pair.kind is Kind.FALSE_PREMISE]
        twins = [(pair.question, True) for pair in pairs] + [(pair.twin.question, False) for pair in pairs]
        asked = [Question(id=str(n), question=q, must_correct_premise=wrong) for n, (q, wrong) in enumerate(twins)]
        yield from held(case, asked, parts)
    for number, one in enumerate(one for one in SETS if one.sources):
        parts = open_parts(settings_of(one, folder / f"set-{number}"))
        yield from held(one.name, developed(one.suites), parts)


def developed(suites: Sequence[str]) -> list[Question]:
    """The development half of ``suites``, without the questions on conflicts."""
    asked = (question for name in suites for question in read_suite(DATA / name))
    return [question for question in asked if question.note == Half.DEVELOPMENT and question.type != CONFLICT]


def fit(rows: Sequence[Held], names: Sequence[str] = FEATURES) -> tuple[dict[str, float], float]:
    """Weights by feature and the intercept."""
    return fit_logistic(names, [h.features for h in rows], [h.wrong for h in rows], STRENGTH)


def odds(model: tuple[dict[str, float], float], rows: Sequence[Held], names: Sequence[str] = FEATURES) -> Floats:
    """The log-odds of each question."""
    told = PremiseFit(made="", weights=model[0], intercept=model[1], threshold=0, slight=0, plain=0)
    return np.array([told.odds_of(names, h.features) for h in rows])


def fitted(rows: Sequence[Held], names: Sequence[str], allowed: float, slightly: float) -> PremiseFit:
    """The fit, and its thresholds by cross-validation; prints how it fares beside the checks alone.

    ``allowed``: of all sound questions those that may count in full; ``slightly``: of those to a case with known questions, those that may be
    noted at all.
    """
    apart = np.zeros(len(rows))
    for suite in sorted({h.suite for h in rows}):
        here = np.array([h.suite == suite for h in rows])
        learnt = fit([h for h in rows if h.suite != suite], names)
        apart[here] = odds(learnt, [h for h in rows if h.suite == suite], names)
    wrong = np.array([h.wrong for h in rows])
    known = np.array([h.features[names.index("known")] != 0 for h in rows])
    threshold = round(float(np.quantile(apart[~wrong], 1 - allowed)), 2)
    found = np.array([h.corrected for h in rows])
    plain = max(threshold, round(float(np.quantile(apart[~wrong & ~found], 1 - PLAINLY)), 2))
    slight = min(threshold, round(float(np.quantile(apart[~wrong & known], 1 - slightly)), 2))
    for suite in (*sorted({h.suite for h in rows}), ""):
        some = np.array([suite in ("", h.suite) for h in rows])
        checks, weighed = found & some, (apart > threshold) & some
        surely = weighed & ~found & (apart > plain)
        noted = weighed | ((apart > slight) & known & some)
        typer.echo(
            f"{suite or 'all'}: wrong premises {(wrong & some).sum()}, noted by the checks alone {(checks & wrong).sum()}, in full "
            f"{(weighed & wrong).sum()}, at all {(noted & wrong).sum()}, without a check as certain {(surely & wrong).sum()}; sound questions "
            f"{(~wrong & some).sum()}, {(checks & ~wrong).sum()}, {(weighed & ~wrong).sum()}, {(noted & ~wrong).sum()}, {(surely & ~wrong).sum()}"
        )
    weights, intercept = fit(rows, names)
    made = (
        f"the thresholds by cross-validation by suite: {allowed:.0%} of the sound questions pass the middle one, {slightly:.0%} of those to a case "
        f"with known questions the lowest, {PLAINLY:.1%} of those in which no check finds anything the highest; evals/premise_fit.py, evals/data"
    )
    return PremiseFit(made=made, weights=weights, intercept=intercept, threshold=threshold, slight=slight, plain=plain)


def main(
    write: Annotated[bool, typer.Option(help="Write rag/data/premise.json.")] = True,
    unread_only: Annotated[bool, typer.Option("--unread-only", help="Keep the fit of what is read.")] = False,
) -> None:
    """Fit, print how it fares, and write it."""
    parts = opened(SHIPPED, Path())
    others = fitted([*unread(parts)], UNREAD, ALLOWED_UNREAD, SLIGHTLY_UNREAD)
    if unread_only:
        own = PremiseFits.model_validate_json(FILE.read_bytes()).read
    else:
        with tempfile.TemporaryDirectory(prefix="onrecord-premise-") as folder:
            own = fitted([*of_shipped(parts), *of_others(Path(folder))], FEATURES, ALLOWED, SLIGHTLY)
    if write:
        FILE.write_text(PremiseFits(read=own, unread=others).model_dump_json(indent=1) + "\n", encoding="utf-8")
        typer.echo(f"wrote {FILE.name}")


if __name__ == "__main__":
    typer.run(main)
