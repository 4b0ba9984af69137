"""A scripted endpoint, and the small case with a model that answers from it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rag.assemble import Parts, with_model
from rag.models.manners import manners_of
from rag.settings import load_settings
from tests.model.scripted import KEY, Server, serving

WithModel = Callable[..., Parts]


@pytest.fixture
def server() -> Iterator[Server]:
    """An endpoint that answers by script, and of which nothing is known yet."""
    manners_of.cache_clear()  # ports come again
    with serving() as running:
        yield running


@pytest.fixture
def written(parts: Parts, server: Server) -> WithModel:
    """The small case with a model behind ``server``; further settings by name."""

    def make(**given: Any) -> Parts:
        base = {
            "case": parts.settings.case,
            "openai_base_url": server.url,
            "openai_api_key": KEY,
            "retries": 0,
            "judge": False,
        }
        return with_model(parts, load_settings(**(base | {"model": "scripted-1"} | given)))

    return make
