"""One run of the adversary for all its tests: every way, seeded, on the shipped case and on other domains."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.adversary import run
from evals.adversary_ground import case_world, joined, other_world
from evals.adversary_rates import Judged

HOME = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def judged() -> list[Judged]:
    return run(joined(case_world(HOME), other_world()))
