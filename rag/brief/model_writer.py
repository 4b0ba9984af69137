"""A brief's sections in a model's words: one call a section, every sentence checked as it closes.

This file and house.py are all of a brief that knows how answers are made.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing as closed_at_end
from dataclasses import replace

from rag.answer.chat import Chat, Halted, fitting
from rag.answer.model_engine import why
from rag.answer.model_text import Closed, read_marks, read_pieces, tidy
from rag.answer.said_by import publisher_of, said_by
from rag.assemble import Parts
from rag.brief.house import Quote
from rag.brief.types import heading
from rag.brief.writing import Instead, Sentence, Writer
from rag.models.endpoint import EndpointError
from rag.models.prompts import Prompt, Shown, is_refusal, to_section
from rag.phrases import phrase
from rag.reason import Reason
from rag.sources import Hit
from rag.text.punctuation import OWN
from rag.types import Usage
from rag.wording import as_said

MOST_CALLS = 12  # sections of one brief that a model writes; an outline by question has seven at most
SENTENCE_TOKENS = 50  # room for one sentence in a reply; with ONRECORD_ANSWER_TOKENS it says how many are asked for
LOCAL = frozenset(("empty", "request", "cut"))  # failures after which the next section is still worth a call


class ModelWriter(Writer):
    """Writes with ``chat``; made for one brief. ``seconds``: no section is begun later than that after the first one."""

    def __init__(self, parts: Parts, chat: Chat, seconds: float | None = None) -> None:
        super().__init__()
        self.model = chat.model
        self._parts = parts
        self._chat = chat
        self._meter = parts.meter()
        self._asked = 0
        self._seconds = seconds
        self._began: float | None = None

    @property
    def usage(self) -> Usage:  # type: ignore[override]  # of quotes it is always nothing
        """What was asked of the model so far."""
        return self._meter.read()

    def calls(self, sections: int) -> int:
        """One for each section; a request that fails may be sent again, as the client is told to."""
        return min(sections, MOST_CALLS)

    def write(self, question: str, quotes: Sequence[Quote], language: str) -> Iterator[Sentence | Instead]:
        """The model's sentences, then the quotes that stand in where it could not write; raises EndpointError when it
        is of no use to ask again."""
        everything = tuple(range(len(quotes)))
        shown = self._fitting(question, quotes, language)
        if reason := self._spent(language) or ("" if shown else _not_fitted(len(quotes), language)):
            yield Instead(everything, reason)
            return
        section = _Section(self._parts, quotes, language)
        self._asked += 1
        ended = ""
        try:
            pieces = self._chat.stream(self._prompt(question, shown, language), self._meter)
            with closed_at_end(section.read(pieces)) as sentences:
                for sentence in sentences:
                    yield from self._kept(sentence)
        except Halted as halt:
            ended = phrase(f"halted_{halt.reason}", language, tokens=str(self._parts.settings.answer_tokens))
        except EndpointError as exc:
            if exc.kind not in LOCAL:
                raise
            yield Instead(everything, heading("model_failed", language, why=why(exc, language)))
            return
        if not section.stands:
            key = "nothing_stands" if section.count else "says_nothing"
            yield Instead(everything, heading(key, language, n=str(section.count)))
            return
        if ended:
            yield Instead((), ended)
        if rest := tuple(place for place in everything if place + 1 not in {s.number for s in shown}):
            yield Instead(rest, _not_fitted(len(rest), language))

    def _spent(self, language: str) -> str:
        """Why no further call is made, or ""."""
        now = time.monotonic()
        self._began = self._began if self._began is not None else now
        if self._seconds is not None and now - self._began > self._seconds:
            return heading("no_time", language)
        return heading("most_calls", language, n=str(MOST_CALLS)) if self._asked >= MOST_CALLS else ""

    def _kept(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentence, unless it is struck and the setting says to leave such ones out."""
        struck = sentence.verdict is not None and sentence.verdict.status.struck
        if not struck:
            self.mode = "model"
        if struck and self._parts.settings.withhold:
            self.withheld += 1
        else:
            yield sentence

    def _fitting(self, question: str, quotes: Sequence[Quote], language: str) -> list[Shown]:
        """The quotes that the window holds, in their order; the farthest from the topic are left out first."""
        nearest = sorted(range(len(quotes)), key=lambda place: -quotes[place].score)
        all_of_them = [_shown(place + 1, quotes[place], language) for place in nearest]
        kept = fitting(all_of_them, lambda s: self._prompt(question, s, language), self._chat.counter, self._chat.room)
        return sorted(kept, key=lambda s: s.number)

    def _prompt(self, question: str, shown: Sequence[Shown], language: str) -> Prompt:
        most = max(1, min(len(shown), self._parts.settings.answer_tokens // SENTENCE_TOKENS))
        return to_section(question, sorted(shown, key=lambda s: s.number), language, most)


class _Section:
    """One reply read sentence by sentence."""

    def __init__(self, parts: Parts, quotes: Sequence[Quote], language: str) -> None:
        self.count = 0  # sentences checked
        self.stands = False
        self._parts = parts
        self._quotes = quotes
        self._language = language
        # A mark leads to the quote and not to the passage around it: what was not sent cannot bear a sentence.
        self._hits = [Hit(q.passage.part(q.span), q.score) for q in quotes]

    def read(self, pieces: Iterator[str]) -> Generator[Sentence, None, None]:
        """The checked sentences as they close; a failure is raised once the last whole sentence was given."""
        for one in read_pieces(pieces, self._language):
            if isinstance(one, Closed):
                yield from self._close(one)

    def _close(self, closed: Closed) -> Iterator[Sentence]:
        text = tidy(closed.text)
        if not text or is_refusal(text):
            return
        marked = read_marks(text)
        verdict = self._parts.checking.sentence(marked.text, marked.numbers, self._hits)
        verdict = replace(
            verdict, reason=self._named(verdict.reason), reasons=tuple(map(self._marked, verdict.reasons))
        )
        self.count += 1
        self.stands = self.stands or not verdict.status.struck
        yield Sentence(verdict.claim.text, tuple(dict.fromkeys(c.number - 1 for c in verdict.claim.citations)), verdict)

    def _marked(self, reason: Reason) -> Reason:
        """A reason likewise, where it is about a mark."""
        return replace(reason, about={name: self._named(words) for name, words in reason.about.items()})

    def _named(self, reason: str) -> str:
        """``reason`` with publishers in place of this section's numbers, which no reader of the brief can see."""

        def name(number: int) -> str:
            inside = 1 <= number <= len(self._quotes)
            return publisher_of(self._quotes[number - 1].source, self._language) if inside else f"[{number}]"

        return OWN.sub(lambda match: name(int(match[1])), reason)


def _not_fitted(count: int, language: str) -> str:
    return heading("not_fitted", language, n=str(count))


def _shown(number: int, quote: Quote, language: str) -> Shown:
    said = said_by(as_said(quote.source, quote.passage), quote.locator, language, basis=quote.passage.basis)
    return Shown(number, said, str(quote.source.tier), quote.text)
