"""A brief as every export shows it: plain strings in the parts of its page, each sentence with its marks and verdict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.said_by import date_of, wording_words
from rag.brief.types import HEADINGS, Brief, Difference, FigureRow, heading
from rag.brief.wire import to_json
from rag.brief.writing import published, who
from rag.phrases import LANGUAGES, phrase
from rag.sources import Kind, Source
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, bracketed, colon, comma, in_a_row, stop
from rag.wording import as_said, marked, wording_of
from ui.answer_words import claim_is, counts, spent
from ui.reasons import doubt_words
from ui.spelled import web_address
from ui.words import brief_word, unit_words, word

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z")
_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
READ = {Kind.DOCUMENT: "original", Kind.RECORD: "record", Kind.SEED: "seed"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``flag`` is its verdict and reason, in brackets, when that is not "supported"."""

    text: str
    marks: tuple[int, ...]
    flag: str
    claim: int
    struck: bool  # must not be taken for borne out


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a mark leads."""

    number: int
    source: str  # publisher, title, date and place in it
    quote: str
    words: str  # the same between quotation marks where they are the source's own
    read: str  # whose words they are
    text: str  # for the foot of a page: the source, whose words, and the quote where a sentence with this mark does not hold it


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its sentences."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference with the date of its source."""

    date: str
    line: Line


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sentences that differ; ``reason`` says who judged it."""

    lower: Side
    higher: Side
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the figures table, all cells filled."""

    value: str
    unit: str
    period: str
    counted: str
    source: str
    quote: str  # between quotation marks where it is the source's own
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A series: what is counted, and its points in order of time."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the source list; ``url`` is http(s) or empty."""

    text: str
    read: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything an export shows, in order; ``labels`` are the headings in the brief's language."""

    title: str
    heading: str  # the title behind the word for a brief
    language: str
    made: str
    count: str
    warnings: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    agreements: tuple[Chapter, ...]
    contrasts: tuple[Contrast, ...]
    silences: tuple[str, ...]
    timeline: tuple[tuple[str, Line], ...]
    rows: tuple[Row, ...]
    series: tuple[Curve, ...]
    annex: tuple[Line, ...]
    footnotes: tuple[Footnote, ...]
    items: tuple[Item, ...]
    labels: dict[str, str]
    json: str  # the brief itself, carried by every export


def page_of(brief: Brief) -> Page:
    """The page of ``brief``."""
    return _Maker(brief).page()


