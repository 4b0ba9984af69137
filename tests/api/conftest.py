from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.assemble import Parts
from tests.serving import LOCAL, OpenFrom, api_app, with_settings


@pytest.fixture
def open_api(parts: Parts) -> Iterator[OpenFrom]:
    """A client of the small case under the settings given; ``peer`` is the address it connects from."""
    opened: list[TestClient] = []

    def open_client(peer: str = "127.0.0.1", base: str = LOCAL, **changed: Any) -> TestClient:
        app = api_app(with_settings(parts, **changed))
        client = TestClient(app, base_url=base, client=(peer, 40000), follow_redirects=False)
        client.__enter__()
        opened.append(client)
        return client

    yield open_client
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def api(open_api: OpenFrom) -> TestClient:
    """The interface as it is on one's own machine."""
    return open_api()
