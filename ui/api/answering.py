"""Questions of all faces of the server answered in a few threads: in line, where each learns its place, within a time, each only once."""

import asyncio
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from fastapi import Request

from rag.ask import ask
from rag.assemble import Parts
from rag.common.clock import Clock
from rag.errors import Damaged, UsageError
from rag.events import Checked, Event, Refused
from rag.live import Live
from rag.question import Turn, usable
from rag.question.in_full import DEEP
from rag.types import Answer
from ui.api.clients import CLIENT
from ui.api.meter import Meter
from ui.api.problems import Problem

T = TypeVar("T")
CROWDED = 8  # passages that the judge reads beside a question while others wait
GONE = 499  # as nginx calls it; nobody reads it but the counter of requests
Told = Callable[[int], None]  # hears the place in the line: 1 is next


@dataclass(frozen=True, slots=True)
class Queued:
    """It is not our turn yet; place 1 is next."""

    place: int


class Line:
    """Some are served at once, the others wait: next is the first of the client that had least time since there was a line.

    Of one event loop; ``leave`` must be called once for each ``enter``.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._longest = waiting
        self._waiting: list[tuple[asyncio.Future[None], Told, str]] = []
        self._had = defaultdict[str, float](float)  # seconds by client, a turn not yet ended counts one
        self.running = 0

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def check_room(self) -> None:
        """Raise Problem (503) when one more could not even wait."""
        if self.running >= self._at_once and self.waiting >= self._longest:
            raise Problem(503, f"{self.waiting} questions are waiting already; try again in a moment", retry_after_s=5)

    async def enter(self, told: Told = lambda place: None) -> None:
        """Wait for our turn; ``told`` hears the place whenever it changes. Raises Problem (503) when the line is full."""
        client = CLIENT.get()
        if self.running < self._at_once:
            self.running += 1
            self._had[client] += 1
            return
        self.check_room()
        ours = (asyncio.get_running_loop().create_future(), told, client)
        self._waiting.append(ours)
        told(self.waiting)
        try:
            await ours[0]
        except asyncio.CancelledError:
            if ours in self._waiting:
                self._waiting.remove(ours)
                self._tell()
            else:  # it was our turn at the moment we were told to go
                self.leave()
            raise

    def leave(self, client: str = "", seconds: float = 1.0) -> None:
        """Hand our turn, of so many seconds, to the next in line."""
        self._had[client] += seconds - 1
        while self._waiting:
            ours = min(self._waiting, key=lambda one: self._had[one[2]])
            self._waiting.remove(ours)
            if not ours[0].done():
                self._had[ours[2]] += 1
                ours[0].set_result(None)
                self._tell()
                return
        self._had.clear()
        self.running -= 1

    def _tell(self) -> None:
        for place, (_, told, _) in enumerate(self._waiting, 1):
            told(place)


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lately(Generic[K, V]):
    """The newest of what was put here, as many as ``most``; used by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What is kept under ``key``, which then counts as new; None when there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep ``value``."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Answering:
    """Answers questions for an event loop: the chat, programs and agents stand in one line."""

    def __init__(self, live: Live, meter: Meter) -> None:
        settings = live.parts().settings
        self._live = live
        self._longest = settings.max_question
        self.line = Line(settings.answers_at_once, settings.waiting)
        self._meter = meter
        self._seconds = settings.answer_seconds
        self._pool = ThreadPoolExecutor(settings.answers_at_once, thread_name_prefix="answer")
        # With its passages an answer takes about 30 kB.
        self._known = Lately[Hashable, tuple[Event, ...]](settings.remembered_answers)

    def admit(self, question: str) -> None:
        """Raise UsageError for what cannot be asked, Problem (503) when one more could not even wait."""
        usable(question, self._longest)
        self.line.check_room()

    async def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The finished answer; raises UsageError, or Problem when the line is full or the time is over."""
        async with aclosing(self.events(question, history)) as events:
            async for event in events:
                if isinstance(event, Checked | Refused):
                    return event.answer
        raise Problem(504, "the answer was given up")

    async def events(
        self, question: str, history: Sequence[Turn] = (), only: Collection[str] = ()
    ) -> AsyncGenerator[Event | Queued, None]:
        """The events of an answer, ``Queued`` before them while it waits; raises as ``answer`` does."""
        self.admit(question)
        loop = asyncio.get_running_loop()
        channel: asyncio.Queue[Event | Queued | None] = asyncio.Queue()

        def work(stopped: threading.Event) -> None:
            for event in self.in_this_thread(question, history, only):
                if stopped.is_set():
                    return
                loop.call_soon_threadsafe(channel.put_nowait, event)

        task = asyncio.create_task(self.run(work, lambda place: channel.put_nowait(Queued(place))))
        task.add_done_callback(lambda _: channel.put_nowait(None))
        try:
            while (item := await channel.get()) is not None:
                yield item
            await task
        finally:  # the reader may have gone
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task

    async def run(self, work: Callable[[threading.Event], T], told: Told = lambda place: None) -> T:
        """``work`` done in a thread when it is its turn, and told to stop when the time is over: then Problem (504) is raised, and it keeps its
        place until it returns."""
        stopped, client, began = threading.Event(), CLIENT.get(), 0.0
        loop = asyncio.get_running_loop()

        def free(_: Future[T]) -> None:
            with suppress(RuntimeError):  # the loop may be closed by now
                loop.call_soon_threadsafe(self.line.leave, client, time.monotonic() - began)

        try:
            async with asyncio.timeout(self._seconds):
                await self.line.enter(told)
                began = time.monotonic()
                future = self._pool.submit(work, stopped)
                future.add_done_callback(free)
                return await asyncio.wrap_future(future)
        except TimeoutError as exc:
            raise Problem(504, f"no answer within {self._seconds:g} s; try again, or ask something simpler") from exc
        finally:
            stopped.set()

    def in_this_thread(
        self, question: str, history: Sequence[Turn] = (), only: Collection[str] = ()
    ) -> Iterator[Event]:
        """The events of an answer from one snapshot; one asked before is given again while no model is at work. ``only``: ids of the sources
        that may answer; empty means all."""
        clock, parts = Clock(), self._live.parts()
        used = frozenset(only) & set(parts.index.sources)  # a source may be gone since it was chosen
        if only and not used:
            raise UsageError("none of the chosen sources is in the index any more. Choose others.")
        key = (parts.index.snapshot.id, question, tuple(history[-DEEP:]), used)
        if (known := self._known.get(key)) is not None:
            yield from (self._counted(_as_of_now(event, parts, clock)) for event in known)
            return
        crowded, told = self.line.waiting > 0, list[Event]()
        parts = replace(parts, reach=CROWDED if crowded else parts.reach)
        for event in self._whole(ask(question, parts.within(used) if used else parts, history)):
            told.append(event)
            # Before the last event goes out: its reader may not come back. A check that broke may not break the next time.
            if (
                isinstance(event, Checked | Refused)
                and parts.chat is None
                and not crowded
                and not any(verdict.passing for verdict in event.answer.verdicts)
            ):
                self._known.put(key, tuple(told))
            yield self._counted(event)

    def _whole(self, events: Iterator[Event]) -> Iterator[Event]:
        """``events``; where they meet a file that rotted, the index is made anew."""
        try:
            yield from events
        except Damaged as exc:
            self._live.mend(exc)
            raise

    def _counted(self, event: Event) -> Event:
        if isinstance(event, Checked | Refused):
            self._meter.answered(event.answer)
        return event

    def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _as_of_now(event: Event, parts: Parts, clock: Clock) -> Event:
    """The same event, with the times of its being given again and what the audit says by now: no new index comes with an audit."""
    if not isinstance(event, Checked | Refused):
        return event
    answer = parts.marked(event.answer)
    clock.mark("remembered")
    return replace(event, answer=replace(answer, timings=clock.read()))


async def while_there(request: Request, making: Coroutine[Any, Any, T]) -> T:
    """What ``making`` gives; it is cancelled, and Problem raised, when the client goes first."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task, leaving = asyncio.ensure_future(making), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Problem(GONE, "the client went away", "client_gone")
    finally:
        for one in (task, leaving):
            one.cancel()
        await asyncio.gather(task, leaving, return_exceptions=True)
