"""One source of a case, read as it is stored: a record's facts, or a file's text with what its manifest line says. And places of documents that a
ledger or a dispute names ("minutes:para 2"), as the passages that hold them and the stretches of these that they are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from rag.case import (
    Case,
    DecidedClaim,
    Entry,
    PlacedAnswer,
    PlacedDispute,
    PlacedSentence,
    PlacedSide,
    read_record,
)
from rag.case.audited import remainder_id
from rag.case.lines import Deciding, wrong
from rag.case.places import by_name, no_such_place, singly, source_of
from rag.ingest.load import Loaded, load_file
from rag.sources import HEADING, Block, Kind, Passage, SourceText, Span

Part = tuple[Passage, Span]  # a stretch of a passage, in characters of its source


class ReadSource(NamedTuple):
    """A source with its text and blocks; ``warnings`` say what was guessed or left out."""

    text: SourceText
    warnings: tuple[str, ...] = ()


def read_source(entry: Entry, max_file_mb: int, load: Callable[[Path, int], Loaded] = load_file) -> ReadSource:
    """The stored text of one source with the metadata of its manifest line, its file read by ``load``; raises LoadError."""
    if entry.record:
        record = read_record(entry.path, entry.facts)
        return ReadSource(replace(record, source=replace(record.source, id=entry.source.id)))
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
        how = "archived copy fetched" if original.archived else "fetched"
        note = f"The original, {how} on {original.retrieved[:10]} from {original.url}."
        source = replace(entry.source, kind=Kind.DOCUMENT, note=note, language="", doc_type="")
        found.append(Entry(source, original.file, record=False))
        if original.kept:
            rest = replace(entry.source, id=remainder_id(entry.source.id))
            found.append(replace(entry, source=rest, facts=original.kept))
    return tuple(found)


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


class Pages(NamedTuple):
    """A source that was read: its blocks and its passages, in order."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]


def named_sources(case: Case) -> frozenset[str]:
    """Ids of the sources of which the ledger, a dispute or a prepared answer of ``case`` names a place."""
    sides = (side for line in case.disputes for side in line.value.sides)
    told = (sentence for line in case.answers for sentence in line.value.answer)
    named = (name for one in (*case.ledger, *sides, *told) for name in one.fact_ids)
    return frozenset(filter(None, map(source_of, named)))


def parts_named(name: str, pages: Pages, line: str, field: str = "fact_ids") -> list[Part]:
    """The blocks that ``name`` stands for, cut to their passages; raises CorpusError for ``field`` of ``line`` when it is no place."""
    held = [pages.passages[row] for row in by_name(pages.passages).get(name, ())]
    if not held:
        raise wrong(line, field, no_such_place(name, (block.locator for block in pages.blocks)))
    place = name.partition(":")[2]
    there = [block.span for block in pages.blocks if block.locator == place]
    said = [block.span for block in pages.blocks if block.form != HEADING]
    return _cut(held, there) or _cut(held, said) or _cut(held, [block.span for block in pages.blocks])


def check_seed_places(case: Case, seeds: Sequence[tuple[Block, ...]]) -> None:
    """Raise CorpusError for a claim whose ``seed_locators`` name a place that no article of the case has; an article that could not be
    read refuses none."""
    if len(seeds) < sum(entry.source.kind is Kind.SEED for entry in case.entries):
        return
    known = {block.locator for blocks in seeds for block in blocks}
    for claim in case.ledger:
        for place in claim.seed_locators:
            if (
                seeds
                and place not in known
                and not known.issuperset(p.partition(":")[2] for p in singly(f"seed:{place}") or ("seed:?",))
            ):
                told = no_such_place(f"seed:{place}", (block.locator for blocks in seeds for block in blocks))
                raise wrong(case.claim_lines.get(claim.id, claim.id), "seed_locators", told)


def decided_at(case: Case, read: Mapping[str, Pages], moved: Mapping[str, str]) -> tuple[DecidedClaim, ...]:
    """The case's ledger with each named place as ids of passages and the parts of these; other ids stay as they are.

    ``read``: the named sources that could be read; what is named of another is left out. ``moved``: facts by the passage of an original that
    holds them. Raises CorpusError for a name without a place.
    """
    return tuple(
        DecidedClaim(
            **claim.model_dump() | _placed(claim, read, moved, case.claim_lines.get(claim.id, claim.id), "fact_ids")
        )
        for claim in case.ledger
    )


def disputed_at(case: Case, read: Mapping[str, Pages], moved: Mapping[str, str]) -> tuple[PlacedDispute, ...]:
    """The case's disputes likewise."""
    found = []
    for line in case.disputes:
        sides = [
            PlacedSide(says=side.says, **_placed(side, read, moved, line.place, f"sides.{n}.fact_ids"))
            for n, side in enumerate(line.value.sides)
        ]
        found.append(PlacedDispute(**line.value.model_dump() | {"sides": tuple(sides)}))
    return tuple(found)


def answered_at(case: Case, read: Mapping[str, Pages], moved: Mapping[str, str]) -> tuple[PlacedAnswer, ...]:
    """The case's prepared answers likewise; a sentence that rests on nothing that could be read ends its answer."""
    found = []
    for line in case.answers:
        told: list[PlacedSentence] = []
        for n, one in enumerate(line.value.answer):
            placed = _placed(one, read, moved, line.place, f"answer.{n}.fact_ids")
            if not placed["fact_ids"]:
                break
            told.append(PlacedSentence(text=one.text, **placed))
        if told:
            found.append(PlacedAnswer(**line.value.model_dump() | {"answer": tuple(told)}))
    return tuple(found)


def _placed(
    one: Deciding, read: Mapping[str, Pages], moved: Mapping[str, str], line: str, field: str
) -> dict[str, Any]:
    ids: list[str] = []
    parts: list[Part] = []
    for name in one.fact_ids:
        source_id = source_of(name)
        if not source_id:
            ids.append(moved.get(name, name))
        elif source_id in read:
            found = parts_named(name, read[source_id], line, field)
            ids += [passage.id for passage, _ in found]
            parts += found
    stretches = [(passage.id, span.start, span.end) for passage, span in dict.fromkeys(parts)]
    return {"fact_ids": tuple(dict.fromkeys(ids)), "parts": tuple(stretches)}


def _cut(passages: Sequence[Passage], spans: Sequence[Span]) -> list[Part]:
    """Each span as far as it lies in each passage."""
    return [
        (passage, Span(max(span.start, passage.span.start), min(span.end, passage.span.end)))
        for passage in passages
        for span in spans
        if span.overlaps(passage.span)
    ]
