"""The pytest plugin: the fixture ``assert_grounded``. Loaded by pytest in every project that has onrecord installed,
so it imports nothing until a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session", name="assert_grounded")
def grounded_fixture() -> Callable[..., None]:
    """``assert_grounded(answer, sources)``: see docs/check.md."""
    from evals.grounded import assert_grounded

    return assert_grounded
