"""A record: facts about one source in our own words, in a Markdown file a person can read and correct.

YAML front matter says what the source is and how it was read; then each fact is a numbered line with its
particulars on the line below. Stored text is made of the facts alone, one block a fact.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import yaml
from pydantic import field_validator

from rag.case.lines import AGAIN, Id, Language, WebAddress, Words, Written, check, read_text, shown, wrong
from rag.errors import CorpusError
from rag.sources import Block, Kind, Source, SourceText, Span, Tier

BETWEEN_FACTS = "\n\n"

_FACT = re.compile(r"\d+\. (.+)")
_PARTICULARS = re.compile(
    r" {2,}- id: (.*?) \| basis: (.*?) \| read_at: ?(.*?) \| locator: ?(.*?)"
    r"(?: \| dated: ?(.*?))?(?: \| by: ?(.*?))?"
)
_SHAPE = "'N. The fact.' or, below it, '   - id: ... | basis: ... | read_at: ... | locator: ...'"


class Address(Written):
    """Where the source can be found, and whether that address was read."""

    url: WebAddress
    status: Words
    note: str = ""
    archived: WebAddress | Literal[""] = ""  # a copy that 'onrecord fetch' may take when url does not answer

    @property
    def is_copy(self) -> bool:
        """True when what stands there is somebody's copy and not the publisher's own."""
        return re.search(r"\bcopy\b", self.status, re.IGNORECASE) is not None


class FrontMatter(Written):
    """What the source is. ``language`` is the source's own, ``facts_language`` that of our words about it."""

    id: Id
    title: Words
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    urls: tuple[Address, ...] = ()
    tier: Tier
    licence: str = ""
    language: str = "en"
    facts_language: Language = "en"
    doc_type: str = ""
    bears_on: tuple[Id, ...] = ()  # claims of the ledger
    read: str = ""  # how it was read, and what was not


class Fact(Written):
    """One fact: a single line of text and where it was read."""

    text: str
    id: Id
    basis: Literal["read", "second-hand", "computed"]
    read_at: str = ""  # an http(s) address, perhaps with words after it, or words alone
    locator: str = ""
    dated: str = ""  # the day of its words, where that is not the source's: "2019-04-08"
    by: str = ""  # who says it, where that is not the source's publisher; the source's date is then not its

    @field_validator("text", "read_at", "locator", "dated", "by")
    @classmethod
    def _one_line(cls, value: str) -> str:
        # Anything else could not be written to the file and read back unchanged.
        if value != value.strip() or any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in value):
            raise ValueError(f"{shown(value)} must be one line without white space around it")
        return value

    @field_validator("read_at")
    @classmethod
    def _no_other_scheme(cls, value: str) -> str:
        if "|" in value or (re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:\S", value) and not re.match(r"https?://\S", value)):
            raise ValueError(f"{shown(value)} is neither an http or https address nor plain words")
        return value

    @property
    def address(self) -> str:
        """The http(s) address of ``read_at`` without the words after it; empty when there is none."""
        return self.read_at.split(" ")[0] if re.match(r"https?://", self.read_at) else ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as its file says it."""

    front: FrontMatter
    facts: tuple[Fact, ...]

    @property
    def source(self) -> Source:
        """The source the record is about, without ``sha256``; its address is the first listed, the publisher's own where known."""
        front = self.front
        note = front.read
        if front.language != front.facts_language:
            note = f"{note} The source is in: {front.language}; our facts are in: {front.facts_language}.".strip()
        return Source(
            id=front.id, title=front.title, publisher=front.publisher, authors=front.authors,
            published=front.published, url=front.urls[0].url if front.urls else "", tier=front.tier, kind=Kind.RECORD,
            licence=front.licence, language=front.facts_language, doc_type=front.doc_type, note=note,
        )  # fmt: skip


def read_record(path: Path, only: Collection[str] = ()) -> SourceText:
    """The record's facts, or ``only`` those of these ids, as stored text with one block a fact; raises CorpusError when the file is not a record."""
    record = parse_record(path)
    facts = [fact for fact in record.facts if not only or fact.id in only]
    text = BETWEEN_FACTS.join(fact.text for fact in facts)
    blocks: list[Block] = []
    start = 0
    for fact in facts:
        span = Span(start, start + len(fact.text))
        blocks.append(Block(span, fact.locator, fact.basis, fact.id, fact.address, dated=fact.dated, by=fact.by))
        start = span.end + len(BETWEEN_FACTS)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return SourceText(replace(record.source, sha256=sha256), text, tuple(blocks))


def parse_record(path: Path) -> Record:
    """The front matter and the facts of a record, both checked; raises CorpusError naming file, line and field."""
    name = "/".join(path.parts[-3:])  # corpus/records/<id>.md
    lines = [line.removesuffix("\r") for line in read_text(path, name).split("\n")]
    if lines[0].rstrip() != "---" or "---" not in (line.rstrip() for line in lines[1:]):
        raise CorpusError(
            f"{name} line 1: a record starts with front matter between two '---' lines. Add it, or keep documents"
            " that are not records outside corpus/records/."
        )
    end = next(n for n, line in enumerate(lines) if n and line.rstrip() == "---")
    front = _front_matter("\n".join(lines[1:end]), name)
    facts = _facts(lines, end + 1, name)
    if not facts:
        raise CorpusError(f"{name}: no facts. Add one as {_SHAPE}, then run 'onrecord ingest' again.")
    return Record(front, facts)


def _front_matter(text: str, name: str) -> FrontMatter:
    """The YAML, every scalar kept as the text it is: a date stays "2021-03-01", an id "007"."""
    try:
        loader = yaml.BaseLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise CorpusError(f"{name} line 2: front matter is not 'field: value' lines. {AGAIN}")
        numbers: dict[str, int] = {}
        for key, _ in node.value:
            number = key.start_mark.line + 2  # counted from 0, below the first '---'
            if str(key.value) in numbers:
                raise wrong(f"{name} line {number}", str(key.value), "is given twice")
            numbers[str(key.value)] = number
        data = loader.construct_document(node)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        number = mark.line + 2 if mark else 2
        raise CorpusError(f"{name} line {number}: not YAML ({getattr(exc, 'problem', exc)}). {AGAIN}") from exc
    places = {field: f"{name} line {number}" for field, number in numbers.items()}
    return check(FrontMatter, data, f"{name} line 1", places)


def _facts(lines: list[str], start: int, name: str) -> tuple[Fact, ...]:
    """The facts from line index ``start`` on; anything that is neither a fact nor blank is an error."""
    facts: list[Fact] = []
    waiting: tuple[int, str] | None = None  # a fact's line number and text, until its particulars come
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line.strip():
            continue
        place = f"{name} line {number}"
        fact, particulars = _FACT.fullmatch(line), _PARTICULARS.fullmatch(line)
        if fact and waiting is None:
            waiting = (number, fact[1])
        elif particulars and waiting is not None:
            keys = ("id", "basis", "read_at", "locator", "dated", "by")
            data = dict(zip(keys, particulars.groups(""), strict=True)) | {"text": waiting[1]}
            facts.append(check(Fact, data, place, {"text": f"{name} line {waiting[0]}"}))
            waiting = None
        else:
            raise CorpusError(f"{place}: {shown(line)} is not {_SHAPE}. {AGAIN}")
    if waiting:
        raise CorpusError(f"{name} line {waiting[0]}: the fact has no line below it with id and basis. {AGAIN}")
    return tuple(facts)
