"""What decides the ledger's claims and stands on the sides of disputes, read from the case's files: facts of records in our words, passages
of documents in their own."""

from typing import Literal, NamedTuple

from pydantic import Field

from rag.case import Case, Entry, LedgerClaim, read_record
from rag.case.audited import AuditMarks
from rag.case.lines import Deciding
from rag.case.places import source_of
from rag.common.strict import Strict
from rag.errors import LoadError
from rag.ingest.read import Pages, parts_named, read_source
from rag.ingest.split import split
from rag.sources import AuditMark, Block, Source, SourceText, Span, Tier
from rag.text.sentences import LONG, decisive


class Named(Strict):
    """A source, of which no words are given."""

    id: str
    title: str


class DecidingFact(Strict):
    """What decides a claim: a fact of a record, in our words, or a passage of a document, verbatim; with where it was read."""

    id: str = Field(description="of a fact; of a passage its name in the ledger, source:place")
    kind: Literal["record", "document"] = Field(description="our record of the source, or the source itself")
    text: str = Field(
        description="of a document its own words: the whole place, or where it is long what meets the claim"
    )
    start: int = Field(ge=0, description="in characters of the source's stored text, of which text is [start:end]")
    end: int = Field(gt=0, description="end exclusive")
    language: str
    source_id: str
    title: str
    publisher: str
    published: str
    tier: Tier
    url: str = Field(description="the original, http(s) or empty")
    locator: str
    basis: str = Field(description="of a record: read, second-hand or computed; of a document empty")
    record_sha256: str = Field(description="of a record's stored text; of a document empty")
    audit: AuditMark | None = None

    def marked(self, marks: AuditMarks) -> "DecidingFact":
        """The same with what the fetched original says to it now, where that was audited."""
        source = Source(self.source_id, self.title, sha256=self.record_sha256)
        mark = marks.mark(source, self.id, self.locator)
        return self.model_copy(update={"audit": mark}) if mark else self


class Decided(NamedTuple):
    """What decides a claim, as the ledger lists it, and ids of named sources that cannot be read."""

    facts: list[DecidingFact]
    unread: list[str]


class _Document(NamedTuple):
    read: SourceText
    pages: Pages


class Deciders:
    """Facts and passages by the names that a case's ledger and disputes give them; a document is read when it is first named."""

    def __init__(self, case: Case, max_file_mb: int, passage_words: int) -> None:
        self._case, self._max_file_mb, self._passage_words = case, max_file_mb, passage_words
        self._entries = {entry.source.id: entry for entry in case.entries}
        self._facts = _facts(case)
        self._documents: dict[str, _Document | None] = {}

    def of(self, claim: LedgerClaim) -> Decided:
        """What decides ``claim``; raises CorpusError, with its line, for a place that a document does not have."""
        return self.behind(claim, f"{claim.claim} {claim.reason}", self._case.claim_lines.get(claim.id, claim.id))

    def behind(self, one: Deciding, told: str, line: str, field: str = "fact_ids") -> Decided:
        """What stands behind ``one``, of a long place the words that meet ``told``; raises CorpusError for ``field`` of ``line``."""
        facts: list[DecidingFact] = []
        unread: list[str] = []
        for name in one.fact_ids:
            source_id = source_of(name)
            if not source_id:
                facts.append(self._facts[name])
            elif document := self._document(source_id):
                facts.append(_passage(name, document, told, line, field))
            else:
                unread.append(source_id)
        return Decided(facts, unread)

    def title_of(self, source_id: str) -> str:
        """What a source calls itself where it is a document that can be read, else what the case calls it."""
        entry = self._entries[source_id]
        document = None if entry.record else self._document(source_id)
        return document.read.source.title if document else entry.source.title

    def _document(self, source_id: str) -> _Document | None:
        """None where the file cannot be read: the build says why, and goes on without it."""
        if source_id not in self._documents:
            self._documents[source_id] = self._read(self._entries[source_id])
        return self._documents[source_id]

    def _read(self, entry: Entry) -> _Document | None:
        try:
            text = read_source(entry, self._max_file_mb).text
        except LoadError:
            return None
        return _Document(text, Pages(text.blocks, tuple(split(text, self._passage_words))))


def _passage(name: str, document: _Document, told: str, line: str, field: str) -> DecidingFact:
    read = document.read
    parts = [span for _, span in parts_named(name, document.pages, line, field)]
    span = Span(min(part.start for part in parts), max(part.end for part in parts))
    if span.end - span.start > LONG:
        span = decisive(told, read.text, parts, read.source.language)
    return _told(read, Block(span, name.partition(":")[2], id=name), "document")


def _facts(case: Case) -> dict[str, DecidingFact]:
    """Every fact of the case's records by its id."""
    found = {}
    for entry in case.entries:
        if entry.record:
            record = read_record(entry.path)
            found.update({block.id: _told(record, block, "record") for block in record.blocks})
    return found


def _told(read: SourceText, block: Block, kind: Literal["record", "document"]) -> DecidingFact:
    source = read.source
    return DecidingFact(
        id=block.id, kind=kind, text=block.span.of(read.text), start=block.span.start, end=block.span.end,
        language=source.language, source_id=source.id, title=source.title, publisher=source.publisher,
        published=source.published, tier=source.tier, url=source.url, locator=block.locator, basis=block.basis,
        record_sha256=source.sha256 if kind == "record" else "",
    )  # fmt: skip
