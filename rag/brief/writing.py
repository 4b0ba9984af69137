"""How a section's quotes become sentences, and the text that keeps every sentence's place.

A ``Writer`` gets a section's question and its quotes and gives sentences, each with the quotes it rests on. Whatever it
gives is cited, placed and verified here; this one gives the quotes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answer.said_by import date_of, said_by
from rag.brief.house import Quote
from rag.sources import Citation, Source, Span
from rag.text.punctuation import OWN, colon
from rag.types import Claim, Note, NoteKind, Usage, Verdict
from rag.verify.references import quoted_parts
from rag.wording import as_said, marked

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
DEAD = 0  # the number of a mark that leads to no quote; marks of a brief count from 1


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


class Writer:
    """Each quote as its own sentence under its source's name and date."""

    mode = "quote"  # or "model"
    model = ""  # its name
    usage = Usage()  # what a model was asked so far
    withheld = 0  # sentences that failed the check and were left out, by the setting

    def __init__(self) -> None:
        self._named: set[str] = set()

    def calls(self, sections: int) -> int:
        """How many calls of a model so many sections take at most; shown before they are made."""
        return 0

    def write(self, question: str, quotes: Sequence[Quote], language: str) -> Iterator[Sentence | Instead]:
        """The sentences of one section as they come; raises ModelError when a model fails for good."""
        for place, quote in enumerate(quotes):
            said = as_said(quote.source, quote.passage)
            full = said.publisher not in self._named  # a publisher is spelled out the first time
            self._named.add(said.publisher)
            head = who(said, language, full, quote.passage.basis)
            yield Sentence(f"{head}{colon(language)}{marked(quote.text, quote.source)}", (place,))


class Watch:
    """Told how the writing of a brief goes on, here by doing nothing; what it raises ends the writing."""

    def begins(self, calls: int, model: str) -> None:
        """Before the first call: how many there will be at most, and to which model; not told when there are none."""

    def section(self, place: int, count: int, heading: str) -> None:
        """Section ``place`` (from 1) of ``count`` is being written."""

    def sentence(self, verdict: Verdict) -> None:
        """A model's sentence has closed and was checked."""


UNWATCHED = Watch()


def who(source: Source, language: str = "en", full: bool = False, basis: str = "") -> str:
    """``USCC, 24 Aug 2021 (our summary)``: by whom, of when, and whether the words are our summary; ``basis``: of a fact how it was read."""
    return said_by(source, "", language, full, basis, published(source, language))


def published(source: Source, language: str = "en") -> str:
    """The source's date for the reader; of several dates the first and the last year."""
    if _PLAIN.fullmatch(source.published):
        return date_of(source.published, language)
    years = sorted(set(_YEAR.findall(source.published)))
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else source.published


class Sheet:
    """Collects claims and headings with their spans; a place cited twice keeps its number."""

    def __init__(self) -> None:
        self._length = 0
        self._pieces: list[str] = []
        self._numbers: dict[tuple[str, Span], int] = {}
        self._by_place: dict[tuple[str, Span], int] = {}
        self._told: list[Verdict | None] = []
        self.claims: list[Claim] = []
        self.notes: list[Note] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._pieces)

    def note(self, text: str) -> None:
        """Add a heading or another sentence of our own, which claims nothing."""
        self.notes.append(Note(NoteKind.CONNECTIVE, text, self._add(text)))

    def sentence(self, sentence: Sentence, quotes: Sequence[Quote]) -> int:
        """Add a sentence with its marks; gives its place among the claims."""
        told = sentence.verdict
        text, marks = unmarked(sentence.text)
        cited = told.claim.citations if told else tuple(self._cite(quotes[place]) for place in sentence.rests_on)
        dead = told is not None and not marks <= {c.number for c in cited}
        cited = tuple(replace(c, number=self._number(c.source_id, c.span)) for c in cited)
        numbers = dict.fromkeys([c.number for c in cited] + [DEAD] * dead)
        text += "".join(f" [{number}]" for number in numbers)  # marks are ours to give
        self.claims.append(Claim(text, self._add(text), cited))
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

    def holds(self, quote: Quote) -> bool:
        """True when some claim that stands rests on this quote alone."""
        return (quote.source.id, quote.span) in self._by_place

    def place_of(self, quote: Quote) -> int:
        """The place of that claim; raises KeyError without one."""
        return self._by_place[quote.source.id, quote.span]

    def _cite(self, quote: Quote) -> Citation:
        number = self._number(quote.source.id, quote.span)
        return quote.passage.cited(quote.span, number, quote.locator)

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
    if told.status.struck and not now.status.struck:
        return replace(now, status=told.status, reason=told.reason, confidence=told.confidence)
    return now
