"""The plots as inline SVG: reliability of confidences, refusal ROC; and the figures that belong to them."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.saved import Row

INK, LINE, OTHER = "#6b7280", "#0f766e", "#b45309"
COLOURS = (LINE, OTHER, "#1d4ed8", "#a21caf")
BINS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One filled bin: its mean confidence, the share of its questions that the sources answer, and how many they are."""

    confidence: float
    share: float
    count: int


def reliability(confidences: npt.ArrayLike, held: npt.ArrayLike, counts: npt.ArrayLike = 1.0) -> list[Point]:
    """How far confidences can be taken at their word: the filled bins, lowest first, beside the share that ``held``.

    ``counts``: what each case counts, 1 on average.
    """
    sure, right = np.asarray(confidences, np.float64), np.asarray(held, np.float64)
    each = np.broadcast_to(np.asarray(counts, np.float64), sure.shape)
    bins = np.ceil(sure * BINS).clip(1, BINS)
    inside = [bins == one for one in np.unique(bins)]
    return [
        Point(
            float(np.average(sure[mine], weights=each[mine])),
            float(np.average(right[mine], weights=each[mine])),
            round(float(each[mine].sum())),
        )
        for mine in inside
    ]


def expected_error(points: Sequence[Point]) -> float | None:
    """The expected calibration error over bins (Naeini et al. 2015); None without a question."""
    total = sum(p.count for p in points)
    return sum(abs(p.confidence - p.share) * p.count for p in points) / total if total else None


def reliability_of(rows: Sequence[Row]) -> list[Point]:
    """The bins of a run's confidences; questions that were declined or not judged (confidence 0) are left out."""
    judged = [row for row in rows if row.confidence > 0]
    return reliability([r.confidence for r in judged], [not r.must_refuse for r in judged])


def auroc(scores: npt.ArrayLike, holds: npt.ArrayLike) -> float | None:
    """The chance that what holds scores above what does not; None without both kinds."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(holds, scores)) if len(set(np.asarray(holds).tolist())) == 2 else None


def plot_reliability(rows: Sequence[Row]) -> str:
    """Confidence against the share of questions with an answer."""
    points = reliability_of(rows)
    figure, axes = _reliable("confidence", "share that the sources answer", {"": points})
    for point in points:
        at = (point.confidence, point.share)
        axes.annotate(str(point.count), at, textcoords="offset points", xytext=(5, -11), color=INK, fontsize=8)
    return _svg(figure, "Reliability of the confidence; the figures count the questions of a point")


def plot_verdicts(lines: Mapping[str, Sequence[Point]]) -> str:
    """What was said to be so sure beside how often it was so, a line a name."""
    figure, axes = _reliable("probability told", "share that is so", lines)
    axes.legend(frameon=False)
    return _svg(figure, "Reliability of the two probabilities of a verdict")


def plot_roc(rows: Sequence[Row]) -> str:
    """Refusals of unanswerable against refusals of answerable questions, over every threshold; a dot where the run stands."""
    from sklearn.metrics import roc_curve

    silent = [r.must_refuse for r in rows]
    figure, axes = _canvas("answerable questions refused", "unanswerable questions refused")
    if len(set(silent)) == 2:
        wrong, right, _ = roc_curve(silent, [-r.confidence for r in rows])
        axes.plot(wrong, right, color=LINE)
        at = [np.mean([r.refused for r in rows if r.must_refuse is kind]) for kind in (False, True)]
        axes.plot(*at, color=OTHER, marker="o")
    return _svg(figure, "Refusal ROC; the dot is this run")


def _reliable(across: str, up: str, lines: Mapping[str, Sequence[Point]]) -> tuple[Any, Any]:
    figure, axes = _canvas(across, up)
    for (name, points), colour in zip(lines.items(), COLOURS, strict=False):
        axes.plot([p.confidence for p in points], [p.share for p in points], color=colour, marker="o", label=name)
    return figure, axes


def _canvas(across: str, up: str) -> tuple[Any, Any]:
    """Axes with their labels and the diagonal."""
    from matplotlib.figure import Figure  # not pyplot: no window system, nothing global

    figure = Figure(figsize=(4.2, 3.1), layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(across, color=INK)
    axes.set_ylabel(up, color=INK)
    axes.tick_params(colors=INK)
    for side in axes.spines.values():
        side.set_color(INK)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle=":")
    return figure, axes


def _svg(figure: Any, label: str) -> str:
    """The figure as an SVG element that can stand in HTML, named for who cannot see it."""
    out = io.StringIO()
    figure.patch.set_alpha(0)
    figure.axes[0].patch.set_alpha(0)
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    body = out.getvalue()[out.getvalue().index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    return body.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
