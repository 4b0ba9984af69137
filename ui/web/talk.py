"""A conversation as the page shows it: events in, turns out, each the newest alone; one answer at a time in a tab. Knows nothing of Gradio."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from rag.events import Checked, ClaimChecked, Delta, Event, Led, Refused, Retracted, Retrieved
from rag.question import Turn
from rag.sources import Source
from rag.types import Answer, Lead, Verdict
from ui.api.answering import Queued
from ui.api.problems import told
from ui.web.card import asked, card, spoken
from ui.web.html import Html, part
from ui.words import word
from ui.written import repeats

Ask = Callable[[str, Sequence[Turn]], AsyncGenerator[Event | Queued, None]]
Shown = Callable[[Answer, str], Html]  # the card of a finished answer at a turn, counted from "1"

FRAME_S = 0.05  # seconds between two frames of text that is still growing


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer; None where a line about what went wrong stands in its place."""

    question: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said so far, and the question under way."""

    said: tuple[Said, ...] = ()
    asked: str = ""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What a follow-up builds on."""
        return tuple(Turn(one.question, one.answer.text) for one in self.said if one.answer)

    def answer(self, turn: int | None) -> Answer | None:
        """The answer of a turn, counted from one."""
        return self.said[turn - 1].answer if turn and 0 < turn <= len(self.said) else None

    def before(self, turn: int) -> "Talk":
        """The conversation before a turn, counted from one."""
        return Talk(self.said[: max(0, turn - 1)])


@dataclass(frozen=True, slots=True)
class Frame:
    """The newest turn in one state of its making: its place, its two messages, whether more is to come, and what to say aloud."""

    talk: Talk
    turn: int
    question: Html
    body: Html
    busy: bool
    aloud: str
    answer: Answer | None = None


async def respond(
    question: str,
    talk: Talk,
    ask: Ask,
    sources: Mapping[str, Source],
    language: str,
    shown: Shown | None = None,
    pace_s: float = FRAME_S,
) -> AsyncGenerator[Frame, None]:
    """Frames from the question's first showing to the checked answer; an error is one line in the conversation."""
    talk = Talk(talk.said, question.strip())
    line, text, upto = word("searching", language), "", 0
    checked: dict[int, Verdict] = {}
    lead: Lead | None = None
    shown_at = 0.0

    def growing() -> Frame:
        drafts = [draft for draft in text[upto:].split("\n\n") if draft.strip()]
        said = [checked[place] for place in sorted(checked)]
        first = None if lead and repeats(lead, checked) else lead
        body = part("chat.growing", language, line, first, said, drafts, sources=sources)
        return _frame(talk, body, language, line, busy=True)

    yield growing()
    try:
        async with aclosing(ask(question, talk.turns)) as events:  # a reader who stops leaves the line at once
            async for event in events:
                if isinstance(event, Queued):
                    line = word("queued", language, place=event.place)
                elif isinstance(event, Retrieved):
                    count = len({hit.passage.source_id for hit in event.hits})
                    line = word("reading", language, passages=len(event.hits), sources=count)
                elif isinstance(event, Delta):
                    line, text = word("checking", language), text + event.text
                    if time.monotonic() - shown_at < pace_s:  # a fast model would send a page a word
                        continue
                    shown_at = time.monotonic()
                elif isinstance(event, ClaimChecked):
                    checked[event.place], upto = event.verdict, event.upto
                elif isinstance(event, Retracted):
                    checked, upto, lead = {}, event.upto, None
                elif isinstance(event, Led):
                    lead = event.lead
                elif isinstance(event, Checked | Refused):
                    made = shown or (lambda answer, key: card(answer, sources, key))
                    # in a thread: the loop serves everybody
                    body = await asyncio.to_thread(made, event.answer, str(len(talk.said) + 1))
                    frame = _frame(talk, body, event.answer.language, spoken(event.answer, sources))
                    now = Talk((*talk.said, Said(question, event.answer)))
                    yield replace(frame, talk=now, answer=event.answer)
                    continue
                yield growing()
    except Exception as exc:
        yield ended(talk, told(exc, language), language)


def ended(talk: Talk, line: str, language: str) -> Frame:
    """The turn ends with one line instead of an answer, and no follow-up builds on it."""
    body = part("chat.ended", language, line)
    return replace(_frame(talk, body, language, line), talk=Talk((*talk.said, Said(talk.asked))))


def _frame(talk: Talk, body: Html, language: str, aloud: str, busy: bool = False) -> Frame:
    return Frame(talk, len(talk.said) + 1, asked(talk.asked, language), body, busy, aloud)


@dataclass
class _Run:
    ending: Frame | None = None  # what Stop showed
    over: bool = False  # stopped, or its conversation left
    busy: bool = True  # until the reader has been given the last frame


@dataclass
class Stopping:
    """The answers under way, one a browser tab; lives in one event loop. Gradio ends a stopped generator a moment after the click: no frame of
    that moment may cover what Stop showed. It counts an answer as under way for a moment after its last frame: whether a tab is busy is told
    here, by what its reader sees."""

    _runs: dict[str, _Run] = field(default_factory=dict)

    async def until_stopped(self, tab: str, frames: AsyncIterator[Frame]) -> AsyncIterator[Frame]:
        """``frames`` as they come; after ``stop`` its ending in the place of the next one, and nothing more; without a ``tab`` all of them."""
        if not tab:
            async for frame in frames:
                yield frame
            return
        run: _Run = _Run()
        self._runs[tab] = run
        try:
            async for frame in frames:
                if self._runs.get(tab) is not run:  # another question was asked since
                    return
                if run.over:
                    if run.ending is not None:
                        yield run.ending
                    return
                run.busy = frame.busy
                yield frame
        finally:
            if self._runs.get(tab) is run:
                del self._runs[tab]

    def stop(self, tab: str, ending: Frame | None = None) -> None:
        """End the answer under way in ``tab``, if there is one; ``ending`` is the last that its reader gets of it."""
        run = self._runs.get(tab)
        if run is not None:
            run.ending, run.over, run.busy = ending, True, False

    def busy(self, tab: str) -> bool:
        """True while an answer under way in ``tab`` has more to show."""
        run = self._runs.get(tab)
        return run is not None and run.busy
