"""From the rows of a run to its figures, each with a bootstrap confidence interval over the questions."""

from __future__ import annotations

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
    if not rows:
        return {}
    draws = np.random.default_rng(seed).integers(0, len(rows), (RESAMPLES, len(rows)))
    found = {}
    for name in MEASURES:
        figure = _ratio(name, rows, draws) if not name.endswith("_ms") else _percentile(name, rows, draws)
        if figure:
            found[name] = figure
    return found


def _ratio(name: str, rows: Sequence[Row], draws: NDArray[np.int64]) -> Figure | None:
    parts = np.array([row.parts.get(name, (0.0, 0.0)) for row in rows])
    count = int((parts[:, 1] > 0).sum())
    if not count:
        return None
    top, bottom = parts[draws, 0].sum(axis=1), parts[draws, 1].sum(axis=1)
    low, high = _interval(top[bottom > 0] / bottom[bottom > 0])
    return Figure(name, float(parts[:, 0].sum() / parts[:, 1].sum()), low, high, count)


def _percentile(name: str, rows: Sequence[Row], draws: NDArray[np.int64]) -> Figure:
    share = float(name[1:3])
    times = np.array([row.milliseconds for row in rows])
    low, high = _interval(np.percentile(times[draws], share, axis=1))
    return Figure(name, float(np.percentile(times, share)), low, high, len(rows))


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    edge = (100 - LEVEL) / 2
    low, high = np.percentile(values, [edge, 100 - edge])
    return float(low), float(high)


def by_group(
    rows: Sequence[Row], group: Callable[[Row], str], names: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    """For each group of rows, in the alphabet's order, its number of questions and the named figures (None: does not apply)."""
    table: dict[str, dict[str, float | None]] = {}
    for key in sorted({group(row) for row in rows}):
        mine = [row for row in rows if group(row) == key]
        table[key] = {"questions": float(len(mine))}
        for name in names:
            top = sum(row.parts.get(name, (0, 0))[0] for row in mine)
            bottom = sum(row.parts.get(name, (0, 0))[1] for row in mine)
            table[key][name] = top / bottom if bottom else None
    return table


def shown(name: str, value: float | None) -> str:
    """A figure as it is printed; a dash where it does not apply."""
    if value is None:
        return "–"
    return f"{value:.0f}" if name.endswith("_ms") or name in ("tokens", "questions") else f"{value:.3f}"
