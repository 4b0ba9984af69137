"""An answer and what the verifier found of it, as small frozen values: claim, verdict, conflict, note, lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from rag.reason import Reason, said
from rag.sources import Citation, Hit, Span


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
    GAP = "gap"  # a model says what the passages do not tell
    MODE = "mode"  # e.g. the model failed and the quoting mode answered
    UNSURE = "unsure"  # the passages are about as likely not to answer the question as to answer it
    NAMED = "named"  # the passages are those in which a name stands
    CUT = "cut"  # only the beginning of the question was read
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
class Usage:
    """The counted calls and tokens; no calls means that no model was asked."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False  # the endpoint did not count for every call, so we did
    cost: float | None = None  # in the currency of the price settings; None where no price is set


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
    mode: str = "quote"  # "quote", "prepared" (an editor's sentences) or "model"
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
    def in_prose(self) -> bool:
        """True where its sentences are a model's or an editor's, not quotes."""
        return self.mode != "quote"

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
