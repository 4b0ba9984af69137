"""How a section's quotes become sentences, and the text that keeps every sentence's place.

``Writer`` is the seam for a model: it gets a section's question and its quotes and gives sentences, each with the
quotes it rests on. Whatever it gives is cited, placed and verified here; ``QuoteWriter`` gives the quotes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from rag.answer.draft import Pick
from rag.answer.said_by import date_of, publisher_of
from rag.answer.writing import is_struck
from rag.marks import OWN, rounded
from rag.phrases import phrase
from rag.punctuation import bracketed, colon, in_a_row
from rag.types import Citation, Claim, Kind, Note, NoteKind, Source, Span, Verdict
from rag.usage import Usage
from rag.verify.quotes import quoted_parts

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
DEAD = 0  # the number of a mark that leads to no quote; marks of a brief count from 1


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with its source, as a writer gets it."""

    pick: Pick
    source: Source
    score: float = field(default=0.0, compare=False)  # how near it is to the topic


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the places (in what the writer was given) of the quotes it rests on; its own marks do not count.

    ``verdict``: where it was checked as it closed, with citations whose numbers are those places plus one.
    """

    text: str
    rests_on: tuple[int, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """The quotes at ``places`` stand in for what a model could not write; ``why`` is for the reader."""

    places: tuple[int, ...]
    why: str


class Writer(Protocol):
    """Writes a section; raises ModelError when its model fails, and the section is then made of quotes."""

    @property
    def mode(self) -> str:
        """ "quote" or "model"."""
        ...

    @property
    def model(self) -> str:
        """Name of the model, "" without one."""
        ...

    def calls(self, sections: Sequence[Sequence[Quoted]]) -> int:
        """How many model calls these sections take at most; shown before they are made."""
        ...

    def write(self, question: str, quotes: Sequence[Quoted], language: str) -> Iterable[Sentence | Instead]:
        """The sentences of one section, in order, as they come, and which quotes stand in for others."""
        ...

    @property
    def usage(self) -> Usage:
        """What was asked of a model so far."""
        ...

    @property
    def withheld(self) -> int:
        """Sentences that failed the check and were left out, by the setting."""
        ...


class QuoteWriter:
    """Without a model: each quote as its own sentence under its source's name and date."""

    mode = "quote"
    model = ""
    usage = Usage()
    withheld = 0

    def __init__(self) -> None:
        self._named: set[str] = set()

    def calls(self, sections: Sequence[Sequence[Quoted]]) -> int:
        """None."""
        return 0

    def write(self, question: str, quotes: Sequence[Quoted], language: str) -> Iterable[Sentence]:
        """``Publisher, date: “quote”`` for each quote; a publisher is spelled out the first time."""
        for place, quoted in enumerate(quotes):
            full = quoted.source.publisher not in self._named
            self._named.add(quoted.source.publisher)
            yield Sentence(f"{who(quoted.source, language, full)}{colon(language)}“{quoted.pick.quote}”", (place,))


def who(source: Source, language: str = "en", full: bool = False) -> str:
    """``USCC, 24 Aug 2021 (our record)``: by whom, of when, and whether the words are our record's."""
    text = rounded(in_a_row([publisher_of(source, language, full), published(source, language)], language))
    return text + bracketed(phrase("our_record", language), language) if source.kind is Kind.RECORD else text


def published(source: Source, language: str = "en") -> str:
    """The source's date for the reader; of several dates the first and the last year."""
    if _PLAIN.fullmatch(source.published):
        return date_of(source.published, language)
    years = sorted(set(_YEAR.findall(source.published)))
    if not years:
        return source.published
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


class Sheet:
    """Collects claims and headings with their spans; a place cited twice keeps its number."""

    def __init__(self) -> None:
        self._length = 0
        self._pieces: list[str] = []
        self._numbers: dict[tuple[str, Span], int] = {}
        self._by_place: dict[tuple[str, Span], int] = {}
        self.claims: list[Claim] = []
        self._told: list[Verdict | None] = []
        self.notes: list[Note] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._pieces)

    def note(self, text: str) -> None:
        """Add a heading or another sentence of our own, which claims nothing."""
        if text:
            self.notes.append(Note(NoteKind.CONNECTIVE, text, self._add(text)))

    def sentence(self, sentence: Sentence, quotes: Sequence[Quoted]) -> int:
        """Add a sentence with its marks; gives its place among the claims."""
        told = sentence.verdict
        if told is None:
            cited = [self._cite(quotes[place].pick) for place in sentence.rests_on]
            text, dead = unmarked(sentence.text)[0], False
        else:
            cited = [replace(c, number=self._number(c.source_id, c.span)) for c in told.claim.citations]
            text, found = unmarked(sentence.text)
            dead = not found <= {c.number for c in told.claim.citations}
        numbers = dict.fromkeys([c.number for c in cited] + [DEAD] * dead)
        text += "".join(f" [{number}]" for number in numbers)  # marks are ours to give
        self.claims.append(Claim(text, self._add(text), tuple(cited)))
        self._told.append(told)
        place = len(self.claims) - 1
        if len(cited) == 1 and (told is None or told.status.borne):
            self._by_place.setdefault((cited[0].source_id, cited[0].span), place)
        return place

    def settled(self, found: Sequence[Verdict]) -> tuple[Verdict, ...]:
        """``found``, the verdicts on the claims as they stand here, with what was told of each as it closed.

        A sentence that was struck then stays struck: addresses, for one, are looked for in a model's text only.
        """
        return tuple(_settled(told, now) for told, now in zip(self._told, found, strict=True))

    def place_of(self, pick: Pick) -> int | None:
        """The claim that rests on this quote alone, if there is one."""
        return self._by_place.get((pick.passage.source_id, pick.span))

    def _cite(self, pick: Pick) -> Citation:
        number = self._number(pick.passage.source_id, pick.span)
        return Citation(number, pick.passage.id, pick.passage.source_id, pick.quote, pick.span, pick.locator)

    def _number(self, source_id: str, span: Span) -> int:
        return self._numbers.setdefault((source_id, span), len(self._numbers) + 1)

    def _add(self, text: str) -> Span:
        piece = ("\n\n" if self._pieces else "") + text
        self._pieces.append(piece)
        self._length += len(piece)
        return Span(self._length - len(text), self._length)


def unmarked(text: str) -> tuple[str, set[int]]:
    """``text`` without its marks, and their numbers; what stands between quotation marks is the source's own."""
    quoted = quoted_parts(text)
    numbers: set[int] = set()

    def out(match: re.Match[str]) -> str:
        if any(span.start <= match.start(1) < span.end for span in quoted):
            return match[0]
        numbers.add(int(match[1]))
        return ""

    return OWN.sub(out, text).strip(), numbers


def _settled(told: Verdict | None, now: Verdict) -> Verdict:
    if told is None:
        return now
    if told.status is now.status:
        return replace(now, reason=told.reason)
    if is_struck(told) and not is_struck(now):
        return replace(now, status=told.status, reason=told.reason, confidence=told.confidence)
    return now
