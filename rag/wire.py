"""An answer as JSON: the published contract of docs/answer.md, checked on the way out and on the way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import UsageError
from rag.reason import Code, Reason
from rag.types import (
    SECOND_HAND,
    Answer,
    Audit,
    AuditMark,
    Chosen,
    Citation,
    Claim,
    Conflict,
    Context,
    Finding,
    Hit,
    Kind,
    Lead,
    LeadKind,
    Note,
    NoteKind,
    Passage,
    Source,
    Span,
    Status,
    Tier,
    Usage,
    Verdict,
)
from rag.wording import Wording, wording_of

# 2: a citation has the passage around it. 3: an answer has a lead, a citation says whose words it has. Files of 1 and 2 are still read.
VERSION: Literal[3] = 3


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Where(_Model):
    """A stretch of characters, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class ReasonModel(_Model):
    """A reason by its code, and the words it is about."""

    code: Code
    about: dict[str, str] = {}


class AuditModel(_Model):
    """What the fetched original says to a fact of our record."""

    status: Audit
    locator: str = Field(description="where the sentence stands in the original")
    sentence: str = Field(description="verbatim from the original, or empty")
    reason: str
    reasons: tuple[ReasonModel, ...] = Field((), description="the reason as codes; none before December 2026")


class ContextModel(_Model):
    """The passage around the exact words: ``text[start:end]`` are the words."""

    text: str
    start: int = Field(ge=0, description="in characters of text")
    end: int = Field(gt=0, description="end exclusive")


class CitationModel(_Model):
    """The exact words and where they stand: ``source_text[start:end] == quote``."""

    number: int = Field(ge=1, description="the mark in the text: [number]")
    source_id: str
    passage_id: str
    tier: Tier
    title: str
    publisher: str
    published: str
    quote: str
    start: int = Field(ge=0, description="in characters of the source's stored text")
    end: int = Field(gt=0, description="end exclusive")
    locator: str = Field(description="page, paragraph or section in the source's own terms")
    url: str = Field(description="the original, http(s) or empty")
    audit: AuditModel | None = Field(None, description="null unless the original was fetched and audited")
    context: ContextModel | None = Field(None, description="the passage around the words; null in files of version 1")
    wording: Wording | None = Field(None, description="whose words the quote is; null in files of versions 1 and 2")
    dated: str = Field("", description="the day of the words, where that is not the source's")
    by: str = Field("", description="who says the words, where that is not the source's publisher")


class ClaimModel(_Model):
    """One sentence of the answer with its verdict."""

    text: str
    span: Where = Field(description="in characters of the answer's text")
    verdict: Status
    reason: str
    citations: tuple[CitationModel, ...]
    confidence: float | None = Field(None, description="for a claim in other words: how surely its evidence bears it")
    reasons: tuple[ReasonModel, ...] = Field(
        (), description="the reason as codes, for other languages; none before December 2026"
    )


class LeadModel(_Model):
    """What a reader sees first."""

    text: str
    kind: LeadKind
    by: str = Field(description="who says it and when; empty where it is ours")
    verbatim: bool = Field(description="the text is a source's, word for word")
    claim: int | None = Field(ge=0, description="place of the claim that it rests on, from 0")
    note: str = Field(description="what else there is to know, or empty")


class NoteModel(_Model):
    """A sentence in the product's own voice; claims nothing about the world."""

    kind: NoteKind
    text: str
    span: Where


class ConflictModel(_Model):
    """Two sources that differ on one point, or whose words stand side by side."""

    lower: CitationModel
    higher: CitationModel
    reason: str
    basis: str
    finding: Finding | None = Field(None, description="of the ledger on the article's claim, if any")
    reasons: tuple[ReasonModel, ...] = Field((), description="what code found, as codes")


class PassageModel(_Model):
    """A retrieved passage with its score and the parts of the score."""

    id: str
    source_id: str
    text: str
    start: int
    end: int
    locator: str
    basis: str
    score: float
    parts: dict[str, float]


class UsageModel(_Model):
    """What a model was asked for this answer; no calls when there was none."""

    calls: int = Field(ge=0)
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)
    estimated: bool = Field(description="true when the endpoint did not count for every call, so we did")
    cost: float | None = Field(ge=0, description="in the currency of the price settings; null where none is set")


