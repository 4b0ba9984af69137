"""How well verdicts tell claims that hold from such as do not.

    python -m evals.claims [BATTERY...] [--half check] [--file JSONL] [--json] [--list]

For each battery: AUROC of the probability that a claim is supported, balanced accuracy at the best cut, the share of true
claims above the cut that 5 % of the false ones pass, what the verdicts make of both, and AUROC of the judge by itself and of
the share of common words. Of a check half only totals are shown.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from evals.batteries import Pair, battery, from_file, names
from evals.lines import Half, markdown
from evals.plots import auroc
from rag.text.tokens import tokens
from rag.verify.claim import Weighed, weigh

BATCH = 64  # claims read at once
FALSE_ALLOWED = 0.05


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim and what was made of it."""

    pair: Pair
    weighed: Weighed
    words: float  # share of its words that the evidence has


def scored(pairs: Iterable[Pair]) -> Iterator[Scored]:
    """The claims with evidence, weighed; those without any are left out."""
    kept = iter(pair for pair in pairs if pair.evidence)
    while batch := list(islice(kept, BATCH)):
        for pair, weighed in zip(batch, weigh([(p.claim, p.evidence) for p in batch]), strict=True):
            yield Scored(pair, weighed, common_words(pair))


def common_words(pair: Pair) -> float:
    """The share of a claim's words that its evidence has."""
    mine = set(tokens(pair.claim))
    told = {token for one in pair.evidence for token in tokens(one.text)}
    return len(mine & told) / max(1, len(mine))


def figures(name: str, found: Sequence[Scored]) -> dict[str, Any]:
    """The figures of a battery by name: counts, and shares of 0 to 1."""
    holds = np.array([one.pair.holds for one in found])
    sure = np.array([one.weighed.supported for one in found])
    words = np.array([one.words for one in found])
    against = np.array([one.weighed.denied for one in found])
    shown = np.array([one.weighed.borne for one in found])
    (right, above), (right_words, above_words) = reach(sure, holds), reach(words, holds)
    return {
        "battery": name,
        "claims": len(found),
        "holding": int(holds.sum()),
        "auroc": _auroc(sure, holds),
        "balanced": right,
        "at_5_false": above,
        "auroc_judge": _auroc(np.array([one.weighed.features["support"] for one in found]), holds),
        "auroc_words": _auroc(words, holds),
        "balanced_words": right_words,
        "at_5_false_words": above_words,
        "true_supported": _share(shown, holds),
        "true_struck": _share(against, holds),
        "false_supported": _share(shown, ~holds),
        "false_struck": _share(against, ~holds),
    }


def _auroc(scores: np.ndarray, holds: np.ndarray) -> float:
    found = auroc(scores, holds)
    return 0.5 if found is None else found


def reach(scores: np.ndarray, holds: np.ndarray) -> tuple[float, float]:
    """Balanced accuracy at the best cut, and the share of true claims above the lowest cut that at most FALSE_ALLOWED of the false ones
    pass; (.5, 0) without both kinds."""
    from sklearn.metrics import roc_curve

    if holds.all() or not holds.any():
        return 0.5, 0.0
    false, true, _ = roc_curve(holds, scores, drop_intermediate=False)
    may = int(FALSE_ALLOWED * (~holds).sum()) / (~holds).sum()
    return float((true + 1 - false).max() / 2), float(true[false <= may + 1e-9].max())


def _share(which: np.ndarray, of: np.ndarray) -> float:
    return float(which[of].mean()) if of.any() else 0.0


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Markdown, a line a battery."""
    cells = [[f"{v:.3f}".lstrip("0") if isinstance(v, float) else str(v) for v in one.values()] for one in rows]
    return markdown([name.replace("_", " ") for name in rows[0]], cells)


def main(
    chosen: Annotated[list[str] | None, typer.Argument(help="Batteries; all without one.")] = None,
    half: Annotated[Half, typer.Option(help="Which half.")] = Half.DEVELOPMENT,
    file: Annotated[Path | None, typer.Option(help="A JSONL file instead, .gz or not.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Also the claims, worst first; development only.")] = False,
) -> None:
    """Weigh the claims and print a line a battery."""
    sets: list[tuple[str, Iterable[Pair]]] = (
        [(file.name, from_file(file))] if file else [(name, battery(name, half)) for name in chosen or names()]
    )
    rows = []
    for name, pairs in sets:
        found = list(scored(pairs))
        rows.append(figures(name, found))
        if listed and (file or half is Half.DEVELOPMENT):
            for one in sorted(found, key=lambda s: abs(s.pair.holds - s.weighed.supported), reverse=True):
                typer.echo(
                    f"{'+' if one.pair.holds else '-'} {one.weighed.supported:.2f} {one.pair.kind}: {one.pair.claim}"
                )
    if len(rows) > 1 and not as_json:
        typer.echo(
            f"mean AUROC {np.mean([r['auroc'] for r in rows]):.3f}, of words {np.mean([r['auroc_words'] for r in rows]):.3f}\n"
        )
    typer.echo(json.dumps(rows, indent=1) if as_json else table(rows))


if __name__ == "__main__":
    typer.run(main)
