"""Fit how sure a verdict is, and from where it counts.

    python -m evals.calibrate_verdicts [FILE...] [--public FOLDER] [--no-write] [--curve docs/images/verdicts.svg]

Without FILE: the mix in use (``PARTS``). A model's sentences beside what they cite, honest ones and with a planted error; honest ones
beside another passage that the same question found; sentences of a real model about which people decided (with ``--public``); the
scenarios and sources that are kept back from training. A FILE has lines {claim, evidence: [...], label: supported | open |
contradicted | not, lang}; "not" says only that a claim is not supported, and takes no part in what is contradicted.

A probability is that of the mix, in which IN_USE of the claims are of its kind; it is cross-validated. A threshold is the lowest, and
at least LEAST_SURE, above which PRECISION of the mix are what they are said to be, out of fold. English claims and all others have
curves of their own, for networks of their own read them. Writes rag/data/verdict.json; the same claims give the same figures.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer

from evals.batteries import STRONG, Pair, battery, beside_others, from_file
from evals.claims import Scored, scored
from evals.fits import Bools, Floats, fit_logistic
from evals.lines import Half
from evals.plots import auroc, expected_error, plot_verdicts, reliability
from evals.train.scenarios import Pair as Learnt
from evals.train.texts import own, public
from rag.common.files import write_whole
from rag.models.calibration import VERDICTS, Curves, Judged, Logistic
from rag.models.judge import english
from rag.verify.claim import FEATURES
from rag.verify.windows import Stretch

PRECISION, FOLDS = 0.95, 5
SUPPORTED, CONTRADICTED, NOT = "supported", "contradicted", "not"
KINDS = (SUPPORTED, CONTRADICTED)
LEAST = 20  # claims above a threshold; of fewer no share is sure
LEAST_SURE = 0.5  # no threshold is lower: what a client may filter at
NEVER = 0.9999  # where no threshold is precise enough
# What the mix is made of: how many claims at most are drawn of each part, and which share of the mix they are.
HONEST, PLANTED, NEAR, PEOPLE = "honest", "planted", "near", "factcheck-gpt"
PARTS = {
    HONEST: (2000, 0.3), PLANTED: (200, 0.1), NEAR: (600, 0.15), PEOPLE: (1200, 0.3), "kept.scenarios.claims.en": (1000, 0.15),
    "kept.sources.claims": (300, 0.1), "kept.scenarios.claims.x": (1200, 0.55),
}  # fmt: skip
LABELS = (SUPPORTED, "open", CONTRADICTED, NOT)  # by a pair's label
# Of a model's sentences eight in ten or more hold; of those that are not supported three in ten or so are contradicted.
IN_USE = {SUPPORTED: 0.8, CONTRADICTED: 0.2 * 0.3}
# The sign that a figure's weight may have: more common words make no claim less likely, and contradict nothing.
FOR = ("support", "subject_support", "nearness", "values_found", "values_reckoned", "names_found")
AGAINST = ("contradict", "values_absent", "values_clashing", "names_absent", "names_clashing")
SENSE = {
    SUPPORTED: dict.fromkeys((*FOR, "coverage", "sentence_coverage"), 1) | dict.fromkeys(AGAINST, -1),
    CONTRADICTED: dict.fromkeys(FOR, -1) | dict.fromkeys(AGAINST, 1),
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A curve, and its probabilities out of fold beside what was so."""

    curve: Logistic
    sure: Floats
    right: Bools
    counts: Floats

    @property
    def told(self) -> str:
        """Its figures in a line."""
        above = self.sure >= self.curve.threshold
        precision = np.average(self.right[above], weights=self.counts[above]) if above.any() else float("nan")
        reach = self.counts[above & self.right].sum() / max(1e-9, self.counts[self.right].sum())
        error = expected_error(reliability(self.sure, self.right, self.counts))
        return (
            f"{len(self.right)} claims, AUROC {auroc(self.sure, self.right) or 0.5:.3f}, calibration error {error or 0:.3f}; "
            f"from {self.curve.threshold:.3f} on: precision {precision:.3f}, reach {reach:.3f}"
        )


def fitted(kind: str, x: Floats, right: Bools, groups: Sequence[str], shares: Floats) -> Fitted:
    """The curve of a kind on all of ``x``; its threshold from folds by evidence, so that no text stands on both sides.

    ``shares``: what each claim counts in the mix, before IN_USE of it are made right.
    """
    from sklearn.model_selection import GroupKFold

    counts = in_use(right, shares, IN_USE[kind])
    sure = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(x, right, groups):
        curve = fit_logistic(FEATURES, x[train], right[train], SENSE[kind], counts[train])
        sure[test] = [curve.share(dict(zip(FEATURES, row, strict=True))) for row in x[test]]
    threshold = precise_from(sure, right, counts)
    whole = fit_logistic(FEATURES, x, right, SENSE[kind], counts)
    return Fitted(whole.model_copy(update={"threshold": threshold}), sure, right, counts)


