"""Time: how long each stage of an answer took, how far a long task has come, and a day as a person writes it."""

import re
import time
from collections.abc import Callable
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
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


def read_day(given: str) -> list[int]:
    """Year, month and day of ``2024-01-31``, as many as are given; empty for what is none or stands in no calendar."""
    match = _DAY.fullmatch(given)
    if match is None:
        return []
    parts = [int(part) for part in match.groups() if part]
    year, month, day = [*parts, 1, 1][:3]
    try:
        date(year, month, day)
    except ValueError:
        return []
    return parts
