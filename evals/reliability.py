"""How far confidences can be taken at their word: bins of confidence beside the share of questions that were answerable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One filled bin: its mean confidence, the share of its questions that the sources answer, and how many they are."""

    confidence: float
    share: float
    count: int
    weight: float


def reliability(
    confidences: Sequence[float], answerable: Sequence[bool], weights: Sequence[float] | None = None
) -> list[Point]:
    """The filled bins, lowest first; without ``weights`` every question counts the same."""
    sure, held = np.asarray(confidences, np.float64), np.asarray(answerable, np.float64)
    weigh = np.ones(len(sure)) if weights is None else np.asarray(weights, np.float64)
    bins = np.ceil(sure * BINS).clip(1, BINS)
    points = []
    for bin_ in np.unique(bins):
        mine = bins == bin_
        mean, share = np.average(sure[mine], weights=weigh[mine]), np.average(held[mine], weights=weigh[mine])
        points.append(Point(float(mean), float(share), int(mine.sum()), float(weigh[mine].sum())))
    return points


def calibration_error(points: Sequence[Point]) -> float | None:
    """The expected calibration error over bins (Naeini et al. 2015); None without a question."""
    total = sum(p.weight for p in points)
    return sum(abs(p.confidence - p.share) * p.weight for p in points) / total if total else None
