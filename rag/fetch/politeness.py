"""One request at a time, and a pause between two to the same server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PAUSE_S = 60.0  # a server that asks for more is asked again by a later run, not waited for


class Politeness:
    """Keeps the pause; the caller makes its requests one after the other."""

    def __init__(self, pause_s: float, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._pause_s, self._now, self._sleep = pause_s, now, sleep
        self._own: dict[str, float] = {}
        self._asked_at: dict[str, float] = {}

    def slow_down(self, host: str, pause_s: float) -> None:
        """From now on pause ``pause_s`` for this host, if that is more, at most LONGEST_PAUSE_S."""
        self._own[host] = max(self._own.get(host, 0), min(pause_s, LONGEST_PAUSE_S))

    def wait(self, host: str, most_s: float) -> None:
        """Return when ``host`` may be asked again, or after ``most_s``."""
        if host not in self._asked_at:
            return
        free_at = self._asked_at[host] + max(self._pause_s, self._own.get(host, 0))
        waiting = min(free_at - self._now(), most_s)
        if waiting > 0:
            self._sleep(waiting)

    def asked(self, host: str) -> None:
        """``host`` was just asked: the pause starts."""
        self._asked_at[host] = self._now()


def retry_after(value: str) -> float | None:
    """The seconds of a Retry-After header, given as such or as a date; None when it is neither."""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError, TypeError):  # a stranger's date may be any number
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
