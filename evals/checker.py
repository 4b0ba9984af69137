"""Fits the weights of rag/verify/weighing.py on claims made by rule, and measures the checker on ones held back.

python -m evals.checker          fit on the first half of the case's sources and write rag/data/checker.json
python -m evals.checker --check  only measure what is shipped: balanced accuracy and AUROC a way, claims a second
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import typer

from evals.adversary import attempts
from evals.adversary_by_hand import FRESH, HALVES, claims_by_hand, reworded
from evals.adversary_ground import World, case_world, other_world
from rag.settings import load_settings
from rag.snapshot import now
from rag.types import Claim, Status
from rag.verify.sources import EvidenceSource
from rag.verify.telling import check_pieces, cited_sentences, unmarked
from rag.verify.verifier import verify
from rag.verify.weighing import FEATURES, FILE, Floats, features

SEEDS = (101, 102)  # other dice than the suite's
EACH = 30
LOADING = 50  # claims whose time is not counted
BY_HAND = 0.3  # weight of all claims by hand together; more, and a claim near its source is too little trusted
KEPT = 0.0  # share of the honest, supported claims by rule that the fitted threshold may lower


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim with the truth about it, what the verifier decided and how sure it was."""

    way: str
    family: str
    honest: bool
    supported: bool
    score: float
    struck: bool = False


def rows(world: World, seeds: Sequence[int] = SEEDS) -> tuple[Floats, Floats]:
    """Features and truth (1 honest) of every claim told in other words, lies and their twins alike."""
    x, y = [], []
    for seed in seeds:
        for attempt in attempts(world, seed, EACH):
            for claim, truth in ((attempt.claim, float(attempt.family == "honest")), (attempt.twin, 1.0)):
                if (
                    claim is None
                    or not claim.citations
                    or any(c.source_id not in world.sources for c in claim.citations)
                ):
                    continue
                finding = check_pieces(claim, world.sources)
                x.append(features(unmarked(claim.text), cited_sentences(claim, world.sources), finding.status))
                y.append(truth)
    return np.array(x), np.array(y)


def rows_by_hand() -> tuple[Floats, Floats]:
    """Features and truth of the development half of the rewordings written by hand."""
    made, sources = reworded("development")
    x = [features(unmarked(c.text), cited_sentences(c, sources), check_pieces(c, sources).status) for _, _, c in made]
    return np.array(x), np.array([float(family == "honest") for _, family, _ in made])


def fit(x: Floats, y: Floats, by_hand: Floats, truth: Floats) -> dict[str, object]:
    """The logistic model in the units of the features, and the probability below which a supported claim is lowered.

    All claims by hand together weigh BY_HAND of all claims by rule (``x``, ``y``); the limit is set on those by rule.
    """
    from sklearn.linear_model import LogisticRegression  # only evals fit

    both, told = np.concatenate([x, by_hand]), np.concatenate([y, truth])
    weight = np.concatenate([np.ones(len(y)), np.full(len(truth), BY_HAND * len(y) / len(truth))])
    mean, spread = both.mean(0), both.std(0) + 1e-6
    model = LogisticRegression(C=0.5, max_iter=2000, class_weight="balanced")
    model.fit((both - mean) / spread, told, sample_weight=weight)
    slopes = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - slopes @ mean)
    clean = (y == 1) & (x[:, 0] == 0) & (x[:, 1] == 0)
    sure = 1 / (1 + np.exp(-(x[clean] @ slopes + intercept)))
    return {
        "made": f"evals/checker.py, {len(y)} claims by rule and {len(truth)} by hand, all for development, {now()[:10]}",
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, slopes, strict=True)},
        "intercept": round(intercept, 4),
        "lower_below": round(float(np.quantile(sure, KEPT)), 4),
    }


def scored(claims: Sequence[tuple[str, str, Claim]], sources: Mapping[str, EvidenceSource]) -> list[Scored]:
    """Each (way, family, claim) verified; a claim that was never weighed is as sure as its verdict."""
    out = []
    for way, family, claim in claims:
        verdict = verify(claim, sources)
        supported = verdict.status.borne
        score = verdict.confidence if verdict.confidence is not None else float(supported)
        struck = verdict.status.struck
        out.append(Scored(way, family, family == "honest", supported, score, struck))
    return out


