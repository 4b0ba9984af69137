import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.events import Checked
from rag.live import Live
from tests.serving import LENGTH, SILENT, in_a_loop, with_settings
from ui.api.answering import CROWDED, Answering, Line, Queued
from ui.api.clients import CLIENT, Buckets
from ui.api.meter import Meter
from ui.api.problems import Problem


def test_line_tells_each_its_place_and_serves_in_order() -> None:
    async def scene() -> None:
        line, told, served = Line(1, 2), {"b": [], "c": []}, []  # type: ignore[var-annotated]

        async def come(name: str) -> None:
            await line.enter(told[name].append)
            served.append(name)

        await line.enter()
        waiting = [asyncio.create_task(come(name)) for name in ("b", "c")]
        await asyncio.sleep(0)
        assert told == {"b": [1], "c": [2]}
        with pytest.raises(Problem, match="2 questions are waiting"):
            await line.enter()
        line.leave()
        await asyncio.sleep(0)
        assert told["c"] == [2, 1] and served == ["b"]
        line.leave()
        await asyncio.gather(*waiting)
        line.leave()
        assert served == ["b", "c"] and line.running == 0

    in_a_loop(scene())


def test_who_leaves_the_line_frees_the_place_even_when_called_at_that_moment() -> None:
    async def scene() -> None:
        line = Line(1, 5)
        await line.enter()
        gone, called = (asyncio.create_task(line.enter()) for _ in range(2))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        line.leave()  # it is the turn of ``called`` …
        called.cancel()  # … who goes before noticing
        await asyncio.gather(gone, called, return_exceptions=True)
        assert (line.running, line.waiting) == (0, 0)

    in_a_loop(scene())


def test_a_slow_answer_is_given_up_and_the_next_is_told_its_place(parts: Parts) -> None:
    async def scene() -> None:
        answering = Answering(Live(with_settings(parts, answers_at_once=1, answer_seconds=3.0)), Meter())
        release = threading.Event()
        with pytest.raises(Problem) as given_up:
            await answering.run(lambda stopped: release.wait(20))
        assert given_up.value.status == 504
        assert answering.line.running == 1  # the thread cannot be ended: it keeps its place until it returns

        async def events() -> list[object]:
            return [event async for event in answering.events(LENGTH)]

        asking = asyncio.create_task(events())
        await asyncio.sleep(0.05)
        release.set()
        told = await asking
        assert told[0] == Queued(1) and isinstance(told[-1], Checked)
        await asyncio.sleep(0.05)
        assert answering.line.running == 0

    in_a_loop(scene())


def test_a_reader_who_goes_away_frees_the_line(parts: Parts) -> None:
    async def scene() -> None:
        answering = Answering(Live(with_settings(parts, answers_at_once=1)), Meter())
        events = answering.events(LENGTH)
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
        assert (await answering.answer(SILENT)).refused

    in_a_loop(scene())


def test_answers_made_side_by_side_are_those_made_alone(parts: Parts) -> None:
    questions = [
        LENGTH,
        SILENT,
        "Who surveyed the bridge?",
        "When was the bridge closed?",
        "What did the repair cost?",
    ] * 4
    alone = {q: answer(q, parts) for q in set(questions)}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: answer(q, parts), questions))
    for question, made in zip(questions, together, strict=True):
        assert (made.text, made.verdicts) == (alone[question].text, alone[question].verdicts)


def test_bucket_lets_a_burst_through_then_the_rate() -> None:
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])  # 30 at once, then 1 a second
    assert [buckets.take("a") for _ in range(31)] == [0] * 30 + [1]
    assert buckets.take("b") == 0
    now[0] = 1.0
    assert (buckets.take("a"), buckets.take("a")) == (0, 1)


def test_who_had_most_of_the_processor_waits_for_others() -> None:
    async def scene() -> None:
        line, served = Line(1, 20), []  # type: ignore[var-annotated]

        async def come(client: str) -> None:
            CLIENT.set(client)
            await line.enter()
            served.append(client)

        CLIENT.set("flood")
        await line.enter()
        waiting = [asyncio.create_task(come(client)) for client in ("flood", "flood", "flood", "a", "b", "a")]
        await asyncio.sleep(0)
        for client, seconds in (("flood", 9.0), ("a", 0.3), ("b", 0.3), ("a", 0.3), ("flood", 9.0), ("flood", 9.0)):
            line.leave(client, seconds)
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)
        assert served == ["a", "b", "a", "flood", "flood", "flood"]

    in_a_loop(scene())


def test_while_others_wait_fewer_passages_are_read(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    answering, read = Answering(Live(parts), Meter()), []
    seen = type(parts.search).read
    monkeypatch.setattr(type(parts.search), "read", lambda self, q, some: read.append(len(some)) or seen(self, q, some))
    list(answering.in_this_thread("Who surveyed the bridge?"))
    monkeypatch.setattr(type(answering.line), "waiting", 3)
    list(answering.in_this_thread("Who closed the bridge?"))
    assert read[0] > CROWDED and CROWDED in read
