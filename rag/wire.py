"""An answer as JSON: the published contract of docs/answer.md, checked on the way out and on the way in. Plain values of types.py are part of it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_core import PydanticSerializationError

from rag.common.strict import Strict
from rag.errors import UsageError
from rag.reason import Reason
from rag.sources import SECOND_HAND, AuditMark, Citation, Context, Hit, Kind, Passage, Source, Span, Tier
from rag.types import Answer, Chosen, Claim, Conflict, Finding, Lead, Note, Status, Usage, Verdict
from rag.wording import Wording, wording_of

# 2: a citation has the passage around it. 3: an answer has a lead, a citation says whose words it has. Files of 1 and 2 are still read.
VERSION: Literal[3] = 3
Read = TypeVar("Read")


class QuoteModel(Strict):
    """The exact words and where they stand: ``source_text[start:end] == quote``."""

    number: int = Field(ge=1, description="the mark in the text: [number]")
    source_id: str
    passage_id: str
    quote: str
    start: int = Field(ge=0, description="in characters of the source's stored text")
    end: int = Field(gt=0, description="end exclusive")
    locator: str = Field(description="page, paragraph or section in the source's own terms")
    dated: str = Field("", description="the day of the words, where that is not the source's")
    by: str = Field("", description="who says the words, where that is not the source's publisher")


class SentenceModel(Strict):
    """One sentence with its verdict."""

    text: str
    span: Span = Field(description="in characters of the whole text")
    verdict: Status
    reason: str
    confidence: float | None = Field(None, description="for a claim in other words: how surely its evidence bears it")
    reasons: tuple[Reason, ...] = Field(
        (), description="the reason as codes, for other languages; none before December 2026"
    )


class ContextModel(Strict):
    """What is shown around the exact words: ``text[start:end]`` are the words."""

    text: str
    start: int = Field(ge=0, description="in characters of text")
    end: int = Field(gt=0, description="end exclusive")
    over: tuple[str, ...] = Field((), description="what stands over it elsewhere in the source: what announces a list")
    items: int = Field(0, ge=0, description="of the list that text shows a part of; 0 where it is whole or no list")


class CitationModel(QuoteModel):
    """The exact words, what their source says of itself, and whose words they are."""

    tier: Tier
    title: str
    publisher: str
    published: str
    url: str = Field(description="the original, http(s) or empty")
    audit: AuditMark | None = Field(None, description="null unless the original was fetched and audited")
    context: ContextModel | None = Field(None, description="the passage around the words; null in files of version 1")
    wording: Wording | None = Field(None, description="whose words the quote is; null in files of versions 1 and 2")


class ClaimModel(SentenceModel):
    """One sentence of the answer with its verdict."""

    citations: tuple[CitationModel, ...]


class ConflictModel(Strict):
    """Two sources that differ on one point, or whose words stand side by side."""

    lower: CitationModel
    higher: CitationModel
    reason: str
    basis: str
    finding: Finding | None = Field(None, description="of the ledger on the article's claim, if any")
    reasons: tuple[Reason, ...] = Field((), description="what code found, as codes")


class PassageModel(Strict):
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

    @property
    def hit(self) -> Hit:
        """The same as the product's own type."""
        span = Span(self.start, self.end)
        return Hit(Passage(self.id, self.source_id, self.text, span, self.locator, self.basis), self.score, self.parts)


class AnswerModel(Strict):
    """Everything needed to show an answer and to check it again."""

    version: Literal[1, 2, 3] = VERSION
    lead: Lead | None = Field(None, description="null in files of versions 1 and 2, and where nothing holds")
    status: Literal["answered", "refused"]
    question: str
    asked_as: str = Field(description="the question as completed from the conversation; equal to it otherwise")
    language: str
    text: str
    claims: tuple[ClaimModel, ...]
    notes: tuple[Note, ...]
    conflicts: tuple[ConflictModel, ...]
    passages: tuple[PassageModel, ...] = Field(description="what the answer was made from, best first")
    nearest: tuple[PassageModel, ...] = Field(description="on refusal, what came closest")
    confidence: float = Field(ge=0, le=1, description="calibrated chance that the sources answer the question")
    snapshot: str = Field(description="id of the index the answer was made from")
    mode: Literal["quote", "prepared", "model"]
    model: str
    timings: dict[str, float] = Field(description="milliseconds by stage")
    usage: Usage = Field(default_factory=Usage, description="calls, tokens and cost of the model")
    left_out: int = Field(0, ge=0, description="passages that did not fit the model's window, the weakest, whole")
    rewritten: int = Field(0, ge=0, description="sentences that failed the check, were written again and hold now")
    withheld: int = Field(0, ge=0, description="sentences that failed and are not in the text, by the setting")
    chosen: Chosen | None = Field(None, description="where not all sources were allowed to answer; else null")


_OTHERWISE = {"asked_as", "claims", "conflicts", "nearest", "confidence"}


