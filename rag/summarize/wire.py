"""A brief as JSON and back, checked on the way out and on the way in."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import BaseModel, ValidationError

from rag.errors import UsageError
from rag.summarize.brief import (
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
from rag.summarize.contract import (
    AgreementModel,
    BriefModel,
    DifferenceModel,
    EventModel,
    FigureModel,
    HeadingModel,
    QuoteModel,
    ScopeModel,
    SectionModel,
    SentenceModel,
    SeriesModel,
    SilenceModel,
    SourceModel,
)
from rag.types import Citation, Claim, Note, Source, Span, Verdict
from rag.usage import Usage
from rag.wire import UsageModel, Where, reason_models, reasons_of


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
                reasons=reason_models(v.reasons),
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
            reasons_of(c.reasons),
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
        differences=tuple(Difference(**{**dict(d), "reasons": reasons_of(d.reasons)}) for d in m.differences),
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
