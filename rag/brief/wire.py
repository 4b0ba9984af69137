"""The published contract of docs/brief.md: a brief as JSON and back, checked both ways. The plain values of types.py are part of it."""

import json
from dataclasses import fields
from typing import Any, Literal

from pydantic import Field

from rag.brief.types import Brief, Difference, Event, FigureRow, Scope, Section
from rag.common.strict import Strict
from rag.sources import Source
from rag.types import Note, Usage
from rag.wire import QuoteModel, SentenceModel, found, quoted, read, sentence, shared, unquoted

VERSION: Literal[2] = 2


class BriefQuoteModel(QuoteModel):
    """The exact words, and how a fact of ours was read."""

    basis: str = Field(
        "", description="of a fact of ours: read, second-hand or computed; the quote is then our summary"
    )


class BriefSentenceModel(SentenceModel):
    """One sentence of the brief with its verdict."""

    citations: tuple[BriefQuoteModel, ...]


class BriefModel(Strict):
    """Everything needed to show a brief, to check it again and to make it again."""

    version: Literal[2] = VERSION
    kind: Literal["brief"] = "brief"
    title: str
    scope: Scope
    text: str = Field(description="all claims and headings, in order")
    claims: tuple[BriefSentenceModel, ...]
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


def to_model(brief: Brief) -> BriefModel:
    """``brief`` ready for JSON."""
    claims = tuple(
        BriefSentenceModel(
            **sentence(v), citations=tuple(BriefQuoteModel(**quoted(c), basis=c.basis) for c in v.claim.citations)
        )
        for v in brief.verdicts
    )
    return BriefModel(
        **shared(brief, BriefModel, {"claims", "sources"}), claims=claims, sources=tuple(brief.sources.values())
    )


def to_json(brief: Brief, indent: int | None = None) -> str:
    """The brief as one JSON object."""
    return to_model(brief).model_dump_json(indent=indent)


def from_json(text: str | bytes, where: str = "brief") -> Brief:
    """A brief back from its JSON, of this version or the one before; raises UsageError naming the field that is wrong."""
    return read(lambda: _from_model(BriefModel.model_validate_json(_upgraded(text))), where, "docs/brief.md")


def _upgraded(text: str | bytes) -> str | bytes:
    """The JSON of a brief of version 1, or with the period that scopes had, as it is written now; anything else as it is."""
    data: Any = json.loads(text)
    if not isinstance(data, dict):
        return text
    if isinstance(scope := data.get("scope"), dict):
        data["scope"] = {name: value for name, value in scope.items() if name not in ("since", "until")}
    if data.get("version") != 1:
        return json.dumps(data)
    inner = {"agreements": "claims", "silences": "question", "series": "points"}
    now = {name: [one[key] for one in data[name]] for name, key in inner.items()}
    gone = ("why", "reasons")
    now["differences"] = [{k: v for k, v in one.items() if k not in gone} for one in data["differences"]]
    return json.dumps(data | now | {"version": VERSION})


def _from_model(m: BriefModel) -> Brief:
    _check_places(m)
    same = {f.name for f in fields(Brief)} & set(BriefModel.model_fields) - {"sources"}
    return Brief(
        **{name: getattr(m, name) for name in same},
        verdicts=tuple(found(c, tuple(unquoted(q, basis=q.basis) for q in c.citations)) for c in m.claims),
        sources={s.id: s for s in m.sources},
    )


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
