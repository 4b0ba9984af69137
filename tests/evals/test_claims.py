"""The measures of claims, and where a verdict starts to count."""

import numpy as np
import pytest

from evals.batteries import STRONG, battery, beside_others, names
from evals.calibrate_verdicts import LEAST, LEAST_SURE, NEVER, in_use, precise_from
from evals.claims import reach
from evals.lines import Half
from evals.plots import auroc


def test_auroc_balanced_accuracy_and_reach_by_hand() -> None:
    scores, holds = np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False])
    assert auroc(scores, holds) == 0.75  # of four pairs three are in order
    balanced, at_false = reach(scores, holds)
    assert balanced == 0.75  # from .7 on: both true, one of two false
    assert at_false == 0.5  # above .8, which no false one may pass


@pytest.mark.parametrize("name", names())
def test_battery_has_both_kinds_in_both_halves(name: str) -> None:
    for half in Half:
        assert {pair.holds for pair in battery(name, half)} == {True, False}


def test_halves_share_no_evidence() -> None:
    for name in set(names()) - {STRONG}:  # of which nothing is learnt
        one, other = ({p.evidence for p in battery(name, half)} for half in Half)
        assert not one & other


def test_threshold_is_the_lowest_with_that_precision() -> None:
    sure = np.linspace(1, 0, 100)
    right = np.arange(100) < 40  # 40 of 42 are more than .95, 40 of 43 are not
    even = np.ones(100)
    assert precise_from(sure, right, even) == round(float(sure[41]), 4)
    assert precise_from(sure, np.arange(100) < 80, even) == LEAST_SURE  # 80 of 84, but no client expects less
    assert precise_from(sure[:LEAST], np.zeros(LEAST, bool), even[:LEAST]) == NEVER


def test_counts_make_the_mix_that_is_in_use() -> None:
    right, shares = np.array([True, False, False, False]), np.array([1.0, 1.0, 2.0, 1.0])
    counts = in_use(right, shares, 0.8)
    assert counts.mean() == pytest.approx(1)
    assert counts[right].sum() / counts.sum() == pytest.approx(0.8)
    assert counts[2] == pytest.approx(2 * counts[1])  # within a kind shares stay


def test_near_misses_are_beside_a_passage_that_is_not_cited() -> None:
    cited = {(pair.claim, one) for pair in battery(STRONG, Half.DEVELOPMENT) for one in pair.evidence}
    near = list(beside_others(Half.DEVELOPMENT))
    assert near
    assert not any(pair.holds or (pair.claim, pair.evidence[0]) in cited for pair in near)
