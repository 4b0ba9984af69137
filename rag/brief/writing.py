"""Who writes the sections of a brief, who watches it, and the text that keeps every sentence's place.

A section is an answer to its question: quotes, or a model's sentences, each checked as it closes.
"""

import re
from dataclasses import dataclass, replace

from rag.answer.said_by import date_of, said_by
from rag.answer.writing import Pick, QuotingEngine
from rag.answer.writing import Writer as Text
from rag.assemble import Parts
from rag.brief.types import About, Scope
from rag.models.endpoint import Meter
from rag.reason import said
from rag.sources import Source, Span
from rag.text.punctuation import OWN
from rag.types import NoteKind, Verdict
from rag.verify.references import quoted_parts

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
DEAD = 0  # the number of a mark that leads to no quote; marks of a brief count from 1
SENTENCE_TOKENS = 50  # room for one sentence in a reply; with ONRECORD_ANSWER_TOKENS it says how many are asked for


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes the sections; ``seconds``: a model begins none later than that after the first."""

    engine: QuotingEngine
    meter: Meter
    model: str = ""
    seconds: float | None = None


def writer_for(scope: Scope, parts: Parts, seconds: float | None = None) -> Writer:
    """The model of ``parts`` as the writer, where there is one; otherwise quotes.

    The ledger's claims stay in quotes: each is set beside what decides it, and a model has nothing to add to a judgement
    that an editor made.
    """
    if parts.chat is None or scope.about is About.CLAIMS:
        return in_quotes(parts)
    from rag.answer.model_engine import ModelEngine  # late: without a model its client is never loaded

    most = max(1, parts.settings.answer_tokens // SENTENCE_TOKENS)
    settings = parts.settings.model_copy(update={"rewrite": False, "max_sentences": most})
    engine = ModelEngine(parts.index, settings, parts.chat, None, section=True)
    return Writer(engine, parts.meter(), parts.chat.model, seconds)


def in_quotes(parts: Parts) -> Writer:
    """The quotes themselves, each under who says it."""
    return Writer(QuotingEngine(parts.index.sources), parts.meter())


class Watch:
    """Told how the writing of a brief goes on, here by doing nothing; what it raises ends the writing."""

    def begins(self, calls: int, model: str) -> None:
        """Before the first call: how many there will be at most, and to which model; not told when there are none."""

    def section(self, place: int, count: int, heading: str) -> None:
        """Section ``place`` (from 1) of ``count`` is being written."""

    def sentence(self, verdict: Verdict) -> None:
        """A sentence has closed and was checked."""


UNWATCHED = Watch()


def who(source: Source, language: str = "en", basis: str = "") -> str:
    """``USCC, 24 Aug 2021 (our summary)``: by whom, of when, and whether the words are our summary; ``basis``: of a fact how it was read."""
    return said_by(source, "", language, False, basis, published(source, language))


def published(source: Source, language: str = "en") -> str:
    """The source's date for the reader; of several dates the first and the last year."""
    if _PLAIN.fullmatch(source.published):
        return date_of(source.published, language)
    years = sorted(set(_YEAR.findall(source.published)))
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else source.published


class Sheet(Text):
    """Collects checked sentences and headings with their spans; a place cited twice keeps its number."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[tuple[str, Span], int] = {}
        self._by_place: dict[tuple[str, Span], int] = {}
        self.verdicts: list[Verdict] = []

    def heading(self, text: str) -> None:
        """Add a heading or another sentence of our own, which claims nothing."""
        self.note(NoteKind.CONNECTIVE, text)

    def add(self, verdict: Verdict) -> int:
        """Add a sentence under its verdict, with marks of the whole brief; gives its place among the claims."""
        text, marks = unmarked(verdict.claim.text)
        before = verdict.claim.citations
        cited = [replace(c, number=self._marks.setdefault((c.source_id, c.span), len(self._marks) + 1)) for c in before]
        anew = {old.number: new.number for old, new in zip(before, cited, strict=True)}
        numbers = dict.fromkeys([c.number for c in cited] + [DEAD] * (not marks <= anew.keys()))
        text += "".join(f" [{number}]" for number in numbers)  # marks are ours to give
        claim = self.claim(text, cited)
        marked = [(one, int(one.about.get("mark", DEAD))) for one in verdict.reasons]
        reasons = tuple(
            replace(one, about={**one.about, "mark": str(anew.get(mark, DEAD))}) if mark else one
            for one, mark in marked
        )
        self.verdicts.append(replace(verdict, claim=claim, reason=said(reasons), reasons=reasons))
        place = len(self.verdicts) - 1
        if len(cited) == 1 and (verdict.status.borne or cited[0].quote in text):
            self._by_place.setdefault((cited[0].source_id, cited[0].span), place)
        return place

    def holds(self, quote: Pick) -> bool:
        """True when some claim that stands rests on this quote alone."""
        return (quote.passage.source_id, quote.span) in self._by_place

    def place_of(self, quote: Pick) -> int:
        """The place of that claim; raises KeyError without one."""
        return self._by_place[quote.passage.source_id, quote.span]


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