def report(made: Sequence[Scored], *, by_way: bool = True) -> list[str]:
    """Lines of a Markdown table: balanced accuracy and AUROC of each way's lies against all honest claims; without
    ``by_way`` of families only."""
    honest = [s for s in made if s.honest]
    kept = sum(s.supported for s in honest) / max(1, len(honest))
    lines = ["| way | family | lies | balanced accuracy | AUROC |", "|---|---|---:|---:|---:|"]
    names = list(dict.fromkeys((s.family, s.way) for s in made if not s.honest))
    for family, way in names if by_way else []:
        lies = [s for s in made if s.way == way and s.family == family]
        lines.append(_line(way, family, lies, honest, kept))
    for family in dict.fromkeys(f for f, _ in names):
        lies = [s for s in made if s.family == family]
        lines.append(_line(f"**all {family}**", family, lies, honest, kept))
    return lines


def totals(made: Sequence[Scored]) -> str:
    """Lies that escaped, honest claims lowered and struck, balanced accuracy and AUROC, in one line."""
    from sklearn.metrics import roc_auc_score  # only evals measure

    lies, honest = [s for s in made if not s.honest], [s for s in made if s.honest]
    escaped = sum(s.supported for s in lies) / max(1, len(lies))
    lowered = sum(not s.supported for s in honest) / max(1, len(honest))
    struck = sum(s.struck for s in honest) / max(1, len(honest))
    auroc = roc_auc_score([s.honest for s in made], [s.score for s in made])
    return (
        f"{len(made)} claims, lies escaped {escaped:.1%}, honest lowered {lowered:.1%} (struck {struck:.1%}), "
        f"balanced accuracy {1 - (escaped + lowered) / 2:.3f}, AUROC {auroc:.3f}"
    )


def speed(
    claims: Sequence[Claim], sources: Mapping[str, EvidenceSource], read_clock: Callable[[], float] = time.process_time
) -> float:
    """Claims verified in a second of one core, whatever else the machine does meanwhile; the first ones, not counted, load word lists."""
    for claim in claims[:LOADING]:
        verify(claim, sources)
    claims = claims[LOADING:] or claims
    started = read_clock()
    for claim in claims:
        verify(claim, sources)
    return len(claims) / max(1e-9, read_clock() - started)


def _line(way: str, family: str, lies: Sequence[Scored], honest: Sequence[Scored], kept: float) -> str:
    from sklearn.metrics import roc_auc_score  # only evals measure

    caught = sum(not s.supported for s in lies) / max(1, len(lies))
    truth = [1] * len(honest) + [0] * len(lies)
    auroc = roc_auc_score(truth, [s.score for s in (*honest, *lies)])
    return f"| {way} | {family} | {len(lies)} | {(caught + kept) / 2:.3f} | {auroc:.3f} |"


def main(
    check: Annotated[bool, typer.Option("--check", help="Measure only; write nothing.")] = False,
) -> None:
    """Fit the checker's weights and measure it on held-back claims."""
    case = case_world(load_settings().home)
    if not check:
        x, y = rows(case.half(True))
        FILE.write_text(json.dumps(fit(x, y, *rows_by_hand()), indent=1) + "\n", encoding="utf-8")
        typer.echo(f"wrote {FILE.name} from {len(y)} claims by rule and the development half by hand")
        from rag.verify.weighing import fitted

        fitted.cache_clear()
    for name, world in (("held back", case.half(False)), ("other domains", other_world())):
        made = [(a.way, a.family, a.claim) for a in attempts(world)]
        typer.echo(f"\n{name}: {speed([c for _, _, c in made], world.sources):.0f} claims/s on one core\n")
        typer.echo("\n".join(report(scored(made, world.sources))))
    hand = {
        "by hand": claims_by_hand(),
        "by hand, never worked on": claims_by_hand(FRESH),
        **{f"reworded, {half} half": reworded(half) for half in HALVES},
    }
    for name, (made, sources) in hand.items():
        judged = scored(made, sources)
        typer.echo(f"\n{name}: {speed([c for _, _, c in made], sources):.0f} claims/s on one core; {totals(judged)}\n")
        typer.echo("\n".join(report(judged) if name != f"reworded, {HALVES[1]} half" else report(judged, by_way=False)))


if __name__ == "__main__":
    typer.run(main)
