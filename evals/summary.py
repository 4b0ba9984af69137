"""From the rows of a run to its figures, each with a bootstrap confidence interval over the questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.saved import Row

# name -> (what a reader sees, True when more is better)
MEASURES: dict[str, tuple[str, bool]] = {
    "recall@5": ("recall@5", True),
    "recall@10": ("recall@10", True),
    "success@10": ("one in the first ten", True),
    "ndcg@10": ("nDCG@10", True),
    "mrr@10": ("MRR@10", True),
    "first_quote": ("the first sentence rests on a supporting passage", True),
    "first_three": ("one of the first three does", True),
    "key_point_recall": ("key-point recall", True),
    "citation_recall": ("citation recall (ALCE)", True),
    "citation_precision": ("citation precision (ALCE)", True),
    "citations_verbatim": ("citations found letter for letter", True),
    "sources_acceptable": ("citations from acceptable sources", True),
    "claim_support": ("claims supported, of those checked", True),
    "claims_not_checked": ("claims not checked", False),
    "refusal_recall": ("unanswerable refused (recall)", True),
    "refusal_precision": ("refusals that were right (precision)", True),
    "answerable_refused": ("answerable refused", False),
    "premise_corrected": ("false premise corrected", True),
    "premise_noted_unduly": ("premise noted where none is false", False),
    "conflict_shown": ("conflict shown", True),
    "p50_ms": ("latency p50, ms", False),
    "p95_ms": ("latency p95, ms", False),
    "tokens": ("tokens of the model, an answer", False),
    "model_answered": ("answered by the model, of those it was asked", True),
    "model_held": ("answers in which a sentence of the model holds", True),
}
# those by type of question and by language
GROUPED = ("key_point_recall", "recall@10", "refusal_recall", "answerable_refused", "citation_recall")
RESAMPLES, LEVEL = 2000, 95.0
_NONE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over a run; ``low``..``high`` holds 95 % of the resampled runs; ``questions`` it applies to."""

    name: str
    value: float
    low: float
    high: float
    questions: int

    @property
    def label(self) -> str:
        """What a reader sees."""
        return MEASURES[self.name][0]

    @property
    def more_is_better(self) -> bool:
        """Which way is up."""
        return MEASURES[self.name][1]


def figures(rows: Sequence[Row], seed: int = 0) -> dict[str, Figure]:
    """Every measure that applies to at least one row, in the order of MEASURES; the same seed gives the same intervals."""
    found = {}
    draws = drawn(len(rows), seed)
    for name in MEASURES if rows else ():
        if name.endswith("_ms"):
            times, share = np.array([row.milliseconds for row in rows]), float(name[1:3])
            low, high = interval(np.percentile(times[draws], share, axis=1))
            found[name] = Figure(name, float(np.percentile(times, share)), low, high, len(rows))
        elif (value := ratio(rows, name)) is not None:
            low, high = interval(resampled(rows, name, draws))
            found[name] = Figure(name, value, low, high, sum(row.parts.get(name, _NONE)[1] > 0 for row in rows))
    return found


def ratio(rows: Sequence[Row], name: str) -> float | None:
    """A measure over ``rows``, the sum of numerators by that of denominators; None where it applies to none."""
    parts = [row.parts.get(name, _NONE) for row in rows]
    bottom = sum(part[1] for part in parts)
    return sum(part[0] for part in parts) / bottom if bottom else None


def drawn(count: int, seed: int) -> NDArray[np.int64]:
    """Places of ``count`` rows, drawn RESAMPLES times with replacement: shape (RESAMPLES, count)."""
    return np.random.default_rng(seed).integers(0, max(1, count), (RESAMPLES, count))


def resampled(rows: Sequence[Row], name: str, draws: NDArray[np.int64]) -> NDArray[np.float64]:
    """A measure over each draw of ``rows``; nan where it applies to none that was drawn."""
    parts = np.array([row.parts.get(name, _NONE) for row in rows])
    bottom = parts[draws, 1].sum(axis=1)
    return np.where(bottom > 0, parts[draws, 0].sum(axis=1) / np.maximum(bottom, 1e-12), np.nan)


def interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """What holds LEVEL % of the values that are numbers; 0 to 0 where none is."""
    edge = (100 - LEVEL) / 2
    kept = values[~np.isnan(values)]
    low, high = np.percentile(kept, [edge, 100 - edge]) if len(kept) else (0.0, 0.0)
    return float(low), float(high)


def by_group(
    rows: Sequence[Row], group: Callable[[Row], str], names: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    """For each group of rows, in the alphabet's order, its number of questions and the named figures (None: does not apply)."""
    table: dict[str, dict[str, float | None]] = {}
    for key in sorted({group(row) for row in rows}):
        mine = [row for row in rows if group(row) == key]
        table[key] = {"questions": float(len(mine)), **{name: ratio(mine, name) for name in names}}
    return table


def shown(name: str, value: float | None) -> str:
    """A figure as it is printed; a dash where it does not apply."""
    if value is None:
        return "–"
    return f"{value:.0f}" if name.endswith("_ms") or name in ("tokens", "questions") else f"{value:.3f}"
