"""How long each stage of an answer took, in milliseconds, and how far a long task has come."""

from __future__ import annotations

import time
from collections.abc import Callable

Tick = Callable[[str, int, int], None]  # who draws the progress bars: stage, done, total


class Clock:
    """Starts when made; ``mark`` closes a stage."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._stages: dict[str, float] = {}

    def mark(self, stage: str) -> None:
        """End the stage that ran until now and call it ``stage``."""
        now = time.perf_counter()
        self._stages[stage] = round((now - self._last) * 1000, 2)
        self._last = now

    def read(self) -> dict[str, float]:
        """The stages so far and their ``total``, in milliseconds."""
        return self._stages | {"total": round((time.perf_counter() - self._start) * 1000, 2)}
