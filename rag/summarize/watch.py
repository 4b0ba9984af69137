"""Who is told how the writing of a brief goes on: what it will cost, which section is written, each checked sentence."""

from __future__ import annotations

from typing import Protocol

from rag.types import Verdict


class Watch(Protocol):
    """Told by ``run.write`` as a brief grows; may raise to end it."""

    def begins(self, calls: int, model: str) -> None:
        """Before the first call: how many there will be at most, and to which model; not told when there are none."""
        ...

    def section(self, place: int, count: int, heading: str) -> None:
        """Section ``place`` (from 1) of ``count`` is being written."""
        ...

    def sentence(self, verdict: Verdict) -> None:
        """A model's sentence has closed and was checked."""
        ...


class Unwatched:
    """Tells no one."""

    def begins(self, calls: int, model: str) -> None:
        """Nothing."""

    def section(self, place: int, count: int, heading: str) -> None:
        """Nothing."""

    def sentence(self, verdict: Verdict) -> None:
        """Nothing."""
