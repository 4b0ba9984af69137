"""A conversation as the page shows it: places in the line and events of ``rag.ask`` in, frames of HTML out.

Knows nothing of Gradio.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from rag.events import Checked, ClaimChecked, Delta, Event, Refused, Retrieved
from rag.question import Turn
from rag.types import Answer, Source, Verdict
from ui.api.line import Queued
from ui.web.actions import actions
from ui.web.nodes import Html, join
from ui.web.told import told
from ui.web.view import answer_body, error_body, progress_body, spoken, turn
from ui.web.words import word

Ask = Callable[[str, Sequence[Turn]], AsyncGenerator[Event | Queued, None]]

FRAME_S = 0.05  # seconds between two frames of text that is still growing
SHOWN = 400  # characters of a question above its answer; a pasted book would push the answer off the page


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said so far: turns for the engine, finished HTML for the page with its answers, the question under way."""

    turns: tuple[Turn, ...] = ()
    shown: tuple[Html, ...] = ()
    answers: tuple[Answer | None, ...] = ()  # one for each of ``shown``; None where there was none
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One state of the page: finished turns, the newest turn, whether it is still growing, and what to say aloud."""

    talk: Talk
    past: Html
    current: Html
    busy: bool
    aloud: str


async def respond(
    question: str, talk: Talk, ask: Ask, sources: Mapping[str, Source], language: str, pace_s: float = FRAME_S
) -> AsyncGenerator[Frame, None]:
    """Frames from the question's first showing to the checked answer; an error is one line in the conversation."""
    key = str(len(talk.shown) + 1)
    talk = replace(talk, asked=_short(question))
    line, text, upto = word("searching", language), "", 0
    checked: dict[int, Verdict] = {}
    shown_at = 0.0

    def growing() -> Frame:
        verdicts = [checked[place] for place in sorted(checked)]
        body = progress_body(line, text[upto:], language, verdicts, sources, key)
        return Frame(talk, join(talk.shown), turn(talk.asked, body, key, language, busy=True), True, line)

    yield growing()
    try:
        async with aclosing(ask(question, talk.turns)) as events:  # a reader who stops leaves the line at once
            async for event in events:
                if isinstance(event, Queued):
                    line = word("queued", language, place=event.place)
                    yield growing()
                elif isinstance(event, Retrieved):
                    count = len({hit.passage.source_id for hit in event.hits})
                    line = word("reading", language, passages=len(event.hits), sources=count)
                    yield growing()
                elif isinstance(event, Delta):
                    line, text = word("checking", language), text + event.text
                    if time.monotonic() - shown_at >= pace_s:  # a fast model would send a page a word
                        yield growing()
                        shown_at = time.monotonic()
                elif isinstance(event, ClaimChecked):
                    checked[event.place], upto = event.verdict, event.upto
                    yield growing()
                elif isinstance(event, Checked | Refused):
                    said = Turn(question, event.answer.text)
                    # in a thread: the loop serves everybody
                    yield await asyncio.to_thread(finished, talk, said, event.answer, sources)
    except Exception as exc:
        yield _ended(talk, told(exc, language), key, language)


def stop(talk: Talk, language: str) -> Frame:
    """The page after the reader stopped an answer; without one under way the page as it was."""
    if talk.asked:
        return _ended(talk, word("stopped", language), str(len(talk.shown) + 1), language)
    return so_far(talk, Html())


def so_far(talk: Talk, empty: Html) -> Frame:
    """A conversation that rests: its turns, or ``empty`` when there are none."""
    if not talk.shown:
        return Frame(talk, Html(), empty, False, "")
    return Frame(talk, join(talk.shown[:-1]), join(talk.shown[-1:]), False, "")


def finished(talk: Talk, said: Turn, answer: Answer, sources: Mapping[str, Source]) -> Frame:
    """The page once the question under way has its answer."""
    key = str(len(talk.shown) + 1)
    body = join(answer_body(answer, sources, key), actions(answer, sources, said.question, key))
    shown = turn(talk.asked, body, key, answer.language)
    return _with(replace(talk, turns=(*talk.turns, said)), shown, spoken(answer, sources), answer)


def _ended(talk: Talk, line: str, key: str, language: str) -> Frame:
    """The turn ends with one line instead of an answer, and no follow-up builds on it."""
    return _with(talk, turn(talk.asked, error_body(line), key, language), line)


def _with(talk: Talk, shown: Html, aloud: str, answer: Answer | None = None) -> Frame:
    talk = replace(talk, shown=(*talk.shown, shown), answers=(*talk.answers, answer), asked="")
    return Frame(talk, join(talk.shown[:-1]), shown, False, aloud)


def _short(question: str) -> str:
    question = question.strip()
    return question if len(question) <= SHOWN else question[:SHOWN].rstrip() + " …"
