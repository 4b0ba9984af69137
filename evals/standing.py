"""How a fitted judge stood on each suite and language, as a table: both errors, how well it orders, how well it is calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.fitting import ANSWERED, to_prior
from evals.reliability import calibration_error, reliability

CROSS_VALIDATED = "cross-validated"  # the suite that was fitted to; its questions are weighed to the prior
HEADER = (
    f"{'suite':16s} {'lang':4s} {'answerable':>11s} {'premise':>9s} {'unanswerable':>12s} {'AUROC':>6s} {'ECE':>5s}"
)


@dataclass(frozen=True, slots=True)
class Stood:
    """One case as it was judged; a confidence of 0 is a part of a document that is not shown."""

    suite: str
    label: str
    language: str
    confidence: float
    refused: bool


def table(stood: Sequence[Stood]) -> str:
    """A row for each suite and language, and one for each suite: refused of each kind, AUROC and calibration error."""
    lines = ["refused, of each kind", HEADER]
    for suite in dict.fromkeys(s.suite for s in stood):
        mine = [s for s in stood if s.suite == suite]
        languages = sorted({s.language for s in mine})
        for language in languages:
            lines.append(_line(suite, language, [s for s in mine if s.language == language]))
        if len(languages) > 1:
            lines.append(_line(suite, "all", mine))
    return "\n".join(lines)


def _line(suite: str, language: str, asked: Sequence[Stood]) -> str:
    return (
        f"{suite:16s} {language:4s} {_refused(asked, 'answerable'):>11s} {_refused(asked, 'premise'):>9s} "
        f"{_refused(asked, 'silent'):>12s} {_number(order(asked), 3):>6s} {_number(error(asked), 2):>5s}"
    )


def order(stood: Sequence[Stood]) -> float | None:
    """The share of pairs, one answerable and one not, whose confidences are the right way round; None for one kind only."""
    yes = np.array([s.confidence for s in stood if s.label in ANSWERED])
    no = np.array([s.confidence for s in stood if s.label not in ANSWERED])
    if not len(yes) or not len(no):
        return None
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())


def error(stood: Sequence[Stood]) -> float | None:
    """The expected calibration error; None without a confidence."""
    judged = [s for s in stood if s.confidence > 0]
    if not judged:
        return None
    answerable = [s.label in ANSWERED for s in judged]
    weights = to_prior(np.array(answerable, np.float64)) if judged[0].suite == CROSS_VALIDATED else None
    return calibration_error(
        reliability([s.confidence for s in judged], answerable, None if weights is None else list(weights))
    )


def _refused(stood: Sequence[Stood], label: str) -> str:
    mine = [s.refused for s in stood if s.label == label]
    return f"{sum(mine)}/{len(mine)}" if mine else "-"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
