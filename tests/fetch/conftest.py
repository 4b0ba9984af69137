"""The hostile server for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.wild import Wild, wild_server


@pytest.fixture
def wild(tmp_path: Path) -> Iterator[Wild]:
    """A server of its own and an empty case."""
    with wild_server(tmp_path) as found:
        yield found
