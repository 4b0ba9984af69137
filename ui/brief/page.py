"""A brief as every export shows it: plain strings in order, each sentence with its marks and verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer.said_by import date_of, wording_words
from rag.brief.types import HEADINGS, Brief, Difference, FigureRow, heading
from rag.brief.wire import to_json
from rag.brief.writing import published, who
from rag.phrases import LANGUAGES, phrase
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, bracketed, colon, comma, in_a_row, stop
from rag.types import Citation, Kind, Source
from rag.wording import as_said, marked, wording_of
from ui.answer_words import claim_is, spent
from ui.brief.parts import Chapter, Contrast, Curve, Footnote, Item, Line, Page, Row, Side
from ui.reasons import doubt_words
from ui.seed_words import counts
from ui.spelled import web_address
from ui.words import brief_word, unit_words, word

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z")
_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
READ = {Kind.DOCUMENT: "original", Kind.RECORD: "record", Kind.SEED: "seed"}


def page_of(brief: Brief) -> Page:
    """The page of ``brief``."""
    language = brief.scope.language
    lines = tuple(_line(brief, n) for n in range(len(brief.verdicts)))
    body = set(brief.body)
    return Page(
        title=brief.title,
        heading=_headed("brief", brief.title, language),
        language=language,
        made=made(brief),
        count=count(brief),
        warnings=brief.warnings,
        chapters=tuple(Chapter(s.heading, tuple(lines[n] for n in s.claims)) for s in brief.sections),
        agreements=tuple(
            Chapter(label("same", language), tuple(lines[n] for n in places)) for places in brief.agreements
        ),
        contrasts=tuple(
            Contrast(_side(brief, lines[d.lower]), _side(brief, lines[d.higher]), _judged(d, language))
            for d in brief.differences
        ),
        silences=_silences(brief),
        timeline=tuple((e.shown, lines[e.claim]) for e in brief.timeline),
        rows=tuple(_row(brief, r) for r in brief.figures),
        series=tuple(_curve(brief, s) for s in brief.series),
        annex=tuple(line for n, line in enumerate(lines) if n not in body),
        footnotes=_footnotes(brief),
        items=_items(brief),
        labels=labels(language),
        json=to_json(brief),
    )  # fmt: skip


def made(brief: Brief) -> str:
    """When, from which snapshot and by what: quotes, or a model and what it cost."""
    language = brief.scope.language
    key = "model_mode" if brief.mode == "model" else "model_unused" if brief.model else "quote_mode"
    mode = label(key, language, model=brief.model)
    cost = spent(brief.usage, language)
    return label(
        "made",
        language,
        made=moment(brief.made, language),
        snapshot=brief.snapshot,
        mode=mode + bracketed(cost, language) if cost else mode,
    )


def moment(made: str, language: str) -> str:
    """``2026-11-30T10:54:57Z`` as ``30 nov 2026, 10:54 UTC`` in Spanish and Chinese; in English, and anything else, as it is."""
    found = _MOMENT.fullmatch(made) if language in LANGUAGES[1:] else None
    return f"{date_of(found[1], language)}{comma(language)}{found[2]} UTC" if found else made


def count(brief: Brief) -> str:
    """How many sentences of how many sources there are, how many of each verdict, and how many only repeat the article."""
    found, repeated = counts(brief.verdicts, brief.sources)
    language = brief.scope.language
    told = [counted(n, s, language) for s, n in found.items()]
    told += [word("seed_words_count", language, count=repeated)] if repeated else []
    verdicts = comma(language).join(told) or label("no_value", language)
    return label("count", language, n=str(len(brief.verdicts)), s=str(len(brief.sources)), verdicts=verdicts)


def plain_reference(source: Source, language: str = "en") -> str:
    """Publisher, date: title (kind of document); the form without a citation style."""
    authors = "; ".join(source.authors)
    head = in_a_row([authors, source.publisher, published(source, language)], language)
    return f"{head}{colon(language)}{source.title}" if head else source.title or source.id


def _line(brief: Brief, n: int) -> Line:
    verdict, language = brief.verdicts[n], brief.scope.language
    doubt = doubt_words(verdict, language)
    return Line(
        text=_MARKS.sub("", verdict.claim.text),
        marks=tuple(c.number for c in verdict.claim.citations),
        flag=bracketed(doubt, language).strip() if doubt else "",
        claim=n,
        struck=verdict.status.struck,
    )


def _judged(difference: Difference, language: str) -> str:
    """Why the two stand there; of a claim of the article first what the ledger finds of it, and that an editor says so."""
    found = claim_is(difference.finding, language) + stop(language) if difference.finding else ""
    editor = label("editor", language) + after_colon(language) if difference.by_editor else ""
    return found + editor + difference.reason


def _side(brief: Brief, line: Line) -> Side:
    cited = brief.claims[line.claim].citations
    return Side(
        published(as_said(brief.sources[cited[0].source_id], cited[0]), brief.scope.language) if cited else "", line
    )


def _headed(key: str, title: str, language: str) -> str:
    return f"{label(key, language)}{colon(language)}{title}"


def _curve(brief: Brief, points: Sequence[FigureRow]) -> Curve:
    language, series = brief.scope.language, points[0]
    named_there = re.search(r"[(（][^()（）]*[)）]\s*$", series.counted)  # the name of a column gives its unit itself
    counted = series.counted + ("" if named_there else bracketed(unit_words(series.unit, language), language))
    named = in_a_row([counted, who(brief.sources[series.source_id], language)], language)
    return Curve(_headed("series", named, language), tuple(_row(brief, p) for p in points))


def _row(brief: Brief, row: FigureRow) -> Row:
    claim = brief.claims[row.claim]
    source = brief.sources[row.source_id]
    cited = next(c for c in claim.citations if c.source_id == row.source_id)
    marks = tuple(c.number for c in claim.citations)
    name = who(as_said(source, cited), brief.scope.language, basis=cited.basis)
    unit, words = unit_words(row.unit, brief.scope.language), marked(cited.quote, source)
    return Row(row.value, unit, row.period, row.counted, name, words, marks)


def _footnotes(brief: Brief) -> tuple[Footnote, ...]:
    language = brief.scope.language
    by_number: dict[int, Citation] = {}
    untold: set[int] = set()
    for claim in brief.claims:
        for citation in claim.citations:
            by_number.setdefault(citation.number, citation)
            if citation.quote not in claim.text:
                untold.add(citation.number)

    def footnote(number: int, c: Citation) -> Footnote:
        source = brief.sources[c.source_id]
        told = [plain_reference(as_said(source, c), language), place_words(c.locator, language)]
        return Footnote(
            number=number,
            source=in_a_row(told, language),
            quote=c.quote,
            words=marked(c.quote, source),
            read=wording_words(wording_of(c, source), language),
            told=number not in untold,
            language=language,
        )

    return tuple(footnote(number, c) for number, c in sorted(by_number.items()))


def _items(brief: Brief) -> tuple[Item, ...]:
    language = brief.scope.language

    def item(source: Source) -> Item:
        # The tier by its short name in English, in words otherwise.
        tier = str(source.tier) if language == "en" else phrase(f"tier_{source.tier.name.lower()}", language)
        read = in_a_row([tier, label(READ[source.kind], language)], language)
        return Item(plain_reference(source, language), read, source.note, web_address(source.url) or "")

    return tuple(map(item, brief.sources.values()))


def _silences(brief: Brief) -> tuple[str, ...]:
    language = brief.scope.language
    years = comma(language).join(brief.empty_years)
    return (*brief.silences, *([label("no_year", language) + after_colon(language) + years] if years else []))


def label(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, those of the brief itself included; raises KeyError on an unknown key."""
    if key in HEADINGS:
        return heading(key, language, **values)
    return brief_word(key, language, **values)


def labels(language: str) -> dict[str, str]:
    """All labels that stand as they are, by their keys."""
    plain = [key for key, words in brief_word.rows.items() if "{" not in words["en"]]
    return {key: label(key, language) for key in (*plain, "brief", "annex", "nothing")}


def counted(count: int, status: str, language: str = "en") -> str:
    """How many sentences have the verdict: ``2 supported``, ``2 respaldadas``."""
    one = f"one {status}"
    return f"{count} {label(one if count == 1 and one in brief_word.rows else f'status {status}', language)}"
