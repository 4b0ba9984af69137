"""Good manners: a pause between requests, robots.txt, and a later try after a passing failure."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception

from rag.fetch.guard import Failure, NoConnection, NoNetwork, Refusal, shown
from rag.fetch.network import Deadline

AGENT = "onrecord"
LARGEST = 512 * 1024  # bytes that are read; the RFC asks for at least 500 KiB
_TRIES = 3  # an unreachable robots.txt is asked for so often in one run, over all originals of its server
LONGEST_PAUSE_S = 60.0  # a server that asks for more is asked again by a later run, not waited for
TRIES = 4
FIRST_WAIT_S = 1.0
Result = TypeVar("Result")


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


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's reply to a request for robots.txt: the last status after redirects, and the start of the body."""

    status: int
    body: bytes


class Robots:
    """The rules of each server, asked for once a run."""

    def __init__(self, ask: Callable[[str], Answer], slow_down: Callable[[str, float], None]) -> None:
        self._ask, self._slow_down = ask, slow_down
        self._rules: dict[str, Protego] = {}
        self._tries: dict[str, int] = {}
        self._failed: dict[str, Failure] = {}

    def check(self, url: httpx.URL) -> None:
        """Raises Refusal when the rules disallow ``url``, Failure when they cannot be read."""
        server = str(url.copy_with(raw_path=b"/"))
        if server not in self._rules:
            self._rules[server] = self._read(server, url.host)
        if not self._rules[server].can_fetch(str(url), AGENT):
            raise Refusal(f"{shown(url.host)} asks robots to leave this address alone (robots.txt)")

    def _read(self, server: str, host: str) -> Protego:
        tried = self._tries[server] = self._tries.get(server, 0) + 1
        again = tried < _TRIES
        unread = f"robots.txt of {shown(host)} cannot be read, so nothing is fetched there"
        if tried > _TRIES:
            raise self._failed.get(server, Failure(unread))
        try:
            answer = self._ask(f"{server}robots.txt")
        except (NoConnection, NoNetwork) as exc:
            if isinstance(exc, NoConnection):
                exc.temporary = again
                self._failed[server] = exc
            raise
        except Refusal as exc:
            raise Refusal(f"{exc} (when asked for its robots.txt)") from exc
        except Failure as exc:
            raise Failure(f"{unread}: {exc}", temporary=again) from exc
        if answer.status >= 500 or answer.status == 429:
            raise Failure(f"{unread} (HTTP {answer.status})", temporary=again)
        text = answer.body.decode("utf-8", "replace") if answer.status < 300 else ""
        rules = Protego.parse(text)
        delay = rules.crawl_delay(AGENT)
        if delay:
            self._slow_down(host, float(delay))
        return rules


def with_retries(work: Callable[[], Result], deadline: Deadline, sleep: Callable[[float], None]) -> Result:
    """What ``work`` returns, at the latest from its fourth try; raises the last try's error, with the one before where time ran out."""
    failed: list[str] = []

    def tried() -> Result:
        try:
            return work()
        except Failure as exc:
            if failed and deadline.left <= 0:
                raise Failure(f"{exc}; the try before: {failed[-1]}") from exc
            failed.append(str(exc))
            raise

    def enough(state: RetryCallState) -> bool:
        return state.attempt_number >= TRIES or state.upcoming_sleep >= deadline.left

    return Retrying(
        retry=retry_if_exception(lambda exc: isinstance(exc, Failure) and exc.temporary),
        stop=enough, wait=_wait, sleep=sleep, reraise=True,
    )(tried)  # fmt: skip


def _wait(state: RetryCallState) -> float:
    """Seconds before the next try: what the server asks for, else 1, 2, 4 with a random part."""
    exc = state.outcome.exception() if state.outcome else None
    if isinstance(exc, Failure) and exc.retry_after is not None:
        return exc.retry_after
    return float(FIRST_WAIT_S * 2 ** (state.attempt_number - 1) * random.uniform(0.75, 1.25))  # noqa: S311  # no secret
