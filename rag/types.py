"""The words of the product as small frozen values: source, passage, citation, claim, verdict, answer.

Offsets everywhere are in characters of a source's stored text, end exclusive. After ingestion the
stored text of a source never changes within a snapshot, so ``text[span.start:span.end]`` is a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple

from rag.reason import Reason, said

BREAK = "\n\n"  # stands between the blocks of a stored text
HEADING, ITEM, GROUP = "heading", "item", "group"  # forms of a block; a group names the rows of a table below it
UNDER = " > "  # between the headings of a path
ROW = re.compile(r"\brow \d")  # in the place of rows of a table: "row 12", "p. 3, table 1, row 2-4"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of characters, end exclusive and never empty; raises ValueError otherwise."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"Span({self.start}, {self.end}): needs 0 <= start < end")

    def of(self, text: str) -> str:
        """The characters of ``text`` under this span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that starts ``by`` characters earlier."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Usage:
    """The counted calls and tokens; no calls means that no model was asked."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False  # the endpoint did not count for every call, so we did
    cost: float | None = None  # in the currency of the price settings; None where no price is set


class Audit(StrEnum):
    """What holding a record's fact against the fetched original came to."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"  # the original speaks of the same thing and says something else
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"  # could not be compared: never shown as fine


@dataclass(frozen=True, slots=True)
class AuditMark:
    """How a fact of a record stands in the original: where, in which words (verbatim), and why."""

    status: Audit
    locator: str = ""  # of the original, not of the record
    sentence: str = ""
    reason: str = ""
    reasons: tuple[Reason, ...] = ()


class Tier(StrEnum):
    """How close a source stands to the facts; ``rank`` 0 is the closest."""

    PRIMARY = "primary"
    OFFICIAL = "official statement"
    PRESS = "press"
    SECONDARY = "secondary"
    SEED = "seed"

    @classmethod
    def _missing_(cls, value: object) -> Tier | None:
        return cls.OFFICIAL if value == "official" else None  # as people write it for short

    @property
    def rank(self) -> int:
        """0 primary, 1 official statement, 2 press and secondary, 3 seed."""
        return {"primary": 0, "official statement": 1, "press": 2, "secondary": 2, "seed": 3}[self]


SECOND_HAND = "second-hand"  # basis of a fact that was read in a report about its source


