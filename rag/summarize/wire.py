"""A brief as JSON: the published contract of docs/brief.md, checked on the way out and on the way in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import UsageError
from rag.summarize.brief import (
    About,
    Agreement,
    Brief,
    Difference,
    Event,
    FigureRow,
    Scope,
    Section,
    Series,
    Silence,
)  # fmt: skip
from rag.types import Citation, Claim, Kind, Note, NoteKind, Source, Span, Status, Tier, Usage, Verdict
from rag.wire import NO_USAGE, UsageModel, Where

VERSION: Literal[1] = 1
Place = Field(ge=0, description="place of a claim in 'claims'")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScopeModel(_Model):
    """What was asked for; enough to make the brief again."""

    about: About
    topic: str
    source_id: str
    sentences: int = Field(ge=1, description="in the sections, at most")
    language: str = Field(description="of headings and dates; quotes stay in their own words")
    tiers: tuple[Tier, ...]
    since: str
    until: str


class SourceModel(_Model):
    """A cited source; ``kind`` says whether it was read in the original (document) or through our record."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    published: str = Field(description="as the source dates itself")
    url: str = Field(description="the original, http(s) or empty")
    tier: Tier
    kind: Kind
    licence: str
    language: str
    doc_type: str
    note: str = Field(description="how it was read, and what was not")
    sha256: str = Field(description="of the stored text (UTF-8)")


class QuoteModel(_Model):
    """The exact words and where they stand: ``source_text[start:end] == quote``."""

    number: int = Field(ge=1, description="the mark in the text: [number]")
    source_id: str
    passage_id: str
    quote: str
    start: int = Field(ge=0, description="in characters of the source's stored text")
    end: int = Field(gt=0, description="end exclusive")
    locator: str


class SentenceModel(_Model):
    """One sentence of the brief with its verdict."""

    text: str
    span: Where = Field(description="in characters of the brief's text")
    verdict: Status
    reason: str
    citations: tuple[QuoteModel, ...]
    confidence: float | None = Field(None, description="for a claim in other words: how surely its evidence bears it")


class HeadingModel(_Model):
    """Words in the product's own voice; claims nothing about the world."""

    kind: NoteKind
    text: str
    span: Where


class SectionModel(_Model):
    """A question of the outline and the claims that speak to it."""

    kind: str
    heading: str
    question: str = Field(description="as the ranker was asked it")
    claims: tuple[int, ...] = Field(description="places in 'claims', in order")


class AgreementModel(_Model):
    """Claims of different sources that give one figure or day, or say the same."""

    on: str
    kind: Literal["figure", "date", "words"]
    claims: tuple[int, ...]


class DifferenceModel(_Model):
    """Two claims that cannot both be right."""

    lower: int = Place
    higher: int = Place
    reason: str
    basis: str = Field(description="'ledger' (an editor's judgement) or figures, dates, roles, negation (by code)")
    why: tuple[str, ...] = Field(description="what the texts themselves show: other period, definition or publisher")


class SilenceModel(_Model):
    """A question that the sources do not answer."""

    question: str
    missing: tuple[str, ...] = Field(description="words that no passage has")


class EventModel(_Model):
    """A dated claim."""

    when: str = Field(description="2019, 2019-05 or 2019-05-01")
    shown: str
    claim: int = Place


class FigureModel(_Model):
    """A figure with unit, period, what it counts and source; none of them ever empty."""

    value: str = Field(min_length=1, description="as written")
    number: float
    unit: str = Field(min_length=1)
    period: str = Field(min_length=1)
    counted: str = Field(min_length=1, description="what is counted, in the source's own words")
    source_id: str = Field(min_length=1)
    claim: int = Place


class SeriesModel(_Model):
    """Three or more points of one measure from one source."""

    counted: str
    unit: str
    source_id: str
    points: tuple[FigureModel, ...] = Field(min_length=3)


class BriefModel(_Model):
    """Everything needed to show a brief, to check it again and to make it again."""

    version: Literal[1] = VERSION
    kind: Literal["brief"] = "brief"
    title: str
    scope: ScopeModel
    text: str = Field(description="all claims and headings, in order")
    claims: tuple[SentenceModel, ...]
    notes: tuple[HeadingModel, ...]
    sections: tuple[SectionModel, ...]
    agreements: tuple[AgreementModel, ...]
    differences: tuple[DifferenceModel, ...]
    silences: tuple[SilenceModel, ...]
    empty_years: tuple[str, ...] = Field(description="years of the period that no sentence names")
    timeline: tuple[EventModel, ...]
    figures: tuple[FigureModel, ...]
    series: tuple[SeriesModel, ...]
    sources: tuple[SourceModel, ...] = Field(description="the cited ones, in the order of their first mark")
    warnings: tuple[str, ...]
    snapshot: str = Field(description="id of the index the brief was made from")
    made: str = Field(description="UTC, ISO 8601")
    mode: Literal["quote", "model"]
    model: str
    timings: dict[str, float] = Field(description="milliseconds by stage")
    usage: UsageModel = Field(default_factory=lambda: NO_USAGE, description="calls, tokens and cost of the model")
    withheld: int = Field(
        0, ge=0, description="sentences that failed the check and are not in the text, by the setting"
    )