def in_use(right: Bools, shares: Floats, share: float) -> Floats:
    """``shares`` scaled so that ``share`` of their sum is right and their mean is 1."""
    right_share, wrong_share = share / max(1e-9, shares[right].sum()), (1 - share) / max(1e-9, shares[~right].sum())
    counts: Floats = shares * np.where(right, right_share, wrong_share) * len(right)
    return counts


def precise_from(sure: Floats, right: Bools, counts: Floats) -> float:
    """The lowest probability, of LEAST_SURE or more and with LEAST claims above it, from which on precision is PRECISION."""
    order = np.argsort(-sure)
    hits, all_above = np.cumsum((counts * right)[order]), np.cumsum(counts[order])
    precision = hits / all_above
    good = [i for i in range(LEAST - 1, len(order)) if precision[i] >= PRECISION]
    return max(LEAST_SURE, round(float(sure[order[good[-1]]]), 4)) if good else NEVER


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="JSONL files of labelled claims.")] = None,
    public_sets: Annotated[Path | None, typer.Option("--public", help="Folder of the public sets.")] = None,
    write: Annotated[bool, typer.Option(help="Write rag/data/verdict.json.")] = True,
    curve: Annotated[Path | None, typer.Option(help="Where to draw the reliability curve (SVG).")] = None,
) -> None:
    """Fit both curves, print how they fare out of fold, and write them."""
    parts = {file.name: list(from_file(file)) for file in files} if files else kept(public_sets)
    found = [(name, one) for name, many in parts.items() for one in scored(many)]
    fits = {
        name: _both([(part, one) for part, one in found if english(one.pair.claim, _text(one.pair)) is plain])
        for name, plain in (("English", True), ("others", False))
    }
    for name, (supported, contradicted) in fits.items():
        typer.echo(f"{name}, supported: {supported.told}\n{name}, contradicted: {contradicted.told}")
    if write:
        made = f"{len(found)} claims of {', '.join(parts)}, {datetime.now(UTC):%Y-%m-%d}"
        pairs = [Judged(supported=one.curve, contradicted=other.curve) for one, other in fits.values()]
        fit = Curves(made=made, english=pairs[0], others=pairs[1])
        write_whole(VERDICTS, (fit.model_dump_json(indent=1) + "\n").encode())
        typer.echo(f"written: {VERDICTS.name}")
    if curve:
        lines = {
            f"{kind}, {name}": reliability(one.sure, one.right, one.counts)
            for name, both in fits.items()
            for kind, one in zip(KINDS, both, strict=True)
        }
        curve.write_text(plot_verdicts(lines), encoding="utf-8")


def kept(folder: Path | None) -> dict[str, list[Pair]]:
    """The parts of the mix, the same each time; with the public sets in ``folder``, where one is given."""
    rng = Random(4)  # noqa: S311 - examples, not secrets
    strong = list(battery(STRONG, Half.DEVELOPMENT))
    sets = own() | (public(folder) if folder else {})
    drawn = {name: [_of_set(one) for one in sets.get(name, ())] for name in PARTS if name in sets}
    near = list(beside_others(Half.DEVELOPMENT))
    parts = {HONEST: [p for p in strong if p.holds], PLANTED: [p for p in strong if not p.holds], NEAR: near, **drawn}
    return {name: rng.sample(many, min(PARTS[name][0], len(many))) for name, many in parts.items()}


def _of_set(one: Learnt) -> Pair:
    return Pair(one.first, (Stretch(one.second),), one.label == 0, label=LABELS[one.label], language=one.language)


def _both(found: Sequence[tuple[str, Scored]]) -> tuple[Fitted, Fitted]:
    """That a claim is supported, and that it is contradicted."""
    x = np.array([[one.weighed.features[name] for name in FEATURES] for _, one in found])
    labels = np.array([one.pair.label or (SUPPORTED if one.pair.holds else NOT) for _, one in found])
    groups = np.array([_text(one.pair) for _, one in found])
    sizes = Counter(name for name, _ in found)
    shares = np.array([PARTS.get(name, (0, 1.0))[1] / sizes[name] for name, _ in found])
    known = labels != NOT
    return (
        fitted(SUPPORTED, x, labels == SUPPORTED, groups.tolist(), shares),
        fitted(CONTRADICTED, x[known], labels[known] == CONTRADICTED, groups[known].tolist(), shares[known]),
    )


def _text(pair: Pair) -> str:
    return " ".join(one.text for one in pair.evidence)


if __name__ == "__main__":
    typer.run(main)
