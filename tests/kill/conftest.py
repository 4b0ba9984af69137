"""One process in which all that is heavy is imported, for all the kills of a worker: each order is a fork of it."""

from collections.abc import Iterator

import pytest
from killing import HEAVY, Order, warm_process


@pytest.fixture(scope="session")
def order() -> Iterator[Order]:
    """Runs "module:function" of ``targets.py`` in a child of that process."""
    with warm_process(*HEAVY) as ordered:
        yield ordered
