"""What the page can do, without Gradio: each method takes plain values and gives frames or HTML."""

import hashlib
import threading
from asyncio import to_thread
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from rag.answer.gloss import foreign_quotes, glosses
from rag.assemble import Parts
from rag.case.glosses import NO_GLOSSES
from rag.common.log import log_traceback
from rag.errors import OnRecordError, StoreError, TooLong, UsageError
from rag.events import Checked, Event, Refused
from rag.index.snapshot import now
from rag.lists.ledger import Ledger
from rag.live import Live
from rag.question import Turn, usable
from rag.reason import Code, reason
from rag.saved.recheck import sound
from rag.sources import Span
from rag.types import Answer, Claim, NoteKind, Status, Verdict, verdict
from rag.wire import from_json, to_json
from ui.answer_words import is_seed
from ui.api.answering import Queued
from ui.api.problems import Problem, told
from ui.api.service import Service
from ui.api.shelf import too_large
from ui.commands.feedback import Feedback, keep
from ui.web.beside import choices
from ui.web.card import asked, card
from ui.web.html import Html
from ui.web.own import for_the_owner
from ui.web.panel import About, header, source_panel, welcome
from ui.web.suggested import follow_ups, read_examples
from ui.web.talk import Frame, Said, Talk, ended
from ui.web.talk import respond as respond_with
from ui.words import word

