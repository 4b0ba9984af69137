"""Questions of all faces of the server answered in a few threads: in line, within a time, each only once."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from fastapi import Request

from rag.ask import ask
from rag.assemble import Parts
from rag.common.clock import Clock
from rag.errors import UsageError
from rag.events import Checked, Event, Refused
from rag.live import Live
from rag.question import Turn, usable
from rag.question.in_full import DEEP
from rag.types import Answer
from ui.api.line import Line, Queued, Told
from ui.api.meter import Meter
from ui.api.problems import Problem

T = TypeVar("T")
GONE = 499  # as nginx calls it; nobody reads it but the counter of requests
_Key = tuple[str, str, tuple[Turn, ...], frozenset[str]]


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
        self._most_known = settings.remembered_answers  # with its passages an answer takes about 30 kB
        self._known: OrderedDict[_Key, tuple[Event, ...]] = OrderedDict()
        self._knowing = threading.Lock()

    def admit(self, question: str) -> None:
        """Raise UsageError for what cannot be asked, Problem (503) when one more could not even wait."""
        usable(question, self._longest)
        self.line.check_room()

    async def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The finished answer; raises UsageError, or Problem when the line is full or the time is over."""
        usable(question, self._longest)

        def work(stopped: threading.Event) -> Answer:
            for event in self.in_this_thread(question, history):
                if isinstance(event, Checked | Refused):
                    return event.answer
                if stopped.is_set():
                    break
            raise Problem(504, "the answer was given up")

        return await self.run(work)

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
        """``work`` done in a thread when it is its turn; raises Problem (504) when the time is over.

        A thread cannot be ended from outside: it keeps its place until it returns, and ``work`` is told to stop.
        """
        stopped = threading.Event()
        loop = asyncio.get_running_loop()

        def free(_: Future[T]) -> None:
            with suppress(RuntimeError):  # the loop may be closed by now
                loop.call_soon_threadsafe(self.line.leave)

        try:
            async with asyncio.timeout(self._seconds):
                await self.line.enter(told)
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
        """The events of an answer as ``rag.ask`` gives them; one asked before is given again while no model is at work.

        ``only``: ids of the sources that may answer; empty means all. The whole answer is made from one snapshot.
        """
        clock, parts = Clock(), self._live.parts()
        used = frozenset(only) & set(parts.index.sources)  # a source may be gone since it was chosen
        if only and not used:
            raise UsageError("none of the chosen sources is in the index any more. Choose others.")
        key = (parts.index.snapshot.id, question, tuple(history[-DEEP:]), used)
        with self._knowing:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
        if known is not None:
            yield from (self._counted(_as_of_now(event, parts, clock)) for event in known)
            return
        told: list[Event] = []
        for event in ask(question, parts.within(used) if used else parts, history):
            told.append(event)
            # Before the last event goes out: its reader may not come back. A check that broke may not break the next time.
            if (
                isinstance(event, Checked | Refused)
                and parts.chat is None
                and not any(verdict.passing for verdict in event.answer.verdicts)
            ):
                with self._knowing:
                    self._known[key] = tuple(told)
                    while len(self._known) > self._most_known:
                        self._known.popitem(last=False)
            yield self._counted(event)

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
