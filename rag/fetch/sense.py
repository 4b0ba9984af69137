"""Whether there is a network at all, told from how the requests end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import httpx

from rag.fetch.outcome import Failure, NoNetwork, Refusal

_ENOUGH = 3  # so many servers that cannot be reached, and none that answers: there is no network


@dataclass(slots=True)
class Sense:
    """What the requests of one run have shown so far."""

    reached: bool = False
    sure: bool = False
    lost: frozenset[str] = frozenset()  # servers that could not be looked up, have no route to them or let nobody in

    @property
    def offline(self) -> bool:
        """True when trying the rest would be in vain."""
        return not self.reached and len(self.lost) >= _ENOUGH

    def ask_others(self, hosts: Iterable[str], resolve: Callable[[str, int], Sequence[str]]) -> None:
        """Where one unknown name is all there was, look up the case's other servers: is it the name or the network?"""
        if self.reached or self.sure or len(self.lost) != 1:
            return
        for host in [host for host in dict.fromkeys(hosts) if host not in self.lost][: _ENOUGH - 1]:
            try:
                if resolve(host, 443):
                    return
            except (OSError, ValueError):
                self.lost |= {host}

    @property
    def cut_off(self) -> bool:
        """True when in the end nothing was reached; one unknown name alone does not show that."""
        return not self.reached and bool(self.lost) and (self.sure or len(self.lost) > 1)

    def learn(self, exc: Exception | None, url: str) -> None:
        """Take note of how one request ended."""
        if isinstance(exc, Failure) and not exc.connected:
            self.sure |= isinstance(exc, NoNetwork) and exc.sure
            self.lost |= {httpx.URL(url).host}
        elif not isinstance(exc, Refusal):  # a refusal may come before anything is sent
            self.reached = True