class _Maker:
    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._language = brief.scope.language
        self._lines = tuple(map(self._line, range(len(brief.verdicts))))

    def page(self) -> Page:
        brief, lines, body = self._brief, self._lines, set(self._brief.body)
        plain = [key for key, words in brief_word.rows.items() if "{" not in words["en"]]
        years = comma(self._language).join(brief.empty_years)
        empty = [self._said("no_year") + after_colon(self._language) + years] if years else []
        return Page(
            title=brief.title,
            heading=self._headed("brief", brief.title),
            language=self._language,
            made=self._made(),
            count=self._count(),
            warnings=brief.warnings,
            chapters=tuple(Chapter(s.heading, tuple(lines[n] for n in s.claims)) for s in brief.sections),
            agreements=tuple(
                Chapter(self._said("same"), tuple(lines[n] for n in places)) for places in brief.agreements
            ),
            contrasts=tuple(map(self._contrast, brief.differences)),
            silences=(*brief.silences, *empty),
            timeline=tuple((e.shown, lines[e.claim]) for e in brief.timeline),
            rows=tuple(map(self._row, brief.figures)),
            series=tuple(map(self._curve, brief.series)),
            annex=tuple(line for n, line in enumerate(lines) if n not in body),
            footnotes=self._footnotes(),
            items=tuple(map(self._item, brief.sources.values())),
            labels={key: self._said(key) for key in (*plain, "brief", "annex", "nothing")},
            json=to_json(brief),
        )

    def _said(self, key: str, **values: str) -> str:
        """The words in the brief's language, those of the brief itself included; raises KeyError on an unknown key."""
        return (heading if key in HEADINGS else brief_word)(key, self._language, **values)

    def _headed(self, key: str, title: str) -> str:
        return f"{self._said(key)}{colon(self._language)}{title}"

    def _made(self) -> str:
        """When, from which snapshot and by what: quotes, or a model and what it cost. The moment is put in words where it is not in English."""
        brief, language = self._brief, self._language
        key = "model_mode" if brief.mode == "model" else "model_unused" if brief.model else "quote_mode"
        cost = spent(brief.usage, language)
        mode = self._said(key, model=brief.model) + (bracketed(cost, language) if cost else "")
        found = _MOMENT.fullmatch(brief.made) if language in LANGUAGES[1:] else None
        moment = f"{date_of(found[1], language)}{comma(language)}{found[2]} UTC" if found else brief.made
        return self._said("made", made=moment, snapshot=brief.snapshot, mode=mode)

    def _count(self) -> str:
        """How many sentences of how many sources there are, how many of each verdict, and how many only repeat the article."""
        found, repeated = counts(self._brief.verdicts, self._brief.sources)
        told = []
        for status, count in found.items():
            one = f"one {status}"
            told.append(f"{count} {self._said(one if count == 1 and one in brief_word.rows else f'status {status}')}")
        told += [word("seed_words_count", self._language, count=repeated)] if repeated else []
        verdicts = comma(self._language).join(told) or self._said("no_value")
        held = {"n": str(len(self._brief.verdicts)), "s": str(len(self._brief.sources))}
        return self._said("count", **held, verdicts=verdicts)

    def _reference(self, source: Source) -> str:
        """Publisher, date: title (kind of document); the form without a citation style."""
        told = ["; ".join(source.authors), source.publisher, published(source, self._language)]
        head = in_a_row(told, self._language)
        return f"{head}{colon(self._language)}{source.title}" if head else source.title or source.id

    def _line(self, n: int) -> Line:
        verdict = self._brief.verdicts[n]
        doubt = doubt_words(verdict, self._language)
        return Line(
            text=_MARKS.sub("", verdict.claim.text),
            marks=tuple(c.number for c in verdict.claim.citations),
            flag=bracketed(doubt, self._language).strip() if doubt else "",
            claim=n,
            struck=verdict.status.struck,
        )

    def _contrast(self, difference: Difference) -> Contrast:
        """The two, and why they stand there; of a claim of the article first what the ledger finds of it, and that an editor says so."""
        language = self._language
        found = claim_is(difference.finding, language) + stop(language) if difference.finding else ""
        editor = self._said("editor") + after_colon(language) if difference.by_editor else ""
        sides = (self._side(difference.lower), self._side(difference.higher))
        return Contrast(*sides, found + editor + difference.reason)

    def _side(self, n: int) -> Side:
        cited = self._brief.claims[n].citations
        said = as_said(self._brief.sources[cited[0].source_id], cited[0]) if cited else None
        return Side(published(said, self._language) if said else "", self._lines[n])

    def _curve(self, points: Sequence[FigureRow]) -> Curve:
        language, series = self._language, points[0]
        named_there = re.search(
            r"[(（][^()（）]*[)）]\s*$", series.counted
        )  # the name of a column gives its unit itself
        counted = series.counted + ("" if named_there else bracketed(unit_words(series.unit, language), language))
        named = in_a_row([counted, who(self._brief.sources[series.source_id], language)], language)
        return Curve(self._headed("series", named), tuple(map(self._row, points)))

    def _row(self, row: FigureRow) -> Row:
        claim, source = self._brief.claims[row.claim], self._brief.sources[row.source_id]
        cited = next(c for c in claim.citations if c.source_id == row.source_id)
        marks = tuple(c.number for c in claim.citations)
        name = who(as_said(source, cited), self._language, basis=cited.basis)
        unit, words = unit_words(row.unit, self._language), marked(cited.quote, source)
        return Row(row.value, unit, row.period, row.counted, name, words, marks)

    def _footnotes(self) -> tuple[Footnote, ...]:
        language = self._language
        pairs = [(citation, claim) for claim in self._brief.claims for citation in claim.citations]
        untold = {citation.number for citation, claim in pairs if citation.quote not in claim.text}
        notes: dict[int, Footnote] = {}
        for c, _ in pairs:
            source = self._brief.sources[c.source_id]
            place = in_a_row([self._reference(as_said(source, c)), place_words(c.locator, language)], language)
            words, read = marked(c.quote, source), wording_words(wording_of(c, source), language)
            text = place + bracketed(read, language) + (f"{colon(language)}{words}" if c.number in untold else "")
            notes.setdefault(c.number, Footnote(c.number, place, c.quote, words, read, text))
        return tuple(notes[number] for number in sorted(notes))

    def _item(self, source: Source) -> Item:
        # The tier by its short name in English, in words otherwise.
        short = self._language == "en"
        tier = str(source.tier) if short else phrase(f"tier_{source.tier.name.lower()}", self._language)
        read = in_a_row([tier, self._said(READ[source.kind])], self._language)
        return Item(self._reference(source), read, source.note, web_address(source.url) or "")
