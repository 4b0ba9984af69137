"""Stop: nothing of the stopped answer comes after it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.serving import in_a_loop
from ui.web.talk import Stopping


@dataclass(frozen=True)
class State:
    name: str
    busy: bool = True


async def _frames(*names: str) -> AsyncIterator[State]:
    for name in names:
        yield State(name)


async def _answer() -> AsyncIterator[State]:
    yield State("searching")
    yield State("answered", busy=False)


def test_frame_under_way_when_stop_was_pressed_does_not_cover_it() -> None:
    async def read() -> list[str]:
        stopping: Stopping = Stopping()
        seen = []
        async for frame in stopping.until_stopped("tab", _frames("searching", "reading", "checking")):
            seen.append(frame.name)
            if frame.name == "searching":
                stopping.stop("tab", State("stopped", busy=False))
        return seen

    assert in_a_loop(read()) == ["searching", "stopped"]


def test_question_asked_after_stop_is_shown_to_its_end() -> None:
    async def read() -> list[str]:
        stopping: Stopping = Stopping()
        old = stopping.until_stopped("tab", _frames("old", "late"))
        seen = [await anext(old)]
        stopping.stop("tab", State("stopped", busy=False))
        new = stopping.until_stopped("tab", _frames("new", "newer"))
        seen.append(await anext(new))
        seen += [frame async for frame in old]  # superseded: nothing of it comes any more
        seen += [frame async for frame in new]
        return [frame.name for frame in seen]

    assert in_a_loop(read()) == ["old", "new", "newer"]


def test_stop_without_an_answer_under_way_and_another_tab_change_nothing() -> None:
    async def read() -> list[str]:
        stopping: Stopping = Stopping()
        stopping.stop("tab", State("stopped", busy=False))
        seen = []
        async for frame in stopping.until_stopped("tab", _frames("one", "two")):
            seen.append(frame.name)
            stopping.stop("other", State("stopped", busy=False))
        return seen

    assert in_a_loop(read()) == ["one", "two"]


def test_nothing_of_an_answer_comes_after_its_conversation_was_left() -> None:
    async def read() -> list[str]:
        stopping: Stopping = Stopping()
        seen = []
        async for frame in stopping.until_stopped("tab", _frames("searching", "reading", "checking")):
            seen.append(frame.name)
            stopping.stop("tab")
        return [*seen, "busy" if stopping.busy("tab") else "idle"]

    assert in_a_loop(read()) == ["searching", "idle"]
