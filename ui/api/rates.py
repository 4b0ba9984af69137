"""How much one client may ask: so many questions at once, then so many a minute, and what each request counts as."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

CLIENTS = 50_000  # remembered; the longest unseen is forgotten first, and by then its bucket is full again
# In questions. Whatever is not named here costs nothing.
COSTS = (
    ("POST", "/api/ask", 1.0),
    ("POST", "/v1/chat/completions", 1.0),
    ("POST", "/gradio_api/queue/join", 0.5),  # a question, but also each look into a source
    ("POST", "/mcp", 0.5),  # a question, but also the greeting and the list of tools
    ("POST", "/login", 1.0),
    ("POST", "/api/", 0.5),
    ("GET", "/api/", 0.1),
    ("GET", "/a/", 0.2),
    ("GET", "/embed/", 0.2),
)
BRIEF = 2.0  # what it is shown as and its five files fit into what one may ask at once by default


class Buckets:
    """A token bucket for each client. ``take`` gives 0 when it may go on, else the seconds until it may."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._full = max(5.0, per_minute / 2)  # at once
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, cost: float = 1.0) -> int:
        """Seconds to wait, rounded up; nothing is taken from a client that has to wait."""
        now = self._clock()
        left, seen = self._left.pop(client, (self._full, now))
        left = min(self._full, left + (now - seen) * self._rate)
        wait = 0 if left >= cost else math.ceil((cost - left) / self._rate)
        self._left[client] = (left if wait else left - cost, now)
        while len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return wait


def cost_of(scope: Mapping[str, Any]) -> float:
    """How many questions the request counts as."""
    if asks_for_brief(scope):
        return BRIEF
    method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the same work, only not sent
    return next((c for m, path, c in COSTS if m == method and scope["path"].startswith(path)), 0.0)


def asks_for_brief(scope: Mapping[str, Any]) -> bool:
    """True for /brief and its files when they are to be made of something."""
    if not scope["path"].startswith("/brief"):
        return False
    given = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
    return any(name == "topic" and value.strip() for name, value in given)
