"""A token bucket for each client: so many questions at once, then so many a minute."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

CLIENTS = 50_000  # remembered; the longest unseen is forgotten first, and by then its bucket is full again


class Buckets:
    """``take`` gives 0 when the client may go on, else the seconds until it may."""

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