def to_model(brief: Brief) -> BriefModel:
    """``brief`` ready for JSON."""
    return BriefModel(
        title=brief.title,
        scope=ScopeModel.model_validate(_fields(brief.scope, ScopeModel)),
        text=brief.text,
        claims=tuple(
            SentenceModel(
                text=v.claim.text,
                span=_where(v.claim.span),
                verdict=v.status,
                reason=v.reason,
                citations=tuple(_quote(c) for c in v.claim.citations),
                confidence=v.confidence,
            )
            for v in brief.verdicts
        ),
        notes=tuple(HeadingModel(kind=n.kind, text=n.text, span=_where(n.span)) for n in brief.notes),
        sections=tuple(SectionModel.model_validate(_fields(s, SectionModel)) for s in brief.sections),
        agreements=tuple(AgreementModel.model_validate(_fields(a, AgreementModel)) for a in brief.agreements),
        differences=tuple(DifferenceModel.model_validate(_fields(d, DifferenceModel)) for d in brief.differences),
        silences=tuple(SilenceModel.model_validate(_fields(s, SilenceModel)) for s in brief.silences),
        empty_years=brief.empty_years,
        timeline=tuple(EventModel.model_validate(_fields(e, EventModel)) for e in brief.timeline),
        figures=tuple(_figure(f) for f in brief.figures),
        series=tuple(
            SeriesModel(counted=s.counted, unit=s.unit, source_id=s.source_id, points=tuple(map(_figure, s.points)))
            for s in brief.series
        ),
        sources=tuple(SourceModel.model_validate(_fields(s, SourceModel)) for s in brief.sources.values()),
        warnings=brief.warnings,
        snapshot=brief.snapshot,
        made=brief.made,
        mode="model" if brief.mode == "model" else "quote",
        model=brief.model,
        timings=dict(brief.timings),
        usage=UsageModel(**asdict(brief.usage)),
        withheld=brief.withheld,
    )


def to_json(brief: Brief, indent: int | None = None) -> str:
    """The brief as one JSON object."""
    return to_model(brief).model_dump_json(indent=indent)


def from_json(text: str | bytes, where: str = "brief") -> Brief:
    """A brief back from its JSON; raises UsageError naming the field that is wrong."""
    try:
        return _from_model(BriefModel.model_validate_json(text))
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise UsageError(f"{where}, field '{field}': {first['msg']}. See docs/brief.md.") from exc
    except ValueError as exc:
        raise UsageError(f"{where}: {exc}. See docs/brief.md.") from exc


def _from_model(m: BriefModel) -> Brief:
    _check_places(m)
    verdicts = tuple(
        Verdict(
            Claim(
                c.text,
                Span(c.span.start, c.span.end),
                tuple(
                    Citation(q.number, q.passage_id, q.source_id, q.quote, Span(q.start, q.end), q.locator)
                    for q in c.citations
                ),
            ),
            c.verdict,
            c.reason,
            c.confidence,
        )
        for c in m.claims
    )
    return Brief(
        scope=Scope(**dict(m.scope)),
        title=m.title,
        text=m.text,
        verdicts=verdicts,
        notes=tuple(Note(n.kind, n.text, Span(n.span.start, n.span.end)) for n in m.notes),
        sections=tuple(Section(**dict(s)) for s in m.sections),
        agreements=tuple(Agreement(**dict(a)) for a in m.agreements),
        differences=tuple(Difference(**dict(d)) for d in m.differences),
        silences=tuple(Silence(**dict(s)) for s in m.silences),
        empty_years=m.empty_years,
        timeline=tuple(Event(**dict(e)) for e in m.timeline),
        figures=tuple(FigureRow(**dict(f)) for f in m.figures),
        series=tuple(
            Series(s.counted, s.unit, s.source_id, tuple(FigureRow(**dict(p)) for p in s.points)) for s in m.series
        ),
        sources={s.id: Source(**dict(s)) for s in m.sources},
        warnings=m.warnings,
        snapshot=m.snapshot,
        made=m.made,
        mode=m.mode,
        model=m.model,
        timings=m.timings,
        usage=Usage(**m.usage.model_dump()),
        withheld=m.withheld,
    )


def _check_places(m: BriefModel) -> None:
    """Raise ValueError for a place that is no claim's, or a cited source that is not listed."""
    places = [n for s in m.sections for n in s.claims] + [n for a in m.agreements for n in a.claims]
    places += [n for d in m.differences for n in (d.lower, d.higher)] + [e.claim for e in m.timeline]
    places += [f.claim for f in (*m.figures, *(p for s in m.series for p in s.points))]
    wrong = [n for n in places if not 0 <= n < len(m.claims)]
    if wrong:
        raise ValueError(f"there is no claim {wrong[0]}; the file has {len(m.claims)}")
    known = {s.id for s in m.sources}
    unlisted = [q.source_id for c in m.claims for q in c.citations if q.source_id not in known]
    if unlisted:
        raise ValueError(f"source '{unlisted[0]}' is cited but not listed in 'sources'")


def _fields(value: object, model: type[BaseModel]) -> dict[str, object]:
    return {name: getattr(value, name) for name in model.model_fields}


def _figure(row: FigureRow) -> FigureModel:
    return FigureModel.model_validate(_fields(row, FigureModel))


def _where(span: Span) -> Where:
    return Where(start=span.start, end=span.end)


def _quote(c: Citation) -> QuoteModel:
    return QuoteModel(
        number=c.number,
        source_id=c.source_id,
        passage_id=c.passage_id,
        quote=c.quote,
        start=c.span.start,
        end=c.span.end,
        locator=c.locator,
    )
