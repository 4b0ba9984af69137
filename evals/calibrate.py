"""Fit every weight and threshold of an answer to the judge that is shipped: rag/data/answerable.json. Run it again after another judge.

    python -m evals.calibrate                      all development cases of evals/people.py and calibration.jsonl
    python -m evals.calibrate parts stadiums       these cases only
    python -m evals.calibrate --folder DIR         where their indexes are made and kept; default: made anew

Order: two softmaxes over the candidates of a question, of which those that answer should come first: one chooses what the judge reads,
one puts that in order. Enough and premise: logistic models. Every case counts the same, however many questions it has.
Thresholds: answers are refused where ANSWERABLE of the answerable fall; notes are shown where SOUND of the sound questions are noted.
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from evals.fits import Bools, Floats, fit_logistic
from evals.lines import Half
from evals.people import CASES, SHIPPED, opened, suite_of
from evals.schema import Question, before, read_suite
from rag.answer import enough, premise
from rag.assemble import Parts
from rag.case.editors import worded
from rag.case.places import names
from rag.models.calibration import FILE, Calibration, Logistic, Order, Weights, calibration
from rag.models.judge import ANSWERS, CONTRADICTED, SILENT, Shares, judge
from rag.question import Turn
from rag.retrieve.candidates import Candidate, Told
from rag.retrieve.search import REACH, Found, odds, spelled
from rag.sources import Hit, Passage

DATA = Path(__file__).parent / "data"
ANSWERABLE, SOUND, BOGUS = 0.05, 0.003, 0.002  # shares that may be refused, noted, or shown as a conflict, wrongly
KEPT = 0.88  # of the supporting passages that count as answers
PULL = 0.02  # of the ridge of an order
ELSEWHERE = 40  # questions of each other case, to which a case has no answer either
EVERY = 5  # of calibration.jsonl, whose 585 questions are all of one case
PAIRS = 300  # of first passages, among which the judge finds hardly a contradiction
CHOSEN = ("meaning", "words", "known", "seed")
PLACED = (*CHOSEN, "read")
START = {"meaning": 75.0, "words": 5.0, "known": 15.0, "seed": -3.0, "read": 0.8}


@dataclass(frozen=True, slots=True)
class Read:
    """One question of a case with its candidates, what the judge makes of the first of them and which of them answer."""

    case: str
    question: Question
    asked: str
    parts: Parts
    found: list[Candidate]  # as they were chosen by the weights of before
    shares: Shares  # of the first REACH
    told: Told
    right: Bools

    @property
    def sound(self) -> bool:
        """True where the sources answer and nothing is taken wrongly for granted."""
        return not self.question.must_refuse and not self.question.must_correct_premise

    def features(self, names: Sequence[str] = CHOSEN) -> Floats:
        """Shape (candidates, names): what the order is made of; with "read" only of what was read."""
        rows = [[c.meaning, c.words, c.known, float(c.seed)] for c in self.found]
        table = np.array(rows).reshape(len(rows), len(CHOSEN))
        if "read" not in names:
            return table
        gained = odds(self.shares[:, SILENT])
        return np.column_stack([table[: len(gained)], gained])

    def ordered(self, by: Weights) -> Found:
        """The passages that were read as ``by`` puts them."""
        total = self.features(PLACED) @ np.array([getattr(by, name) for name in PLACED])
        places = np.argsort(-total, kind="stable")
        index = self.parts.index
        hits = tuple(Hit(index.passages[self.found[n].row], float(total[n])) for n in places)
        return Found(hits, self.shares[places], self.told)


def read(case: str, parts: Parts, suite: Sequence[Question]) -> list[Read]:
    """Every question of a suite that is asked of the sources; those that the case knows tell nothing of others."""
    known = {worded(one) for one in parts.index.known.questions}
    found = []
    for question in suite:
        if question.type == "out-of-scope" or worded(question.question) in known:
            continue
        asked = parts.in_full(question.question, [Turn(one) for one in before(question, suite)], parts.meter())
        search = parts.search
        near, told = search.candidates.find(asked, search.vector(asked), (), known=True)
        passages = [parts.index.passages[one.row] for one in near]
        right = [_answers(question, one) for one in passages]
        shares = search.read(asked, passages[:REACH])
        found.append(Read(case, question, asked, parts, near, shares, told, np.array(right, bool)))
    return found


def _answers(question: Question, passage: Passage) -> bool:
    return not question.support.isdisjoint(names(passage.id, passage.source_id, passage.locator))


def elsewhere(case: str) -> list[Question]:
    """Questions of other development cases: of a case that they are not about nothing answers them."""
    suites = [suite_of(one) for one in CASES[Half.DEVELOPMENT] if one != case]
    asked = [one for suite in suites for one in suite[:: max(1, len(suite) // ELSEWHERE)]]
    return [
        Question(id=one.id, question=one.question, language=one.language, type="unanswerable", must_refuse=True)
        for one in asked
        if one.turn in (None, 1) and not one.history
    ]


def counted(reads: Sequence[Read]) -> Floats:
    """What each question counts, 1 on average: all questions of a case together as much as those of any other."""
    many = Counter(one.case for one in reads)
    return np.array([len(reads) / (len(many) * many[one.case]) for one in reads])


def order_of(reads: Sequence[Read]) -> Order:
    """The weights under which what answers comes first most surely; pulled a little towards START."""
    count = counted(reads)
    chosen = [(one.features(), one.right, n) for one, n in zip(reads, count, strict=True)]
    placed = [(one.features(PLACED), one.right[: len(one.shares)], n) for one, n in zip(reads, count, strict=True)]
    return Order(chosen=_weights(chosen, CHOSEN, 1.0), placed=_weights(placed, PLACED, 0.5))


def _weights(lists: Sequence[tuple[Floats, Bools, float]], named: Sequence[str], each: float) -> Weights:
    """``each``: how much it counts that every passage that answers comes first, beside that one of them does."""
    from scipy.optimize import minimize  # only evals fit

    told = [one for one in lists if one[1].any() and not one[1].all()]
    scale = np.array([START[name] for name in named])
    whole = sum(n for *_, n in told)

    def loss(free: Floats) -> float:
        total = 0.0
        for features, right, n in told:
            scores = features @ (free * scale)
            scores -= scores.max()
            logs = scores - np.log(np.exp(scores).sum())
            total -= n * (each * logs[right].mean() + (1 - each) * np.log(np.exp(logs[right]).sum()))
        return float(total / whole) + PULL * float(((free - 1) ** 2).sum())

    best = minimize(loss, np.ones(len(named)), method="L-BFGS-B", bounds=[(0, None)] * len(named)).x * scale
    return Weights(**{name: round(float(value), 3) for name, value in zip(named, best, strict=True)})


# The sign that a figure's weight may have: a passage that has more of the question's words makes an answer no less likely.
SENSE = {"first": 1, "odds": 1, "all": 1, "best": 1, "known": 1, "years": -1, "absent": -1}
SENSE_OF_PREMISE = {"denies": 1, "against": 1, "known": 1, "ledger": 1}


def logistic(
    figures: Sequence[dict[str, float]],
    right: Sequence[bool],
    sense: dict[str, int],
    spared: Sequence[bool],
    share: float,
    count: Floats,
) -> Logistic:
    """A model of ``right``; below its threshold lies ``share`` of the cases that are to be ``spared``, each counting what it counts."""
    named = sorted({name for one in figures for name in one})
    model = fit_logistic(named, [[one.get(name, 0.0) for name in named] for one in figures], right, sense, count)
    told = [model.share(one) for one, mine in zip(figures, spared, strict=True) if mine]
    threshold = np.quantile(told, share, weights=count[np.array(spared)], method="inverted_cdf")
    weights = {name: weight for name, weight in model.weights.items() if weight}
    return model.model_copy(update={"weights": weights, "threshold": round(float(threshold), 4)})


def fitted(reads: Sequence[Read]) -> Calibration:
    """All weights and thresholds from the questions read."""
    now = calibration()
    embedder = reads[0].parts.search.embedder.id.partition("-")[0]
    order = order_of(reads)
    pairs = [(one, one.ordered(order.placed)) for one in reads]
    asked = [(one, found) for one, found in pairs if not one.question.must_refuse]
    shares = np.concatenate([one.shares[one.right[: len(one.shares)]] for one in reads])  # of what answers
    least = round(float(np.quantile(1 - shares[:, SILENT], 1 - KEPT)), 4)
    return Calibration(
        made=f"{len(reads)} questions, {ANSWERABLE:.0%} of the answerable refused, {SOUND:.1%} of the sound noted; python -m evals.calibrate",
        order=now.order | {embedder: order},
        enough=_enough([one for one in pairs if enough.model_of(one[0].asked, one[1]) is not now.enough_others]),
        enough_others=_enough([one for one in pairs if enough.model_of(one[0].asked, one[1]) is now.enough_others]),
        premise=logistic(
            [premise.figures(one.asked, found, one.parts.search) for one, found in asked],
            [one.question.must_correct_premise for one, _ in asked],
            SENSE_OF_PREMISE,
            [one.sound for one, _ in asked],
            1 - SOUND,
            count=np.ones(len(asked)),
        ),
        quote=least,
        beside=round(float(np.median(shares[:, ANSWERS])), 4),
        about=round(max(0.5, least), 4),
        contradicted=_contradicted(pairs),
    )


def _enough(pairs: Sequence[tuple[Read, Found]]) -> Logistic:
    """Whether what was found answers; as it was where nothing was read."""
    if not pairs:
        return calibration().enough_others
    answerable = [not one.question.must_refuse for one, _ in pairs]
    told = [enough.figures(one.asked, found, one.parts.search) for one, found in pairs]
    return logistic(told, answerable, SENSE, answerable, ANSWERABLE, counted([one for one, _ in pairs]))


def _contradicted(pairs: Sequence[tuple[Read, Found]]) -> float:
    """The share, read both ways, that BOGUS of the pairs of first passages of sound questions reach: hardly any contradict each other."""
    told = []
    for one, found in pairs:
        for a, b in combinations(found.hits[:3], 2) if one.sound else ():
            if a.passage.source_id != b.passage.source_id:
                told += [(spelled(x.passage.text), spelled(y.passage.text)) for x, y in ((a, b), (b, a))]
    if not told:
        return 1.0
    every = max(1, len(told) // (2 * PAIRS))
    told = [pair for n, pair in enumerate(told) if n // 2 % every == 0]
    shares = judge().claims(told)[:, CONTRADICTED].reshape(-1, 2).min(axis=1)
    return round(float(np.quantile(shares, 1 - BOGUS)), 4)


def report(reads: Sequence[Read], made: Calibration) -> str:
    """How the fit stands on ``reads``: first, one of three, refused, noted."""
    by = made.order_for(reads[0].parts.search.embedder.id).placed
    stood: defaultdict[str, list[bool]] = defaultdict(list)
    for one in reads:
        question, found = one.question, one.ordered(by)
        places = [_answers(question, hit.passage) for hit in found.hits[:3]]
        if not question.must_refuse and question.support:
            stood["first"].append(any(places[:1]))
            stood["one of three"].append(any(places))
        others = enough.model_of(one.asked, found) is calibration().enough_others
        model = made.enough_others if others else made.enough
        share = model.share(enough.figures(one.asked, found, one.parts.search))
        stood["unanswerable refused" if question.must_refuse else "answerable refused"].append(share < model.threshold)
        if not question.must_refuse:
            note = made.premise.share(premise.figures(one.asked, found, one.parts.search)) >= made.premise.threshold
            stood["wrong premise noted" if question.must_correct_premise else "sound noted"].append(note)
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
            reads += read(case, parts, suite_of(case)) + read(case, parts, elsewhere(case))
            if case == SHIPPED:
                reads += read(case, parts, read_suite(DATA / "dev.jsonl"))
                reads += read(case, parts, read_suite(DATA / "calibration.jsonl")[::EVERY])
            typer.echo(f"{case}: {len(reads)} questions so far", err=True)
        found = fitted(reads)
        if write:
            FILE.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")
        typer.echo(report(reads, found))


if __name__ == "__main__":
    typer.run(main)