NO_USAGE = UsageModel(calls=0, prompt_tokens=0, completion_tokens=0, estimated=False, cost=None)


class AnswerModel(_Model):
    """Everything needed to show an answer and to check it again."""

    version: Literal[1, 2, 3] = VERSION
    lead: LeadModel | None = Field(None, description="null in files of versions 1 and 2, and where nothing holds")
    status: Literal["answered", "refused"]
    question: str
    asked_as: str = Field(description="the question as completed from the conversation; equal to it otherwise")
    language: str
    text: str
    claims: tuple[ClaimModel, ...]
    notes: tuple[NoteModel, ...]
    conflicts: tuple[ConflictModel, ...]
    passages: tuple[PassageModel, ...] = Field(description="what the answer was made from, best first")
    nearest: tuple[PassageModel, ...] = Field(description="on refusal, what came closest")
    confidence: float = Field(ge=0, le=1, description="calibrated chance that the sources answer the question")
    snapshot: str = Field(description="id of the index the answer was made from")
    mode: Literal["quote", "model"]
    model: str
    timings: dict[str, float] = Field(description="milliseconds by stage")
    usage: UsageModel = Field(default_factory=lambda: NO_USAGE, description="calls, tokens and cost of the model")
    left_out: int = Field(0, ge=0, description="passages that did not fit the model's window, the weakest, whole")
    rewritten: int = Field(0, ge=0, description="sentences that failed the check, were written again and hold now")
    withheld: int = Field(0, ge=0, description="sentences that failed and are not in the text, by the setting")
    chosen: Chosen | None = Field(None, description="where not all sources were allowed to answer; else null")


def to_model(answer: Answer, sources: Mapping[str, Source]) -> AnswerModel:
    """``answer`` with what its sources say of themselves, ready for JSON."""

    def cite(c: Citation) -> CitationModel:
        s = sources[c.source_id]
        return CitationModel(
            number=c.number,
            source_id=c.source_id,
            passage_id=c.passage_id,
            tier=s.tier,
            title=s.title,
            publisher=s.publisher,
            published=s.published,
            quote=c.quote,
            start=c.span.start,
            end=c.span.end,
            locator=c.locator,
            url=s.url,
            audit=_audited(c.audit),
            context=_around(c.context),
            wording=wording_of(c, s),
            dated=c.dated,
            by=c.by,
        )

    return AnswerModel(
        lead=LeadModel(**asdict(answer.lead)) if answer.lead else None,
        status="refused" if answer.refused else "answered",
        question=answer.question,
        asked_as=answer.asked_as or answer.question,
        language=answer.language,
        text=answer.text,
        claims=tuple(
            ClaimModel(
                text=v.claim.text,
                span=_where(v.claim.span),
                verdict=v.status,
                reason=v.reason,
                citations=tuple(cite(c) for c in v.claim.citations),
                confidence=v.confidence,
                reasons=reason_models(v.reasons),
            )
            for v in answer.verdicts
        ),
        notes=tuple(NoteModel(kind=n.kind, text=n.text, span=_where(n.span)) for n in answer.notes),
        conflicts=tuple(
            ConflictModel(
                lower=cite(c.lower),
                higher=cite(c.higher),
                reason=c.reason,
                basis=c.basis,
                finding=c.finding,
                reasons=reason_models(c.reasons),
            )
            for c in answer.conflicts
        ),
        passages=tuple(_passage(h) for h in answer.hits),
        nearest=tuple(_passage(h) for h in answer.nearest),
        confidence=min(max(answer.confidence, 0.0), 1.0),
        snapshot=answer.snapshot,
        mode="model" if answer.mode == "model" else "quote",
        model=answer.model,
        timings=dict(answer.timings),
        usage=UsageModel(**asdict(answer.usage)),
        left_out=answer.left_out,
        rewritten=answer.rewritten,
        withheld=answer.withheld,
        chosen=answer.chosen,
    )


def reason_models(reasons: Iterable[Reason]) -> tuple[ReasonModel, ...]:
    """Reasons, ready for JSON."""
    return tuple(ReasonModel(code=one.code, about=dict(one.about)) for one in reasons)


def reasons_of(models: Iterable[ReasonModel]) -> tuple[Reason, ...]:
    """Reasons back from JSON."""
    return tuple(Reason(one.code, one.about) for one in models)


