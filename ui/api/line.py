"""Some are served at once, the others wait in order and learn their place."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ui.api.problems import Problem

Told = Callable[[int], None]  # hears the place in the line: 1 is next


@dataclass(frozen=True, slots=True)
class Queued:
    """It is not our turn yet; place 1 is next."""

    place: int


class _Ticket:
    def __init__(self, told: Told) -> None:
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.told = told


class Line:
    """Lives in one event loop. ``enter`` returns when it is our turn; then ``leave`` must be called once."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._longest = waiting
        self._tickets: deque[_Ticket] = deque()
        self.running = 0

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._tickets)

    def check_room(self) -> None:
        """Raise Problem (503) when one more could not even wait."""
        if self.running >= self._at_once and self.waiting >= self._longest:
            raise Problem(503, f"{self.waiting} questions are waiting already; try again in a moment", retry_after_s=5)

    async def enter(self, told: Told = lambda place: None) -> None:
        """Wait for our turn; ``told`` hears the place whenever it changes. Raises Problem (503) when the line is full."""
        if self.running < self._at_once:
            self.running += 1
            return
        self.check_room()
        ticket = _Ticket(told)
        self._tickets.append(ticket)
        told(len(self._tickets))
        try:
            await ticket.turn
        except asyncio.CancelledError:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
                self._tell()
            else:  # it was our turn at the moment we were told to go
                self.leave()
            raise

    def leave(self) -> None:
        """Hand our turn to the next in line."""
        while self._tickets:
            ticket = self._tickets.popleft()
            if not ticket.turn.done():
                ticket.turn.set_result(None)
                self._tell()
                return
        self.running -= 1

    def _tell(self) -> None:
        for place, ticket in enumerate(self._tickets, 1):
            ticket.told(place)