MARGIN = 4096  # bytes of a request beside the answers that it brings back
MOST = 20  # answers of a conversation
LARGEST = 1_500_000  # characters of all of them


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of saving an answer: a line to say, and the link, which is copied."""

    said: str
    place: str = ""


class Page:
    """The page of one opened case; raises CorpusError when the case's examples are wrong."""

    def __init__(self, live: Live, desk: Service, ledger: Callable[[], Ledger | None] = lambda: None) -> None:
        self._live = live  # follows the index: each answer is made from one snapshot, the newest
        self._desk = desk
        self._ledger = ledger
        settings = live.parts().settings
        home_folder = settings.home
        self.room = settings.max_body_kb * 1024 - MARGIN
        self._examples = read_examples(home_folder)
        self._own = for_the_owner(settings)
        self._name = settings.case.resolve().name if settings.case else ""
        self.title = f"{self._name} · On Record" if self._name else "On Record"
        home = hashlib.sha256(str(home_folder).encode()).hexdigest()[:12]
        self.storage_key = f"onrecord-{home}"  # two cases at one address must not mix their conversations

    def _about(self) -> About:
        index = self._live.parts().index
        articles = tuple(source.title or source.id for source in index.sources.values() if is_seed(source))
        return About(
            articles, tuple(claim.status for claim in index.ledger), len(index.disputes), self._own, self._name
        )

    def header(self, language: str) -> Html:
        """The bar at the top."""
        settings = self._live.parts().settings
        return header(language, self._about(), bool(settings.token))

    def welcome(self, language: str) -> Html:
        """What an empty conversation says."""
        about, ours = self._about(), self._ours(language)
        about = replace(about, articles=tuple(ours.get(title, title) for title in about.articles))
        return welcome(language, len(self._live.parts().index.sources), about)

    def examples(self, language: str) -> list[str]:
        """Questions to begin with."""
        return [example.within(language).question for example in self._examples]

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Every source as a line to tick, with its id, the closest to the facts first."""
        return choices(self._live.parts().index.sources.values(), language)

    async def respond(
        self, question: str, talk: Talk, only: frozenset[str], language: str
    ) -> AsyncGenerator[Frame, None]:
        """Frames of the answer from the sources in use, and a last one with foreign quotes translated where a model is connected."""
        await to_thread(self._live.parts)  # a new index is opened then, and others are served meanwhile

        async def engine(question: str, history: Sequence[Turn]) -> AsyncGenerator[Event | Queued, None]:
            async with aclosing(self._desk.answering.events(question, history, only)) as events:
                async for event in events:
                    if isinstance(event, Checked | Refused):
                        self._desk.given(event.answer)
                    yield event

        shown = partial(self._shown, talk)
        async with aclosing(respond_with(question, talk, engine, self._live.sources, language, shown)) as frames:
            async for frame in frames:
                yield frame
        if frame.answer and (told := await self._translated(frame.answer)):
            yield replace(frame, body=await to_thread(shown, frame.answer, str(frame.turn), told))

    def _shown(self, talk: Talk, answer: Answer, key: str, told: Mapping[str, str] = NO_GLOSSES) -> Html:
        """The card of an answer just given, with questions that may follow."""
        return self._card(answer, key, self._more(talk, answer), told)

    def _card(self, answer: Answer, key: str, more: Sequence[str] = (), told: Mapping[str, str] = NO_GLOSSES) -> Html:
        """The card of an answer; ``told``: a model's translations."""
        ledger = self._ledger() if any(note.kind is NoteKind.SCORED for note in answer.notes) else None
        ours = self._ours(answer.language)
        return card(answer, self._live.sources, key, more=more, ledger=ledger, ours=ours, glosses=told)

    def _ours(self, language: str) -> Mapping[str, str]:
        """An editor's translations into ``language``."""
        return self._live.parts().index.glosses.get(language, NO_GLOSSES)

    async def _translated(self, answer: Answer) -> dict[str, str]:
        """The quotes of an answer in its language, where they are in another and a model is connected."""
        parts = await to_thread(self._live.parts)
        ours = parts.index.glosses.get(answer.language, NO_GLOSSES)
        quotes = [one for one in foreign_quotes(answer, self._live.sources) if one[0] not in ours]
        if parts.chat is None or not quotes:
            return {}
        work = partial(glosses, quotes, answer.language, parts.chat, parts.meter())
        try:
            return await self._desk.answering.run(lambda stopped: work())
        except Problem as exc:  # the answer stands without
            log_traceback(exc)
            return {}

    def _more(self, talk: Talk, answer: Answer) -> list[str]:
        """Questions that may follow ``answer``: of the case's known ones, where it has none its examples; none for somebody in danger."""
        if any(note.kind is NoteKind.EMERGENCY for note in answer.notes):
            return []
        before = {one.question.casefold() for one in talk.said} | {answer.question.casefold()}
        found = follow_ups(answer, self._live.made(answer).index, before)
        return found or [q for q in self.examples(answer.language) if q.casefold() not in before][:3]

    def too_long(self, question: str) -> bool:
        """True for more characters than can be asked: then what was typed is left in the box, to be shortened."""
        try:
            usable(question, self._live.parts().settings.max_question)
        except UsageError as exc:
            return isinstance(exc, TooLong)
        return False

    def stop(self, talk: Talk, question: str, language: str) -> Frame:
        """The newest turn after Stop."""
        return ended(Talk(talk.said, question), word("stopped", language), language)

    def messages(self, talk: Talk) -> list[list[str]]:
        """Every turn as its two messages, where a conversation is shown anew."""
        return [
            [
                str(asked(one.question, one.answer.language)),
                str(self._card(one.answer, str(turn))),
            ]
            for turn, one in enumerate(talk.said, 1)
            if one.answer
        ]

    def kept(self, frame: Frame) -> str:
        """What the browser is given to keep of a turn: the answer's JSON without the passages; "" where a cited source is gone."""
        answer, sources = frame.answer, self._live.sources
        if answer is None or not answer.source_ids <= set(sources):
            return ""
        return to_json(replace(answer, hits=()), sources)

    async def restored(self, given: Any) -> Talk:
        """The newest of a conversation that a browser kept, every claim verified anew when its turn has come, the rest held against the index."""
        texts = [text for text in given[-MOST:] if isinstance(text, str)] if isinstance(given, list) else []
        while sum(map(len, texts)) > LARGEST:
            texts.pop(0)
        if not texts:
            return Talk()

        def work(stopped: threading.Event) -> Talk:
            live = self._live.parts()

            def verify(claims: Sequence[Claim]) -> Sequence[Verdict]:
                if stopped.is_set():
                    raise Problem(504, "the reader has gone")
                return live.checking.verify(claims)

            return _restored(texts, live, verify)

        try:
            return await self._desk.answering.run(work)
        except Problem as exc:  # the line is full, or the time over: shown, and not as fine
            log_traceback(exc)
            live = await to_thread(self._live.parts)
            busy = reason(Code.BUSY)
            return await to_thread(
                _restored, texts, live, lambda claims: [verdict(claim, Status.UNCHECKED, busy) for claim in claims]
            )

    def source(self, source_id: str, start: int | None, end: int | None, language: str) -> Html:
        """The panel of a source at a span; nothing for an unknown one."""
        span = Span(start, end) if start is not None and end is not None and start < end else None
        held = self._live.holding(source_id, span)
        if held is None:
            return Html()
        index = held.parts.index
        own = index.passages.of_source(source_id)
        source, whole = index.sources[source_id], index.source_text(source_id)
        return source_panel(source, whole, held.span, own, language, held.parts.audit)

    def known(self, source_id: str) -> list[str]:
        """That id alone; nothing where there is no such source."""
        return [source_id] if source_id in self._live.parts().index.sources else []

    def rated(self, talk: Talk, turn: int | None, rating: str, language: str) -> str:
        """Keep a reader's thumb; the line that says so, or "" when it is about no answer."""
        answer = talk.answer(turn)
        if answer is None or rating not in ("up", "down"):
            return ""
        about = {"question": answer.question, "answer": answer.text, "snapshot": answer.snapshot, "mode": answer.mode}
        try:
            keep(
                self._live.parts().settings.data_dir, Feedback.model_validate(about | {"when": now(), "rating": rating})
            )
        except StoreError as exc:
            return told(exc, language, "not_noted")
        return word("thanks", language)

    def linked(self, talk: Talk, turn: int | None, language: str) -> Linked:
        """Save the answer of a turn; its link, or the line that says why there is none."""
        answer = talk.answer(turn)
        if answer is None:
            return Linked("")
        if not self._desk.knows(answer):  # a browser kept it, and what a browser keeps can be changed
            return Linked(word("link_again", language))
        try:
            return Linked(word("linked", language), f"./a/{self._desk.save(answer)}")
        except OnRecordError as exc:
            return Linked(told(exc, language, "not_saved"))


def _restored(texts: Sequence[str], parts: Parts, verify: Callable[[Sequence[Claim]], Sequence[Verdict]]) -> Talk:
    """The answers whose sources all still exist, through the same checks as any; what is no answer of a size of ours is left out."""
    said = []
    for text in texts:
        try:
            answer = from_json(text)
        except (UsageError, ValueError):
            continue
        if answer.source_ids <= set(parts.index.sources) and not too_large(answer):
            answer = sound(parts.settings, answer)
            said.append(Said(answer.question, replace(answer, verdicts=tuple(verify(answer.claims)))))
    return Talk(tuple(said))
