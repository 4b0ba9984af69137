"""What a brief is: one text made of claims and headings, and views of those claims by their place in ``Brief.verdicts``; its headings.

Nothing in a brief states anything about the world except its claims: timeline, figures, series, agreements and
differences all point at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rag.errors import UsageError
from rag.phrases import table
from rag.reason import Reason
from rag.sources import Source, Tier
from rag.types import JUDGED, Answer, Claim, Finding, Note, Usage, Verdict

LENGTHS = {"short": 15, "medium": 40, "long": 80}
BODY_TIERS = (Tier.PRIMARY, Tier.OFFICIAL, Tier.PRESS, Tier.SECONDARY)  # the seed is examined, not quoted as a source

HEADINGS = table("headings.tsv")  # what a brief says in its own voice, claiming nothing
# What stands in a brief's text by itself: its sections, the ledger's judgements, and where there is nothing to say or no model.
ORDER = ("found", "happened", "decided", "actors", "means", "amounts", "disputed")  # in their order
LEDGER_ORDER = ("contradicted", "partly supported", "supported", "not addressed", "opinion")
IN_TEXT = (*ORDER, *LEDGER_ORDER, "annex", "nothing", "fell_back")


class About(StrEnum):
    """What a brief is made about."""

    TOPIC = "topic"
    SOURCE = "source"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for."""

    about: About
    topic: str = ""
    source_id: str = ""
    sentences: int = LENGTHS["medium"]
    language: str = "en"
    tiers: tuple[Tier, ...] = BODY_TIERS


@dataclass(frozen=True, slots=True)
class Section:
    """A question of the outline and the claims that speak to it, in order."""

    kind: str
    heading: str
    question: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims that cannot both be right; ``lower`` is of the lower tier or the earlier date.

    ``basis``: ledger or dispute (an editor's word), judge or figures.
    """

    lower: int
    higher: int
    reason: str
    basis: str
    finding: Finding | None = None  # of the ledger on the claim that the lower side makes
    reasons: tuple[Reason, ...] = ()  # what code found, where no editor says it

    @property
    def by_editor(self) -> bool:
        """True where an editor found that they differ, and says why."""
        return self.basis in JUDGED


@dataclass(frozen=True, slots=True)
class Event:
    """A dated claim; ``when`` sorts (2019, 2019-05, 2019-05-01), ``shown`` is for the reader."""

    when: str
    shown: str
    claim: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a table's row or of a sentence with no other; only ``unit`` may be empty."""

    value: str  # as written
    number: float
    unit: str
    period: str
    counted: str  # the row's labels, or the sentence with its figure and date left open
    source_id: str
    claim: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A finished brief; ``text`` is nothing but its claims, its notes (headings) and white space."""

    scope: Scope
    title: str
    text: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[Note, ...]
    sections: tuple[Section, ...]
    agreements: tuple[tuple[int, ...], ...] = ()  # places of claims of different sources that say the same
    differences: tuple[Difference, ...] = ()
    silences: tuple[str, ...] = ()  # questions that the sources do not answer
    empty_years: tuple[str, ...] = ()  # of the period, that no sentence names
    timeline: tuple[Event, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    series: tuple[tuple[FigureRow, ...], ...] = ()  # three or more of one measure from one source, in order of time
    sources: Mapping[str, Source] = field(default_factory=dict)  # the cited ones
    warnings: tuple[str, ...] = ()
    snapshot: str = ""
    made: str = ""  # UTC, ISO 8601
    mode: str = "quote"
    model: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)  # milliseconds
    usage: Usage = field(default_factory=Usage)  # what a model was asked
    withheld: int = 0  # sentences of the model that failed and are not in the text, by the setting

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every sentence of the brief that claims something."""
        return tuple(v.claim for v in self.verdicts)

    @property
    def body(self) -> tuple[int, ...]:
        """The places of the claims in the sections; the others stand behind differences, agreements and tables."""
        return tuple(n for section in self.sections for n in section.claims)

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """Every figure that stands in a table or a series."""
        return (*self.figures, *(point for line in self.series for point in line))

    def as_answer(self) -> Answer:
        """The same text and claims in the shape that the recheck of answers reads."""
        return Answer(
            self.title, "answered", self.text, self.verdicts, self.notes,
            snapshot=self.snapshot, mode=self.mode, model=self.model, language=self.scope.language,
        )  # fmt: skip


def length_of(given: str) -> int:
    """Sentences for short, medium, long or a number from 5 to 300; raises UsageError."""
    if given in LENGTHS:
        return LENGTHS[given]
    if given.isdecimal() and 5 <= int(given) <= 300:
        return int(given)
    raise UsageError(f"--length '{given}' is not short, medium, long or a number of sentences from 5 to 300.")


def heading(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, English where there is none; raises KeyError on an unknown key."""
    words = HEADINGS[key]
    return words.get(language, words["en"]).format(**values)


def is_heading(text: str) -> bool:
    """True for what a brief's text says by itself, in any of the languages."""
    return any(text in HEADINGS[key].values() for key in IN_TEXT)


def opening(title: str, language: str = "en") -> str:
    """The first line of a brief."""
    return f"{heading('brief', language)}: {title}"