def to_json(answer: Answer, sources: Mapping[str, Source], indent: int | None = None) -> str:
    """The answer as one JSON object."""
    return to_model(answer, sources).model_dump_json(indent=indent)


def from_json(text: str | bytes, where: str = "answer") -> Answer:
    """An answer back from its JSON; raises UsageError naming the field that is wrong."""
    try:
        m = AnswerModel.model_validate_json(text)
        return _from_model(m)
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise UsageError(f"{where}, field '{field}': {first['msg']}. See docs/answer.md.") from exc
    except ValueError as exc:
        raise UsageError(f"{where}: {exc}. See docs/answer.md.") from exc


def _from_model(m: AnswerModel) -> Answer:
    basis = {passage.id: passage.basis for passage in (*m.passages, *m.nearest)}

    def cited(c: CitationModel) -> Citation:
        return _citation(c, basis.get(c.passage_id, ""))

    verdicts = tuple(
        Verdict(
            Claim(c.text, _span(c.span), tuple(cited(x) for x in c.citations)),
            c.verdict,
            c.reason,
            c.confidence,
            reasons_of(c.reasons),
        )
        for c in m.claims
    )
    return Answer(
        question=m.question,
        status=m.status,
        text=m.text,
        verdicts=verdicts,
        notes=tuple(Note(n.kind, n.text, _span(n.span)) for n in m.notes),
        conflicts=tuple(
            Conflict(cited(c.lower), cited(c.higher), c.reason, c.basis, c.finding, reasons_of(c.reasons))
            for c in m.conflicts
        ),
        hits=tuple(_hit(p) for p in m.passages),
        nearest=tuple(_hit(p) for p in m.nearest),
        confidence=m.confidence,
        snapshot=m.snapshot,
        mode=m.mode,
        model=m.model,
        language=m.language,
        asked_as=m.asked_as,
        timings=m.timings,
        usage=Usage(**m.usage.model_dump()),
        left_out=m.left_out,
        rewritten=m.rewritten,
        withheld=m.withheld,
        chosen=m.chosen,
        lead=Lead(**m.lead.model_dump()) if m.lead else None,
    )


def _audited(mark: AuditMark | None) -> AuditModel | None:
    if mark is None:
        return None
    return AuditModel(
        status=mark.status,
        locator=mark.locator,
        sentence=mark.sentence,
        reason=mark.reason,
        reasons=reason_models(mark.reasons),
    )


def _around(context: Context | None) -> ContextModel | None:
    return ContextModel(text=context.text, start=context.span.start, end=context.span.end) if context else None


def _where(span: Span) -> Where:
    return Where(start=span.start, end=span.end)


def _span(where: Where) -> Span:
    return Span(where.start, where.end)


def _citation(c: CitationModel, basis: str) -> Citation:
    """``basis``: of its passage; what a file of version 3 says of the words comes first."""
    mark = None
    if c.audit:
        a = c.audit
        mark = AuditMark(a.status, a.locator, a.sentence, a.reason, reasons_of(a.reasons))
    if c.wording is not None:
        told = {Wording.REPORT: SECOND_HAND, Wording.SUMMARY: basis or "read", Wording.VERBATIM: ""}
        basis = told[c.wording]
    kind = Kind.RECORD if basis else Kind.SEED if c.tier is Tier.SEED else Kind.DOCUMENT
    card = Source(c.source_id, c.title, c.publisher, published=c.published, url=c.url, tier=c.tier, kind=kind)
    around = Context(c.context.text, Span(c.context.start, c.context.end)) if c.context else None
    place = Span(c.start, c.end)
    return Citation(
        c.number, c.passage_id, c.source_id, c.quote, place, c.locator, mark, card, around, basis, c.dated, c.by
    )


def _passage(hit: Hit) -> PassageModel:
    p = hit.passage
    return PassageModel(
        id=p.id,
        source_id=p.source_id,
        text=p.text,
        start=p.span.start,
        end=p.span.end,
        locator=p.locator,
        basis=p.basis,
        score=hit.score,
        parts=dict(hit.parts),
    )


def _hit(m: PassageModel) -> Hit:
    passage = Passage(m.id, m.source_id, m.text, Span(m.start, m.end), m.locator, m.basis)
    return Hit(passage, m.score, m.parts)