def shared(value: Any, model: type[Strict], otherwise: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of a dataclass or model that ``model`` has by the same name, but for those that are put ``otherwise``."""
    names = {f.name for f in fields(value)} & set(model.model_fields)
    return {name: getattr(value, name) for name in names - otherwise}


def quoted(c: Citation) -> dict[str, Any]:
    """A citation as a QuoteModel has it."""
    return shared(c, QuoteModel) | {"start": c.span.start, "end": c.span.end}


def unquoted(q: QuoteModel, **more: Any) -> Citation:
    """A citation back from a QuoteModel, with ``more`` of its fields."""
    place = Span(q.start, q.end)
    return Citation(q.number, q.passage_id, q.source_id, q.quote, place, q.locator, dated=q.dated, by=q.by, **more)


def sentence(v: Verdict) -> dict[str, Any]:
    """A verdict as a SentenceModel has it."""
    return shared(v, SentenceModel) | {"text": v.claim.text, "span": v.claim.span, "verdict": v.status}


def to_model(answer: Answer, sources: Mapping[str, Source]) -> AnswerModel:
    """``answer`` with what its sources say of themselves, ready for JSON."""

    def cite(c: Citation) -> CitationModel:
        source, around = sources[c.source_id], c.context
        context = (
            ContextModel(**shared(around, ContextModel), start=around.span.start, end=around.span.end)
            if around
            else None
        )
        own = {name: getattr(source, name) for name in ("tier", "title", "publisher", "published", "url")}
        return CitationModel(**quoted(c), **own, audit=c.audit, context=context, wording=wording_of(c, source))

    def conflict(c: Conflict) -> ConflictModel:
        return ConflictModel(**shared(c, ConflictModel) | {"lower": cite(c.lower), "higher": cite(c.higher)})

    def passage(hit: Hit) -> PassageModel:
        span = hit.passage.span
        told = shared(hit.passage, PassageModel) | {"start": span.start, "end": span.end}
        return PassageModel(**told, score=hit.score, parts=dict(hit.parts))

    return AnswerModel(
        **shared(answer, AnswerModel, _OTHERWISE),
        asked_as=answer.asked_as or answer.question,
        claims=tuple(ClaimModel(**sentence(v), citations=tuple(map(cite, v.claim.citations))) for v in answer.verdicts),
        conflicts=tuple(map(conflict, answer.conflicts)),
        passages=tuple(map(passage, answer.hits)),
        nearest=tuple(map(passage, answer.nearest)),
        confidence=min(max(answer.confidence, 0.0), 1.0),
    )


def to_json(answer: Answer, sources: Mapping[str, Source], indent: int | None = None) -> str:
    """The answer as one JSON object."""
    return to_model(answer, sources).model_dump_json(indent=indent)


def as_json(answer: AnswerModel) -> str:
    """An answer's JSON; raises UsageError where somebody sent half of a character in it."""
    try:
        return answer.model_dump_json()
    except PydanticSerializationError as exc:
        raise UsageError("answer: it has half of a character (a lone surrogate), which is no text.") from exc


def from_json(text: str | bytes, where: str = "answer") -> Answer:
    """An answer back from its JSON; raises UsageError naming the field that is wrong."""
    return read(lambda: _from_model(AnswerModel.model_validate_json(text)), f"{where}", "docs/answer.md")


def read(make: Callable[[], Read], where: str, page: str) -> Read:
    """What ``make`` gives; raises UsageError naming the field that is wrong, and the ``page`` that says what would be right."""
    try:
        return make()
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise UsageError(f"{where}, field '{field}': {first['msg']}. See {page}.") from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise UsageError(f"{where}: {exc}. See {page}.") from exc


def _from_model(m: AnswerModel) -> Answer:
    basis = {passage.id: passage.basis for passage in (*m.passages, *m.nearest)}

    def cited(c: CitationModel) -> Citation:
        return _citation(c, basis.get(c.passage_id, ""))

    def conflict(c: ConflictModel) -> Conflict:
        return Conflict(cited(c.lower), cited(c.higher), c.reason, c.basis, c.finding, c.reasons)

    same = {f.name for f in fields(Answer)} & set(AnswerModel.model_fields)
    return Answer(
        **{name: getattr(m, name) for name in same - {"conflicts", "nearest"}},
        verdicts=tuple(found(c, tuple(map(cited, c.citations))) for c in m.claims),
        conflicts=tuple(map(conflict, m.conflicts)),
        hits=tuple(p.hit for p in m.passages),
        nearest=tuple(p.hit for p in m.nearest),
    )


def found(m: SentenceModel, citations: tuple[Citation, ...]) -> Verdict:
    """The verdict that ``m`` tells of a sentence with these citations."""
    return Verdict(Claim(m.text, m.span, citations), m.verdict, m.reason, m.confidence, m.reasons)


def _citation(c: CitationModel, basis: str) -> Citation:
    """``basis``: of its passage; what a file of version 3 says of the words comes first."""
    if c.wording is not None:
        told = {Wording.REPORT: SECOND_HAND, Wording.SUMMARY: basis or "read", Wording.VERBATIM: ""}
        basis = told[c.wording]
    kind = Kind.RECORD if basis else Kind.SEED if c.tier is Tier.SEED else Kind.DOCUMENT
    card = Source(c.source_id, c.title, c.publisher, published=c.published, url=c.url, tier=c.tier, kind=kind)
    m = c.context
    around = Context(m.text, Span(m.start, m.end), m.over, m.items) if m else None
    return unquoted(c, audit=c.audit, card=card, context=around, basis=basis)
