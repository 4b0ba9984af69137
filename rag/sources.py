"""Sources and what is cited from them, as small frozen values: source, passage, citation.

Offsets everywhere are in characters of a source's stored text, end exclusive. After ingestion the
stored text of a source never changes within a snapshot, so ``text[span.start:span.end]`` is a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from rag.reason import Reason

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

    def has(self, other: Span) -> bool:
        """True when all of ``other`` lies in it."""
        return self.start <= other.start and other.end <= self.end


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
    forms: str = field(default="", compare=False)  # a letter a block: of HEADING, ITEM or GROUP its first, else "-"

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

    def cited(self, span: Span, number: int, locator: str) -> Citation:
        """The words at ``span`` of its source as a citation with this mark."""
        return Citation(
            number, self.id, self.source_id, self.words(span), span, locator,
            basis=self.basis, dated=self.dated, by=self.by,
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


@dataclass(frozen=True, slots=True)
class Context:
    """What is shown around cited words, a stretch of their source; ``text[span]`` are the words."""

    text: str
    span: Span  # in characters of ``text``
    over: tuple[str, ...] = ()  # what stands over it elsewhere in the source: the line that announces a list
    items: int = 0  # of the list that ``text`` shows a part of; 0 where it is whole or no list

    def stretch(self, cited: Span) -> Span:
        """Where ``text`` stands in the source whose words at ``cited`` it has."""
        start = cited.start - self.span.start
        return Span(start, start + len(self.text))


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
