"""Fit every weight and threshold of an answer to the judge that is shipped: rag/data/answerable.json. Run it again after another judge.

    python -m evals.calibrate                      all development cases of evals/people.py and calibration.jsonl
    python -m evals.calibrate parts stadiums       these cases only
    python -m evals.calibrate --folder DIR         where their indexes are made and kept; default: made anew

Order: a softmax over the candidates of a question, of which those that answer should come first. Enough and premise: logistic models.
Thresholds: answers are refused where ANSWERABLE of the answerable fall; notes are shown where SOUND of the sound questions are noted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import Half
from evals.logistic_fit import fit_logistic
from evals.people import CASES, SHIPPED, opened, suite_of
from evals.schema import Question, before, read_suite
from rag.answer import enough, premise
from rag.assemble import Parts
from rag.case.editors import worded
from rag.case.places import names
from rag.models.calibration import FILE, Calibration, Logistic, Order, calibration
from rag.models.judge import ANSWERS, CONTRADICTED, SILENT, Shares, judge
from rag.question import Turn
from rag.retrieve.candidates import Candidate
from rag.retrieve.fields import spelled
from rag.retrieve.known import Told
from rag.retrieve.search import REACH, Found, odds
from rag.types import Hit

DATA = Path(__file__).parent / "data"
ANSWERABLE, SOUND, BOGUS = 0.05, 0.02, 0.002  # shares that may be refused, noted, or shown as a conflict, wrongly
KEPT = 0.75  # of the supporting passages that count as answers
STRENGTH, PULL = 1.0, 0.02  # of the ridges
HERE = ("meaning", "words", "known", "read", "seed")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """One question of a case with its candidates, what the judge makes of them and which of them answer."""

    question: Question
    asked: str
    parts: Parts
    found: list[Candidate]
    shares: Shares
    told: Told
    right: npt.NDArray[np.bool_]

    @property
    def sound(self) -> bool:
        """True where the sources answer and nothing is taken wrongly for granted."""
        return not self.question.must_refuse and not self.question.must_correct_premise

    def features(self) -> Floats:
        """Shape (candidates, HERE): what the order is made of."""
        rows = [
            [c.meaning, c.words, c.known, float(o), float(c.seed)]
            for c, o in zip(self.found, odds(self.shares[:, SILENT]), strict=True)
        ]
        return np.array(rows).reshape(len(rows), len(HERE))

    def ordered(self, order: Order) -> Found:
        """The passages as ``order`` puts them."""
        total = self.features() @ np.array([getattr(order, name) for name in HERE])
        places = np.argsort(-total, kind="stable")
        index = self.parts.index
        hits = tuple(Hit(index.passages[self.found[n].row], float(total[n])) for n in places)
        return Found(hits, self.shares[places], self.told)


def read(parts: Parts, suite: Sequence[Question]) -> list[Read]:
    """Every question of a suite that is asked of the sources; those that the case knows tell nothing of others."""
    known = {worded(one) for one in parts.index.tables.known.questions}
    found = []
    for question in suite:
        if question.type == "out-of-scope" or worded(question.question) in known:
            continue
        asked = parts.in_full(question.question, [Turn(one) for one in before(question, suite)], parts.meter())
        search = parts.search
        near, told = search.candidates.find(asked, search.vector(asked), (), known=True)
        near = near[:REACH]
        passages = [parts.index.passages[one.row] for one in near]
        right = [not question.support.isdisjoint(names(p.id, p.source_id, p.locator)) for p in passages]
        found.append(Read(question, asked, parts, near, search.read(asked, passages), told, np.array(right, bool)))
    return found


def order_of(reads: Sequence[Read], start: Order) -> Order:
    """The weights under which what answers comes first most surely; pulled a little towards ``start``."""
    from scipy.optimize import minimize  # only evals fit

    lists = [(one.features(), one.right) for one in reads if one.right.any() and not one.right.all()]
    first = np.array([getattr(start, name) for name in HERE])
    scale = np.maximum(np.abs(first), 0.5)

    def loss(free: Floats) -> float:
        total = 0.0
        for features, right in lists:
            scores = features @ (free * scale)
            scores -= scores.max()
            total -= np.log(np.exp(scores[right]).sum() / np.exp(scores).sum())
        return total / len(lists) + PULL * float(((free - first / scale) ** 2).sum())

    best = minimize(loss, first / scale, method="L-BFGS-B").x * scale
    return Order(**{name: round(float(value), 3) for name, value in zip(HERE, best, strict=True)})


# The sign that a figure's weight may have: a passage that has more of the question's words makes an answer no less likely.
SENSE = {
    "odds": 1,
    "best": 1,
    "covered": 1,
    "together": 1,
    "known": 1,
    "unknown": -1,
    "lacking": -1,
    "names": -1,
    "years": -1,
}
SENSE_OF_PREMISE = {"denies": 1, "all": 1, "first": 1, "answers": -1, "known": 1, "ledger": 1}


def logistic(
    figures: Sequence[dict[str, float]],
    right: Sequence[bool],
    sense: dict[str, int],
    of: Sequence[bool],
    share: float,
    above: bool,
) -> Logistic:
    """A model of ``right``; its threshold has ``share`` of the cases ``of`` which it must spare on the wrong side."""
    named = sorted({name for one in figures for name in one})
    table = [[one.get(name, 0.0) for name in named] for one in figures]
    weights, intercept = fit_logistic(named, table, right, STRENGTH, sense)
    model = Logistic(weights={n: w for n, w in weights.items() if w}, intercept=intercept, threshold=0.5)
    told = np.array([model.share(one) for one, mine in zip(figures, of, strict=True) if mine])
    threshold = float(np.quantile(told, 1 - share if above else share))
    return model.model_copy(update={"threshold": round(threshold, 4)})


def fitted(reads: Sequence[Read]) -> Calibration:
    """All weights and thresholds from the questions read."""
    now = calibration()
    embedder = reads[0].parts.search.embedder.id.partition("-")[0]
    order = order_of(reads, now.order_for(embedder))
    found = [one.ordered(order) for one in reads]
    pairs = list(zip(reads, found, strict=True))
    answerable = [not one.question.must_refuse for one in reads]
    weighed = [enough.figures(one.asked, told, one.parts.search) for one, told in pairs]
    noted = [
        (one, premise.figures(one.asked, told, one.parts.search)) for one, told in pairs if not one.question.must_refuse
    ]
    right = np.concatenate([1 - one.shares[one.right, SILENT] for one in reads if one.right.any()])
    answers = np.concatenate([one.shares[one.right, ANSWERS] for one in reads if one.right.any()])
    least = round(float(np.quantile(right, 1 - KEPT)), 4)
    return Calibration(
        made=f"{len(reads)} questions, {ANSWERABLE:.0%} of the answerable refused, {SOUND:.0%} of the sound noted; python -m evals.calibrate",
        order=now.order | {embedder: order},
        enough=logistic(weighed, answerable, SENSE, answerable, ANSWERABLE, above=False),
        premise=logistic(
            [told for _, told in noted],
            [one.question.must_correct_premise for one, _ in noted],
            SENSE_OF_PREMISE,
            [one.sound for one, _ in noted],
            SOUND,
            above=True,
        ),
        quote=least,
        beside=round(float(np.median(answers)), 4),
        about=round(max(0.5, least), 4),
        contradicted=_contradicted(pairs),
    )


def _contradicted(pairs: Sequence[tuple[Read, Found]]) -> float:
    """The share, read both ways, that BOGUS of the pairs of first passages of sound questions reach: hardly any contradict each other."""
    told = []
    for one, found in pairs:
        for a, b in combinations(found.hits[:3], 2) if one.sound else ():
            if a.passage.source_id != b.passage.source_id:
                told += [(spelled(x.passage.text), spelled(y.passage.text)) for x, y in ((a, b), (b, a))]
    if not told:
        return 1.0
    shares = judge().claims(told)[:, CONTRADICTED].reshape(-1, 2).min(axis=1)
    return round(float(np.quantile(shares, 1 - BOGUS)), 4)


def report(reads: Sequence[Read], made: Calibration) -> str:
    """How the fit stands on ``reads``: first, one of three, refused, noted."""
    embedder = reads[0].parts.search.embedder.id
    stood: dict[str, list[bool]] = {}

    def count(name: str, right: bool) -> None:
        stood.setdefault(name, []).append(right)

    for one in reads:
        found = one.ordered(made.order_for(embedder))
        places = [
            not one.question.support.isdisjoint(names(h.passage.id, h.passage.source_id, h.passage.locator))
            for h in found.hits
        ]
        if not one.question.must_refuse and one.question.support:
            count("first", any(places[:1]))
            count("one of three", any(places[:3]))
        share = made.enough.share(enough.figures(one.asked, found, one.parts.search))
        count(
            "unanswerable refused" if one.question.must_refuse else "answerable refused", share < made.enough.threshold
        )
        if not one.question.must_refuse:
            note = made.premise.share(premise.figures(one.asked, found, one.parts.search)) >= made.premise.threshold
            count("wrong premise noted" if one.question.must_correct_premise else "sound noted", note)
    return "\n".join(f"{name}: {np.mean(told):.3f} of {len(told)}" for name, told in stood.items())


def main(
    cases: Annotated[list[str] | None, typer.Argument(help="Which; without any all of the development half.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where their indexes are made and kept.")] = None,
    write: Annotated[bool, typer.Option(help="Write rag/data/answerable.json.")] = True,
) -> None:
    """Fit, write, and print how the fit stands on what it was fitted to."""
    reads: list[Read] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-calibrate-") as made:
        for case in cases or CASES[Half.DEVELOPMENT]:
            parts: Any = opened(case, folder or Path(made))
            reads += read(parts, suite_of(case))
            if case == SHIPPED:
                reads += read(parts, read_suite(DATA / "calibration.jsonl"))
            typer.echo(f"{case}: {len(reads)} questions so far", err=True)
        found = fitted(reads)
        if write:
            FILE.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")
        typer.echo(report(reads, found))


if __name__ == "__main__":
    typer.run(main)
