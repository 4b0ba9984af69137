"""The published contract of docs/brief.md: a brief as JSON and back, checked both ways. The plain values of types.py are part of it."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.brief.types import Brief, Difference, Event, FigureRow, Scope, Section
from rag.errors import UsageError
from rag.reason import Reason
from rag.types import Citation, Claim, Note, Source, Span, Status, Usage, Verdict

VERSION: Literal[2] = 2


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)  # also of the plain dataclasses in it


class QuoteModel(_Model):
    """The exact words and where they stand: ``source_text[start:end] == quote``."""

    number: int = Field(ge=1, description="the mark in the text: [number]")
    source_id: str
    passage_id: str
    quote: str
    start: int = Field(ge=0, description="in characters of the source's stored text")
    end: int = Field(gt=0, description="end exclusive")
    locator: str
    basis: str = Field(
        "", description="of a fact of ours: read, second-hand or computed; the quote is then our summary"
    )
    dated: str = Field("", description="the day of the words, where that is not the source's")
    by: str = Field("", description="who says the words, where that is not the source's publisher")


class SentenceModel(_Model):
    """One sentence of the brief with its verdict."""

    text: str
    span: Span = Field(description="in characters of the brief's text")
    verdict: Status
    reason: str
    citations: tuple[QuoteModel, ...]
    confidence: float | None = Field(None, description="for a claim in other words: how surely its evidence bears it")
    reasons: tuple[Reason, ...] = Field((), description="the reason as codes; none before December 2026")


class BriefModel(_Model):
    """Everything needed to show a brief, to check it again and to make it again."""

    version: Literal[2] = VERSION
    kind: Literal["brief"] = "brief"
    title: str
    scope: Scope
    text: str = Field(description="all claims and headings, in order")
    claims: tuple[SentenceModel, ...]
    notes: tuple[Note, ...] = Field(description="headings: words in the product's own voice")
    sections: tuple[Section, ...]
    agreements: tuple[tuple[int, ...], ...] = Field(description="places in 'claims' that say the same")
    differences: tuple[Difference, ...]
    silences: tuple[str, ...] = Field(description="questions that the sources do not answer")
    empty_years: tuple[str, ...] = Field(description="years of the period that no sentence names")
    timeline: tuple[Event, ...]
    figures: tuple[FigureRow, ...]
    series: tuple[tuple[FigureRow, ...], ...] = Field(description="points of one measure from one source")
    sources: tuple[Source, ...] = Field(description="the cited ones, in the order of their first mark")
    warnings: tuple[str, ...]
    snapshot: str = Field(description="id of the index the brief was made from")
    made: str = Field(description="UTC, ISO 8601")
    mode: Literal["quote", "model"]
    model: str
    timings: dict[str, float] = Field(description="milliseconds by stage")
    usage: Usage = Field(default_factory=Usage, description="calls, tokens and cost of the model")
    withheld: int = Field(0, ge=0, description="sentences that failed the check and are not in the text")


_SAME = (
    "title", "scope", "text", "notes", "sections", "agreements", "differences", "silences", "empty_years", "timeline",
    "figures", "series", "warnings", "snapshot", "made", "mode", "model", "timings", "usage", "withheld",
)  # fmt: skip


def to_model(brief: Brief) -> BriefModel:
    """``brief`` ready for JSON."""
    same = {name: getattr(brief, name) for name in _SAME}
    return BriefModel(**same, claims=tuple(map(_sentence, brief.verdicts)), sources=tuple(brief.sources.values()))


def to_json(brief: Brief, indent: int | None = None) -> str:
    """The brief as one JSON object."""
    return to_model(brief).model_dump_json(indent=indent)


def from_json(text: str | bytes, where: str = "brief") -> Brief:
    """A brief back from its JSON, of this version or the one before; raises UsageError naming the field that is wrong."""
    try:
        return _from_model(BriefModel.model_validate_json(_upgraded(text)))
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise UsageError(f"{where}, field '{field}': {first['msg']}. See docs/brief.md.") from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise UsageError(f"{where}: {exc}. See docs/brief.md.") from exc


def _upgraded(text: str | bytes) -> str | bytes:
    """The JSON of a brief of version 1 as that of version 2, anything else as it is."""
    data: Any = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != 1:
        return text
    inner = {"agreements": "claims", "silences": "question", "series": "points"}
    now = {name: [one[key] for one in data[name]] for name, key in inner.items()}
    gone = ("why", "reasons")
    now["differences"] = [{k: v for k, v in one.items() if k not in gone} for one in data["differences"]]
    return json.dumps(data | now | {"version": VERSION})


def _from_model(m: BriefModel) -> Brief:
    _check_places(m)
    same = {name: getattr(m, name) for name in _SAME}
    return Brief(**same, verdicts=tuple(map(_verdict, m.claims)), sources={s.id: s for s in m.sources})


def _check_places(m: BriefModel) -> None:
    """Raise ValueError for a place that is no claim's, or a cited source that is not listed."""
    places = [n for s in m.sections for n in s.claims] + [n for a in m.agreements for n in a]
    places += [n for d in m.differences for n in (d.lower, d.higher)] + [e.claim for e in m.timeline]
    places += [f.claim for f in (*m.figures, *(p for s in m.series for p in s))]
    if wrong := [n for n in places if not 0 <= n < len(m.claims)]:
        raise ValueError(f"there is no claim {wrong[0]}; the file has {len(m.claims)}")
    known = {s.id for s in m.sources}
    if unlisted := [q.source_id for c in m.claims for q in c.citations if q.source_id not in known]:
        raise ValueError(f"source '{unlisted[0]}' is cited but not listed in 'sources'")


def _sentence(v: Verdict) -> SentenceModel:
    quotes = tuple(
        QuoteModel(
            number=c.number, source_id=c.source_id, passage_id=c.passage_id, quote=c.quote,
            start=c.span.start, end=c.span.end, locator=c.locator, basis=c.basis, dated=c.dated, by=c.by,
        )
        for c in v.claim.citations
    )  # fmt: skip
    return SentenceModel(
        text=v.claim.text, span=v.claim.span, verdict=v.status, reason=v.reason, citations=quotes,
        confidence=v.confidence, reasons=v.reasons,
    )  # fmt: skip


def _verdict(m: SentenceModel) -> Verdict:
    cited = tuple(
        Citation(
            q.number, q.passage_id, q.source_id, q.quote, Span(q.start, q.end), q.locator,
            basis=q.basis, dated=q.dated, by=q.by,
        )
        for q in m.citations
    )  # fmt: skip
    return Verdict(Claim(m.text, m.span, cited), m.verdict, m.reason, m.confidence, m.reasons)
