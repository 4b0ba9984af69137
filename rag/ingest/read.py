"""One source of a case, read as it is stored: a record's facts, or a file's text with what its manifest line says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from rag.case import DecidedClaim, Entry, PlacedDispute, read_record
from rag.case.audited import remainder_id
from rag.case.lines import Placed
from rag.case.record import BETWEEN_FACTS
from rag.ingest.load import Loaded, load_file
from rag.types import Block, Kind, Passage, SourceText, Span

Placing = TypeVar("Placing", bound=Placed)


class ReadSource(NamedTuple):
    """A source with its text and blocks; ``warnings`` say what was guessed or left out."""

    text: SourceText
    warnings: tuple[str, ...] = ()


def read_source(entry: Entry, max_file_mb: int, load: Callable[[Path, int], Loaded] = load_file) -> ReadSource:
    """The stored text of one source with the metadata of its manifest line, its file read by ``load``; raises LoadError."""
    if entry.record:
        record = read_record(entry.path)
        return ReadSource(narrowed(record, entry.source.id, entry.facts) if entry.facts else record)
    loaded = load(entry.path, max_file_mb)
    source = replace(
        entry.source,
        title=loaded.title if loaded.title and entry.source.title == entry.path.stem else entry.source.title,
        language=entry.source.language or loaded.language,
        doc_type=entry.source.doc_type or loaded.doc_type,
        published=entry.source.published or loaded.published,
    )
    return ReadSource(SourceText(source, loaded.text, loaded.blocks), loaded.warnings)


@dataclass(frozen=True, slots=True)
class Superseding:
    """An original that takes a record's place."""

    file: Path
    sha256: str
    url: str
    retrieved: str  # UTC, ISO 8601
    archived: bool = False
    stands: Mapping[str, int] = field(
        default_factory=dict
    )  # fact id -> where its sentence begins in the original's text
    kept: frozenset[str] = frozenset()  # facts that stay as our record


def expand(entries: Iterable[Entry], originals: Mapping[str, Superseding]) -> tuple[Entry, ...]:
    """The entries with each superseded record as its original and, where facts are left, the rest of our record."""
    found: list[Entry] = []
    for entry in entries:
        original = originals.get(entry.source.id) if entry.record else None
        if original is None:
            found.append(entry)
            continue
        found.append(_original(entry, original))
        if original.kept:
            rest = replace(entry.source, id=remainder_id(entry.source.id))
            found.append(replace(entry, source=rest, facts=original.kept))
    return tuple(found)


def _original(entry: Entry, original: Superseding) -> Entry:
    how = "archived copy fetched" if original.archived else "fetched"
    note = f"The original, {how} on {original.retrieved[:10]} from {original.url}."
    source = replace(entry.source, kind=Kind.DOCUMENT, note=note, language="", doc_type="")
    return Entry(source, original.file, record=False)


def narrowed(record: SourceText, source_id: str, facts: frozenset[str]) -> SourceText:
    """The record of a few of its facts, under another id."""
    kept = [block for block in record.blocks if block.id in facts]
    text = BETWEEN_FACTS.join(block.span.of(record.text) for block in kept)
    blocks: list[Block] = []
    start = 0
    for block in kept:
        span = Span(start, start + block.span.end - block.span.start)
        blocks.append(block._replace(span=span))
        start = span.end + len(BETWEEN_FACTS)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return SourceText(replace(record.source, id=source_id, sha256=sha256), text, tuple(blocks))


def decided_there(
    ledger: Iterable[DecidedClaim], originals: Mapping[str, Superseding], passages: Iterable[Passage]
) -> tuple[DecidedClaim, ...]:
    """The ledger with each fact that stands in an original named by the passage of the original that holds it."""
    named = moved(originals, passages)
    return tuple(_there(claim, named) for claim in ledger)


def disputed_there(
    disputes: Iterable[PlacedDispute], originals: Mapping[str, Superseding], passages: Iterable[Passage]
) -> tuple[PlacedDispute, ...]:
    """The disputes likewise."""
    named = moved(originals, passages)
    return tuple(one.model_copy(update={"sides": tuple(_there(side, named) for side in one.sides)}) for one in disputes)


def _there(one: Placing, named: Mapping[str, str]) -> Placing:
    return one.model_copy(update={"fact_ids": tuple(dict.fromkeys(named.get(f, f) for f in one.fact_ids))})


def moved(originals: Mapping[str, Superseding], passages: Iterable[Passage]) -> dict[str, str]:
    """For each fact that stands in an original the id of the passage that holds it."""
    own: dict[str, list[Passage]] = {}
    for passage in passages:
        own.setdefault(passage.source_id, []).append(passage)
    return {
        fact: passage.id
        for source_id, original in originals.items()
        for fact, at in original.stands.items()
        for passage in own.get(source_id, [])
        if passage.span.start <= at < passage.span.end
    }
