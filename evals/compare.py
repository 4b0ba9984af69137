"""What changed between two runs of a suite: figures, and the questions that went another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.saved import Row, Run
from evals.summary import LEVEL, MEASURES, RESAMPLES, figures


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and now over the questions that both runs have; ``low``..``high`` is the paired interval of the difference."""

    name: str
    before: float
    now: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """True when the interval leaves out no change."""
        return self.low > 0 or self.high < 0

    @property
    def better(self) -> bool:
        """True when it moved the right way."""
        return (self.now > self.before) == MEASURES[self.name][1]


@dataclass(frozen=True, slots=True)
class Turned:
    """A question whose outcome changed, and how."""

    id: str
    question: str
    how: str


def changes(before: Run, now: Run, seed: int = 0) -> list[Change]:
    """The figures of the questions in both runs, side by side, resampled in pairs."""
    old, new = _shared(before, now)
    if not old:
        return []
    draws = np.random.default_rng(seed).integers(0, len(old), (RESAMPLES, len(old)))
    then, today = figures(old), figures(new)
    found = []
    for name in (n for n in then if n in today and not n.endswith("_ms")):
        gaps = _figure(new, name, draws) - _figure(old, name, draws)
        gaps = gaps[~np.isnan(gaps)]
        low, high = np.percentile(gaps, [(100 - LEVEL) / 2, 100 - (100 - LEVEL) / 2]) if len(gaps) else (0.0, 0.0)
        found.append(Change(name, then[name].value, today[name].value, float(low), float(high)))
    return found


def turned(before: Run, now: Run) -> list[Turned]:
    """The questions that are now refused, answered, or bear more or fewer key points."""
    found = []
    for old, new in zip(*_shared(before, now), strict=True):
        how = ""
        if old.refused != new.refused:
            how = "refused now" if new.refused else "answered now"
        elif (a := _points(old)) != (b := _points(new)):
            how = f"key points {a:.2f} → {b:.2f}"
        if how:
            found.append(Turned(new.id, new.question, how))
    return found


def _shared(before: Run, now: Run) -> tuple[list[Row], list[Row]]:
    old = {row.id: row for row in before.rows}
    new = [row for row in now.rows if row.id in old]
    return [old[row.id] for row in new], new


def _points(row: Row) -> float:
    return row.parts.get("key_point_recall", (0.0, 1.0))[0]


def _figure(rows: Sequence[Row], name: str, draws: np.typing.NDArray[np.int64]) -> np.typing.NDArray[np.float64]:
    parts = np.array([row.parts.get(name, (0.0, 0.0)) for row in rows])
    bottom = parts[draws, 1].sum(axis=1)
    return np.where(bottom > 0, parts[draws, 0].sum(axis=1) / np.maximum(bottom, 1e-12), np.nan)
