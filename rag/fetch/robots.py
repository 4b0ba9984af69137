"""robots.txt as RFC 9309 reads it: missing means everything may be fetched, unreachable means nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from rag.fetch.guard import shown
from rag.fetch.outcome import Failure, NoConnection, NoNetwork, Refusal

AGENT = "onrecord"
LARGEST = 512 * 1024  # bytes that are read; the RFC asks for at least 500 KiB
_TRIES = 3  # an unreachable robots.txt is asked for so often in one run, over all originals of its server


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
