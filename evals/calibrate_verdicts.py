"""Fit how sure a verdict is, and from where it counts.

    python -m evals.calibrate_verdicts [FILE...] [--no-write] [--curve docs/images/verdicts.svg]

Without FILE: a sample of the scenarios and sources that are kept back from training, and the development half of ``strong``. A FILE has
lines {claim, evidence: [...], label: supported | open | contradicted | not, lang}; "not" says only that a claim is not supported, and
takes no part in what is contradicted. Both probabilities are cross-validated; each threshold is the lowest above which, out of fold,
PRECISION of the claims are what they are said to be. English claims and all others have curves of their own, for networks of their own
read them. Writes rag/data/verdict.json; the same claims give the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer

from evals.batteries import STRONG, Pair, battery, from_file
from evals.claims import Scored, scored
from evals.fits import Bools, Floats, fit_logistic
from evals.lines import Half
from evals.plots import auroc, expected_error, plot_verdicts, reliability
from evals.train.texts import own
from rag.common.files import write_whole
from rag.models.calibration import VERDICTS, Curves, Judged, Logistic
from rag.models.judge import english
from rag.verify.claim import FEATURES
from rag.verify.windows import Stretch

PRECISION, FOLDS = 0.95, 5
SUPPORTED, CONTRADICTED, NOT = "supported", "contradicted", "not"
KINDS = (SUPPORTED, CONTRADICTED)
LEAST = 20  # claims above a threshold; of fewer no share is sure
KEPT = {"kept.scenarios.claims.en": 1000, "kept.sources.claims": 300, "kept.scenarios.claims.x": 1200}  # drawn of each
LABELS = (SUPPORTED, "open", CONTRADICTED)  # by a pair's label
NEVER = 0.9999  # where no threshold is precise enough
# Of a model's sentences eight in ten or more hold; of those that are not supported three in ten or so are contradicted. The claims that
# are fitted to are hard, one in three of each kind: precision is counted as though they came as often as in use.
IN_USE = {SUPPORTED: 0.8, CONTRADICTED: 0.2 * 0.3}
# The sign that a figure's weight may have: more common words make no claim less likely, and contradict nothing.
FOR = ("support", "subject_support", "nearness", "values_found", "values_reckoned", "names_found")
AGAINST = ("contradict", "values_absent", "values_clashing", "names_absent", "names_clashing")
SENSE = {
    SUPPORTED: dict.fromkeys((*FOR, "coverage", "sentence_coverage"), 1) | dict.fromkeys((*AGAINST, "missing"), -1),
    CONTRADICTED: dict.fromkeys(FOR, -1) | dict.fromkeys(AGAINST, 1),
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A curve, and its probabilities out of fold beside what was so."""

    curve: Logistic
    sure: Floats
    right: Bools

    @property
    def told(self) -> str:
        """Its figures in a line."""
        above = self.sure >= self.curve.threshold
        precision = self.right[above].mean() if above.any() else float("nan")
        reach = (above & self.right).sum() / max(1, self.right.sum())
        error = expected_error(reliability(self.sure, self.right))
        return (
            f"{len(self.right)} claims, AUROC {auroc(self.sure, self.right) or 0.5:.3f}, calibration error {error or 0:.3f}; "
            f"from {self.curve.threshold:.3f} on: precision {precision:.3f}, reach {reach:.3f}"
        )


def fitted(kind: str, x: Floats, right: Bools, groups: Sequence[str]) -> Fitted:
    """The curve of a kind on all of ``x``; its threshold from folds by evidence, so that no text stands on both sides."""
    from sklearn.model_selection import GroupKFold

    sure = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(x, right, groups):
        curve = fit_logistic(FEATURES, x[train], right[train], SENSE[kind])
        sure[test] = [curve.share(dict(zip(FEATURES, row, strict=True))) for row in x[test]]
    threshold = precise_from(sure, right, IN_USE[kind])
    whole = fit_logistic(FEATURES, x, right, SENSE[kind])
    return Fitted(whole.model_copy(update={"threshold": threshold}), sure, right)


def precise_from(sure: Floats, right: Bools, share: float) -> float:
    """The lowest probability from which on, with LEAST claims above it, precision is PRECISION where ``share`` of all claims are right."""
    order = np.argsort(-sure)
    hits = np.cumsum(right[order]) * share / max(1, right.sum())
    misses = np.cumsum(~right[order]) * (1 - share) / max(1, (~right).sum())
    precision = hits / np.maximum(hits + misses, 1e-12)
    good = [i for i in range(LEAST - 1, len(order)) if precision[i] >= PRECISION]
    return round(float(sure[order[good[-1]]]), 4) if good else NEVER


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="JSONL files of labelled claims.")] = None,
    write: Annotated[bool, typer.Option(help="Write rag/data/verdict.json.")] = True,
    curve: Annotated[Path | None, typer.Option(help="Where to draw the reliability curve (SVG).")] = None,
) -> None:
    """Fit both curves, print how they fare out of fold, and write them."""
    claims = [pair for file in files for pair in from_file(file)] if files else kept()
    found = list(scored(claims))
    fits = {
        name: _both([one for one in found if english(one.pair.claim, _text(one.pair)) is plain])
        for name, plain in (("English", True), ("others", False))
    }
    for name, (supported, contradicted) in fits.items():
        typer.echo(f"{name}, supported: {supported.told}\n{name}, contradicted: {contradicted.told}")
    if write:
        named = ", ".join(file.name for file in files) if files else "what is kept back from training"
        made = f"{len(found)} claims of {named}, {datetime.now(UTC):%Y-%m-%d}"
        pairs = [Judged(supported=one.curve, contradicted=other.curve) for one, other in fits.values()]
        fit = Curves(made=made, english=pairs[0], others=pairs[1])
        write_whole(VERDICTS, (fit.model_dump_json(indent=1) + "\n").encode())
        typer.echo(f"written: {VERDICTS.name}")
    if curve:
        lines = {
            f"{kind}, {name}": reliability(one.sure, one.right)
            for name, both in fits.items()
            for kind, one in zip(KINDS, both, strict=True)
        }
        curve.write_text(plot_verdicts(lines), encoding="utf-8")


def kept() -> list[Pair]:
    """Claims that no training sees, the same each time."""
    sets, rng = own(), Random(4)  # noqa: S311 - examples, not secrets
    drawn = [pair for name, many in KEPT.items() for pair in rng.sample(sets[name], min(many, len(sets[name])))]
    told = [
        Pair(one.first, (Stretch(one.second),), one.label == 0, label=LABELS[one.label], language=one.language)
        for one in drawn
    ]
    return [*told, *battery(STRONG, Half.DEVELOPMENT)]


def _both(found: Sequence[Scored]) -> tuple[Fitted, Fitted]:
    """That a claim is supported, and that it is contradicted."""
    x = np.array([[one.weighed.features[name] for name in FEATURES] for one in found])
    labels = np.array([one.pair.label or (SUPPORTED if one.pair.holds else NOT) for one in found])
    groups = np.array([_text(one.pair) for one in found])
    known = labels != NOT
    return (
        fitted(SUPPORTED, x, labels == SUPPORTED, groups.tolist()),
        fitted(CONTRADICTED, x[known], labels[known] == CONTRADICTED, groups[known].tolist()),
    )


def _text(pair: Pair) -> str:
    return " ".join(one.text for one in pair.evidence)


if __name__ == "__main__":
    typer.run(main)