class Kind(StrEnum):
    """What the stored text is."""

    RECORD = "record"  # facts in our own words about a source
    DOCUMENT = "document"  # the source itself
    SEED = "seed"  # the article whose claims are under examination


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it, when and where it can be read; ``sha256`` is of the stored text (UTF-8)."""

    id: str
    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # as the source dates itself: "2021-08-24", "2021-03", "2022-2024"
    url: str = ""  # http(s) or empty
    tier: Tier = Tier.SECONDARY
    kind: Kind = Kind.DOCUMENT
    licence: str = ""
    language: str = "en"
    doc_type: str = ""
    note: str = ""  # how it was read, and what was not
    reports_on: tuple[str, ...] = ()  # of an article: the ids of the sources that it is about
    sha256: str = ""


class Block(NamedTuple):
    """A unit of a source that no passage crosses: a fact, a paragraph, a page; a tuple, as thousands are soon made."""

    span: Span  # in the stored text
    locator: str = ""
    basis: str = ""
    id: str = ""  # a fact's own id; empty for documents
    read_at: str = ""  # where a fact was read, http(s) or empty
    path: str = ""  # the headings it stands under, outermost first: "Costs > Works"
    form: str = ""  # HEADING, ITEM or GROUP; empty for a paragraph or a row of a table
    dated: str = ""  # of a fact whose words are of another day than its source: that day
    by: str = ""  # of a fact that somebody else than its source's publisher says: who


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with its stored text and the blocks that text is made of, in order, never overlapping."""

    source: Source
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source: ``source_text[span] == text``, always."""

    id: str
    source_id: str
    text: str
    span: Span
    locator: str = ""  # page, paragraph, section, as the source counts them
    basis: str = ""  # for records: read, second-hand or computed
    path: str = ""  # the headings that stand over its text, outermost first; those it begins with are not among them
    dated: str = ""  # of a fact whose words are of another day than its source: that day
    by: str = ""  # of a fact that somebody else than its source's publisher says: who

    @property
    def under_path(self) -> str:
        """What embedder and judge see of it: its path of headings, then its text."""
        return f"{self.path}\n{self.text}" if self.path else self.text

    @property
    def of_rows(self) -> bool:
        """True for rows of a table."""
        return ROW.search(self.locator) is not None

    def words(self, span: Span) -> str:
        """The words at ``span`` of its source."""
        return span.shifted(-self.span.start).of(self.text)

    def part(self, span: Span) -> Passage:
        """The words at ``span`` of its source as a passage."""
        return replace(self, text=self.words(span), span=span)

    def cited(self, span: Span, number: int, locator: str, context: Context | None = None) -> Citation:
        """The words at ``span`` of its source as a citation with this mark."""
        return Citation(
            number, self.id, self.source_id, self.words(span), span, locator,
            context=context, basis=self.basis, dated=self.dated, by=self.by,
        )  # fmt: skip

    def blocks(self) -> Iterator[Span]:
        """Its rows or paragraphs, in characters of its own text; most have but one."""
        start = 0
        for text in self.text.split(BREAK):
            yield Span(start, start + len(text))
            start += len(text) + len(BREAK)


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage, its final score and the parts it was summed from."""

    passage: Passage
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """The passage around cited words; ``text[span]`` are the words."""

    text: str
    span: Span  # in characters of ``text``


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words cited and where they stand in the source's stored text."""

    number: int  # what the reader sees: [1]
    passage_id: str
    source_id: str
    quote: str
    span: Span
    locator: str = ""
    audit: AuditMark | None = None  # of a record whose original was fetched and audited
    card: Source | None = field(default=None, compare=False)  # what a saved answer says of its source
    context: Context | None = field(default=None, compare=False)  # None in answers saved before version 2
    basis: str = field(default="", compare=False)  # of a record's fact: read, second-hand or computed
    dated: str = field(default="", compare=False)  # where the words are of another day than their source
    by: str = field(default="", compare=False)  # where somebody else than the source's publisher says them


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer; ``span`` is in characters of ``Answer.text``."""

    text: str
    span: Span
    citations: tuple[Citation, ...] = ()


class Status(StrEnum):
    """What the verifier found of a claim."""

    SUPPORTED = "supported"
    ARTICLE = "the article's words"  # borne out by the article under examination alone: what it says, not what is so
    NOT_CONFIRMED = "not confirmed"
    CONTRADICTED = "contradicted"
    BAD_REFERENCE = "bad reference"  # a mark to nothing, or a quote that is not in the source
    UNCITED = "uncited"
    UNCHECKED = "not checked"  # the check itself failed: never shown as fine

    @classmethod
    def _missing_(cls, value: object) -> Status | None:
        """What answers saved before December 2026 say."""
        return cls.NOT_CONFIRMED if value in ("partly supported", "unsupported") else None

    @property
    def struck(self) -> bool:
        """True for a sentence that is shown struck out; one that is not confirmed or was not checked is marked, not struck."""
        return self in (Status.CONTRADICTED, Status.BAD_REFERENCE, Status.UNCITED)

    @property
    def borne(self) -> bool:
        """True for what the cited words say, be they the article's own."""
        return self in (Status.SUPPORTED, Status.ARTICLE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim, what the verifier found and why: in English, and as codes for every other language."""

    claim: Claim
    status: Status
    reason: str
    confidence: float | None = None  # probability that it is borne out, where one was made
    reasons: tuple[Reason, ...] = ()  # none in answers saved before December 2026

    @property
    def of_article(self) -> bool:
        """True for what only repeats the article under examination."""
        return self.status is Status.ARTICLE

    @property
    def passing(self) -> bool:
        """True where the check itself failed and another time may go better."""
        return self.status is Status.UNCHECKED and any(one.code.passing for one in self.reasons)


def verdict(claim: Claim, status: Status, *reasons: Reason, confidence: float | None = None) -> Verdict:
    """A verdict for these reasons."""
    return Verdict(claim, status, said(reasons), confidence, reasons)


Finding = Literal["supported", "partly supported", "contradicted", "opinion", "not addressed"]  # of the ledger
LEDGER, DISPUTE = "ledger", "dispute"  # an editor's judgement on record
JUDGED = (LEDGER, DISPUTE)
FIGURES, JUDGE = "figures", "judge"  # found by code in the values of one measure, by the judge
ASKED, PARTIES = "asked", "parties"  # of saved answers: nobody finds that the two differ


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that differ on one point, or whose words are set side by side; ``lower`` is of the lower tier or the earlier date."""

    lower: Citation
    higher: Citation
    reason: str
    basis: str  # one of the above; of saved answers also "dates", "roles", "negation"
    finding: Finding | None = None  # of the ledger on the claim that the lower side makes
    reasons: tuple[Reason, ...] = ()  # what code found, where no editor says it

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources of both sides."""
        return frozenset((self.lower.source_id, self.higher.source_id))

    @property
    def by_editor(self) -> bool:
        """True where an editor found that they differ, and says why."""
        return self.basis in JUDGED

    @property
    def beside(self) -> bool:
        """True where the question sets the two against each other, or two parties speak: nobody finds that they differ."""
        return self.basis in (ASKED, PARTIES)


class NoteKind(StrEnum):
    """Why the product speaks in its own voice."""

    PREMISE = "premise"  # the question takes for granted what the sources do not say
    EMERGENCY = "emergency"
    DECLINED = "declined"
    ABOUT = "about"  # what this page is and what can be asked here
    REFUSED = "refused"  # the sources are silent
    MODE = "mode"  # e.g. the model failed and the quoting mode answered
    UNSURE = "unsure"  # the passages are about as likely not to answer the question as to answer it
    NAMED = "named"  # the passages are those in which a name stands
    UNTOLD = "untold"  # of the years asked about one by one, those that no passage answers
    LEDGER = "ledger"  # what the ledger of the seed's claims finds of the article as a whole
    SCORED = "scored"  # the claims behind it, worst first, a line each
    UNJUDGED = "unjudged"  # that nobody has judged the article's claims
    DISPUTES = "disputes"  # how many matters the case lists on which its sources do not say the same
    LISTED = "listed"  # what the list of sources says of a source: its ground is the manifest, no passage
    FURTHER = "further"  # from here on: quotes that bear on the question less closely
    CONNECTIVE = "connective"  # words between claims that claim nothing


@dataclass(frozen=True, slots=True)
class Note:
    """The product's own words inside ``Answer.text``: never a claim about the world."""

    kind: NoteKind
    text: str
    span: Span


LeadKind = Literal["value", "sentence", "yes", "no", "depends", "whole", "silent"]


@dataclass(frozen=True, slots=True)
class Lead:
    """What a reader sees first: the deciding value or words, with who says them and when. It says no more than its claim."""

    text: str
    kind: LeadKind
    by: str = ""  # who says it and when: "CDC, final count for 2020"; empty where it is ours
    verbatim: bool = False  # the text is a source's, word for word
    claim: int | None = None  # place of the answer's claim that it rests on
    note: str = ""  # what else there is to know: "earlier estimates 93,331"

    def __post_init__(self) -> None:
        if self.claim is not None and self.claim < 0:
            raise ValueError(f"Lead(claim={self.claim}): places are counted from 0")


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many of the sources were allowed to answer, where not all were."""

    used: int
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was answered, and everything needed to check it again."""

    question: str
    status: str  # "answered" or "refused"
    text: str
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[Note, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    hits: tuple[Hit, ...] = ()  # the passages the answer was made from
    nearest: tuple[Hit, ...] = ()  # on refusal: what came closest
    confidence: float = 0.0  # 0..1, the calibrated answerability score
    snapshot: str = ""
    mode: str = "quote"  # "quote" (no model) or "model"
    model: str = ""
    language: str = "en"
    asked_as: str = ""  # the question as rewritten from the conversation, when it was
    timings: Mapping[str, float] = field(default_factory=dict)  # milliseconds
    usage: Usage = field(default_factory=Usage)
    left_out: int = 0  # passages that did not fit the model's window: the weakest, whole
    rewritten: int = 0  # sentences that failed, were written again and hold now
    withheld: int = 0  # sentences that failed and are not shown, by the setting
    chosen: Chosen | None = None  # None where all sources were allowed to answer
    lead: Lead | None = None  # None in answers saved before version 3

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The sentences of the answer that claim something."""
        return tuple(v.claim for v in self.verdicts)

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources that its sentences cite and its conflicts set side by side."""
        cited = {citation.source_id for claim in self.claims for citation in claim.citations}
        return frozenset(cited | {side.source_id for c in self.conflicts for side in (c.lower, c.higher)})

    @property
    def judged(self) -> bool:
        """False for an answer of notes alone, as from the list of sources: it has no sentence to count."""
        return bool(self.verdicts or self.withheld)

    @property
    def refused(self) -> bool:
        """True when the answer is that the sources do not say, or that we decline."""
        return self.status == "refused"
