"""Whether there is a network at all, told from how the requests end."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from rag.fetch.outcome import NoNetwork, Refusal

_ENOUGH = 3  # so many servers that cannot be looked up, and none that answers: there is no network


@dataclass(slots=True)
class Sense:
    """What the requests of one run have shown so far."""

    reached: bool = False
    sure: bool = False
    lost: frozenset[str] = frozenset()  # servers that could not be looked up or have no route to them

    @property
    def offline(self) -> bool:
        """True when trying the rest would be in vain."""
        return not self.reached and len(self.lost) >= _ENOUGH

    @property
    def cut_off(self) -> bool:
        """True when in the end nothing was reached; one unknown name alone does not show that."""
        return not self.reached and bool(self.lost) and (self.sure or len(self.lost) > 1)

    def learn(self, exc: Exception | None, url: str) -> None:
        """Take note of how one request ended."""
        if isinstance(exc, NoNetwork):
            self.sure |= exc.sure
            self.lost |= {httpx.URL(url).host}
        elif not isinstance(exc, Refusal):  # a refusal may come before anything is sent
            self.reached = True
