"""The interface served to tests: in the process, or on a real port of this machine."""

import asyncio
import dataclasses
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from starlette.testclient import TestClient

from rag.assemble import Parts
from rag.live import Live

LENGTH = "How long is the Mill Bridge?"
QUOTE = "The Mill Bridge is 48 metres long and 6.2 metres wide."
SILENT = "What is the boiling point of mercury in kelvin?"
LOCAL = "http://127.0.0.1:7860"

OpenFrom = Callable[..., TestClient]
T = TypeVar("T")


def in_a_loop(scene: Coroutine[Any, Any, T]) -> T:
    """What ``scene`` returns, run in an event loop of its own thread: Playwright keeps one in the tests' own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, scene).result()


def with_settings(parts: Parts, **changed: Any) -> Parts:
    """The same case under other settings; names and networks go through the settings' own checks."""
    from rag.settings import load_settings

    return dataclasses.replace(parts, settings=load_settings(**(parts.settings.model_dump() | changed)))


def api_app(parts: Parts) -> Any:
    """The interface and its guards without the chat, which takes seconds to load."""
    from ui.api.mount import add_gate, mount_api, new_app
    from ui.web.guard import Guard

    app = new_app()
    desk = mount_api(app, Live(parts))
    add_gate(app, parts, desk)
    app.add_middleware(Guard)
    return app


@contextmanager
def served(app: Any, limits: Any = None) -> Iterator[str]:
    """``app`` on a real port of this machine."""
    from rag.settings import load_settings
    from ui.api.server import new_server
    from ui.web.serve import address_of, listen

    with listen("127.0.0.1", 0) as listener:
        server = new_server(app, load_settings(answer_seconds=5), limits)
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
        thread.start()
        try:
            yield address_of(listener, "127.0.0.1").rstrip("/")
        finally:  # a test that fails leaves no server to the tests after it
            server.should_exit = True
            thread.join(10)
        assert not thread.is_alive(), "the server did not end"
