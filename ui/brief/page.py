"""A brief as every export shows it: plain strings in order, each sentence with its marks and verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.summarize.brief import Brief, Difference, FigureRow
from rag.summarize.headings import heading
from rag.summarize.wire import to_json
from rag.summarize.writing import published, who
from rag.types import Citation, Kind, Source, Status
from ui.answer_words import claim_is
from ui.brief.made import count, made
from ui.reasons import conflict_words, doubt_words
from ui.seed_words import of_the_seed
from ui.web.nodes import web_address

_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
READ = {Kind.DOCUMENT: "original", Kind.RECORD: "record", Kind.SEED: "seed"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``flag`` is its verdict and reason when that is not "supported"."""

    text: str
    marks: tuple[int, ...]
    status: Status
    flag: str
    seed: bool  # only repeats the article, which says nothing of whether it is true
    claim: int
    struck: bool  # must not be taken for borne out


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a mark leads."""

    number: int
    source: str  # publisher, title, date and place in it
    quote: str
    read: str
    url: str  # http(s) or empty
    source_id: str
    told: bool  # every sentence with this mark holds the quote itself

    @property
    def text(self) -> str:
        """For the foot of a page: the source, and the quote where the sentence does not hold it."""
        return f"{self.source} ({self.read})" + ("" if self.told else f": “{self.quote}”")


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
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the figures table, all cells filled."""

    value: str
    unit: str
    period: str
    counted: str
    source: str
    quote: str
    marks: tuple[int, ...]
    number: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A series: what is counted, and its points in order of time."""

    title: str
    unit: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the source list; ``url`` is http(s) or empty."""

    source_id: str
    text: str
    read: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything an export shows, in order; ``labels`` are the headings in the brief's language."""

    title: str
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


LABELS = [
    "brief",
    "annex",
    "agreements",
    "differences",
    "silences",
    "timeline",
    "figures",
    "series",
    "references",
    "appendix",
    "value",
    "unit",
    "period",
    "counted",
    "source",
    "quote",
    "date",
    "why",
    "contents",
    "page",
    "nothing",
]


def page_of(brief: Brief, references: Sequence[str] = ()) -> Page:
    """The page of ``brief``; ``references``: the styled source list in the order of ``brief.sources``, if there is one."""
    language = brief.scope.language
    lines = tuple(_line(brief, n) for n in range(len(brief.verdicts)))
    body = set(brief.body)
    return Page(
        title=brief.title,
        language=language,
        made=made(brief),
        count=count(brief),
        warnings=brief.warnings,
        chapters=tuple(Chapter(s.heading, tuple(lines[n] for n in s.claims)) for s in brief.sections),
        agreements=tuple(
            Chapter(heading(f"same_{a.kind}", language, on=a.on), tuple(lines[n] for n in a.claims))
            for a in brief.agreements
        ),
        contrasts=tuple(
            Contrast(_side(brief, lines[d.lower]), _side(brief, lines[d.higher]), _judged(d, language), d.why)
            for d in brief.differences
        ),
        silences=_silences(brief),
        timeline=tuple((e.shown, lines[e.claim]) for e in brief.timeline),
        rows=tuple(_row(brief, r) for r in brief.figures),
        series=tuple(
            Curve(f"{s.counted} ({s.unit}), {who(brief.sources[s.source_id], language)}", s.unit,
                  tuple(_row(brief, p) for p in s.points))
            for s in brief.series
        ),
        annex=tuple(line for n, line in enumerate(lines) if n not in body),
        footnotes=_footnotes(brief),
        items=_items(brief, references),
        labels={key: heading(key, language) for key in LABELS},
        json=to_json(brief),
    )  # fmt: skip


def plain_reference(source: Source, language: str = "en") -> str:
    """Publisher, date: title (kind of document); the form without a citation style."""
    authors = "; ".join(source.authors)
    head = ", ".join(part for part in (authors, source.publisher, published(source, language)) if part)
    return f"{head}: {source.title}" if head else source.title or source.id


def _line(brief: Brief, n: int) -> Line:
    verdict = brief.verdicts[n]
    marks = tuple(c.number for c in verdict.claim.citations)
    struck = verdict.status.struck
    return Line(
        _MARKS.sub("", verdict.claim.text), marks, verdict.status, doubt_words(verdict, brief.scope.language),
        of_the_seed(verdict, brief.sources), n, struck,
    )  # fmt: skip


def _judged(difference: Difference, language: str) -> str:
    """Why the two stand there; of a claim of the article first what the ledger finds of it, and that an editor says so."""
    found = f"{claim_is(difference.finding, language)}. " if difference.finding else ""
    editor = f"{heading('editor', language)} " if difference.by_editor else ""
    return found + editor + conflict_words(difference, language)


def _side(brief: Brief, line: Line) -> Side:
    cited = brief.claims[line.claim].citations
    return Side(published(brief.sources[cited[0].source_id], brief.scope.language) if cited else "", line)


def _row(brief: Brief, row: FigureRow) -> Row:
    claim = brief.claims[row.claim]
    source = brief.sources[row.source_id]
    quote = next(c.quote for c in claim.citations if c.source_id == row.source_id)
    marks = tuple(c.number for c in claim.citations)
    name = who(source, brief.scope.language)
    return Row(row.value, row.unit, row.period, row.counted, name, quote, marks, row.number)


def _footnotes(brief: Brief) -> tuple[Footnote, ...]:
    by_number: dict[int, Citation] = {}
    untold: set[int] = set()
    for claim in brief.claims:
        for citation in claim.citations:
            by_number.setdefault(citation.number, citation)
            if citation.quote not in claim.text:
                untold.add(citation.number)
    language = brief.scope.language
    found = []
    for number, c in sorted(by_number.items()):
        source = brief.sources[c.source_id]
        where = ", ".join(part for part in (plain_reference(source, language), c.locator) if part)
        read = heading(READ[source.kind], language)
        found.append(
            Footnote(number, where, c.quote, read, web_address(source.url) or "", source.id, number not in untold)
        )
    return tuple(found)


def _items(brief: Brief, references: Sequence[str]) -> tuple[Item, ...]:
    language = brief.scope.language
    found = []
    for place, source in enumerate(brief.sources.values()):
        text = (references[place] if references else "") or plain_reference(source, language)
        read = heading(READ[source.kind], language)
        found.append(Item(source.id, text, f"{source.tier}, {read}", source.note, web_address(source.url) or ""))
    return tuple(found)


def _silences(brief: Brief) -> tuple[str, ...]:
    language = brief.scope.language
    said = []
    for silence in brief.silences:
        words = f" ({heading('no_words', language)} {', '.join(silence.missing)})" if silence.missing else ""
        said.append(silence.question + words)
    if brief.empty_years:
        said.append(f"{heading('no_year', language)} {', '.join(brief.empty_years)}")
    return tuple(said)
