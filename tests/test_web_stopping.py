"""Stop: nothing of the stopped answer comes after it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from tests.serving import in_a_loop
from ui.web.stopping import Stopping


async def _frames(*names: str) -> AsyncIterator[str]:
    for name in names:
        yield name


def test_frame_under_way_when_stop_was_pressed_does_not_cover_it() -> None:
    async def read() -> list[str]:
        stopping: Stopping[str] = Stopping()
        seen = []
        async for frame in stopping.until_stopped("tab", _frames("searching", "reading", "checking")):
            seen.append(frame)
            if frame == "searching":
                assert stopping.stop("tab", "stopped") == "stopped"
        return seen

    assert in_a_loop(read()) == ["searching", "stopped"]


def test_question_asked_after_stop_is_shown_to_its_end() -> None:
    async def read() -> list[str]:
        stopping: Stopping[str] = Stopping()
        old = stopping.until_stopped("tab", _frames("old", "late"))
        seen = [await anext(old)]
        stopping.stop("tab", "stopped")
        new = stopping.until_stopped("tab", _frames("new", "newer"))
        seen.append(await anext(new))
        seen += [frame async for frame in old]  # superseded: nothing of it comes any more
        seen += [frame async for frame in new]
        return seen

    assert in_a_loop(read()) == ["old", "new", "newer"]


def test_tabs_without_a_name_do_not_end_one_another() -> None:
    async def read() -> list[str]:
        stopping: Stopping[str] = Stopping()
        one = stopping.until_stopped("", _frames("one", "and one"))
        other = stopping.until_stopped("", _frames("other"))
        return [await anext(one), *[f async for f in other], *[f async for f in one]]

    assert in_a_loop(read()) == ["one", "other", "and one"]


def test_stop_without_an_answer_under_way_and_another_tab_change_nothing() -> None:
    async def read() -> list[str]:
        stopping: Stopping[str] = Stopping()
        stopping.stop("tab", "stopped")
        seen = []
        async for frame in stopping.until_stopped("tab", _frames("one", "two")):
            seen.append(frame)
            stopping.stop("other", "stopped")
        return seen

    assert in_a_loop(read()) == ["one", "two"]
