"""The plots of a report as inline SVG: reliability of the confidence, refusal ROC."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.reliability import Point, reliability
from evals.reliability import calibration_error as expected_error
from evals.saved import Row

INK, LINE, OTHER = "#6b7280", "#0f766e", "#b45309"


def reliability_of(rows: Sequence[Row]) -> list[Point]:
    """The bins of a run's confidences; questions that were declined or not judged (confidence 0) are left out."""
    judged = [row for row in rows if row.confidence > 0]
    return reliability([r.confidence for r in judged], [not r.must_refuse for r in judged])


def calibration_error(rows: Sequence[Row]) -> float | None:
    """The expected calibration error over those bins; None without a judged question."""
    return expected_error(reliability_of(rows))


def refusal_auroc(rows: Sequence[Row]) -> float | None:
    """How well the confidence parts the questions that have an answer from those that have none; None for one kind only."""
    from sklearn.metrics import roc_auc_score

    answerable = [not r.must_refuse for r in rows]
    if len(set(answerable)) < 2:
        return None
    return float(roc_auc_score(answerable, [r.confidence for r in rows]))


def plot_reliability(rows: Sequence[Row]) -> str:
    """Confidence against the share of questions with an answer."""
    figure, axes = canvas("confidence", "share that the sources answer")
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle=":")
    points = reliability_of(rows)
    axes.plot([p.confidence for p in points], [p.share for p in points], color=LINE, marker="o")
    for point in points:
        at = (point.confidence, point.share)
        axes.annotate(str(point.count), at, textcoords="offset points", xytext=(5, -11), color=INK, fontsize=8)
    return svg(figure, "Reliability of the confidence; the figures count the questions of a point")


def plot_roc(rows: Sequence[Row]) -> str:
    """Refusals of unanswerable against refusals of answerable questions, over every threshold; a dot where the run stands."""
    from sklearn.metrics import roc_curve

    silent = [r.must_refuse for r in rows]
    figure, axes = canvas("answerable questions refused", "unanswerable questions refused")
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle=":")
    if len(set(silent)) == 2:
        wrong, right, _ = roc_curve(silent, [-r.confidence for r in rows])
        axes.plot(wrong, right, color=LINE)
        at = [np.mean([r.refused for r in rows if r.must_refuse is kind]) for kind in (False, True)]
        axes.plot(*at, color=OTHER, marker="o")
    return svg(figure, "Refusal ROC; the dot is this run")


def canvas(across: str, up: str) -> tuple[Any, Any]:
    """Axes with their labels."""
    from matplotlib.figure import Figure  # not pyplot: no window system, nothing global

    figure = Figure(figsize=(4.2, 3.1), layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(across, color=INK)
    axes.set_ylabel(up, color=INK)
    axes.tick_params(colors=INK)
    for side in axes.spines.values():
        side.set_color(INK)
    return figure, axes


def svg(figure: Any, label: str) -> str:
    """The figure as an SVG element that can stand in HTML, named for who cannot see it."""
    out = io.StringIO()
    figure.patch.set_alpha(0)
    figure.axes[0].patch.set_alpha(0)
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    body = out.getvalue()[out.getvalue().index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    return body.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
