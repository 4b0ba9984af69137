"""The measures of claims, and where a verdict starts to count."""

import numpy as np
import pytest

from evals.batteries import STRONG, battery, names
from evals.calibrate_verdicts import LEAST, NEVER, precise_from
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
    right = np.arange(100) < 50  # the upper half is right: 50 of 52 are more than .95, 50 of 53 are not
    assert precise_from(sure, right, 0.5) == round(float(sure[51]), 4)
    assert precise_from(sure[:LEAST], np.zeros(LEAST, bool), 0.5) == NEVER
