"""The published contract of docs/brief.md: a brief in JSON, field by field."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.summarize.brief import About
from rag.types import Finding, Kind, NoteKind, Status, Tier
from rag.wire import NO_USAGE, ReasonModel, UsageModel, Where

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
    reasons: tuple[ReasonModel, ...] = Field((), description="the reason as codes; none before December 2026")


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
    basis: str = Field(
        description="'ledger', 'dispute' (an editor's judgement) or figures, dates, roles, negation (by code)"
    )
    why: tuple[str, ...] = Field(description="what the texts themselves show: other period, definition or publisher")
    finding: Finding | None = Field(None, description="of the ledger on the article's claim, if any")
    reasons: tuple[ReasonModel, ...] = Field((), description="what code found, as codes")


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
