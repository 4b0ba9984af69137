"""Bins of confidence and their distance from what was found."""

from __future__ import annotations

import pytest

from evals.reliability import calibration_error, reliability
from evals.standing import Stood, order, table


def test_error_is_the_mean_distance_of_the_bins() -> None:
    # Bin (0.125, 0.25]: mean 0.2, share 0.5; bin (0.75, 0.875]: mean 0.8, share 1. (0.3 * 2 + 0.2 * 2) / 4 = 0.25
    points = reliability([0.2, 0.2, 0.8, 0.8], [True, False, True, True])
    assert [(p.confidence, p.share, p.count) for p in points] == [(0.2, 0.5, 2), (0.8, 1.0, 2)]
    assert calibration_error(points) == pytest.approx(0.25)


def test_weights_count_a_question_more() -> None:
    points = reliability([0.2, 0.2], [True, False], [3.0, 1.0])
    assert points[0].share == 0.75


def test_no_questions_have_no_error() -> None:
    assert calibration_error(reliability([], [])) is None


def test_table_counts_refusals_by_suite_and_language() -> None:
    stood = [Stood("s", "answerable", "en", 0.9, False), Stood("s", "silent", "es", 0.2, True)]
    assert order(stood) == 1.0
    lines = table(stood).splitlines()
    assert [line.split()[:2] for line in lines[2:]] == [["s", "en"], ["s", "es"], ["s", "all"]]
    assert "1/1" in lines[4]
