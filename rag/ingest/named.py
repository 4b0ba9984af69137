"""Places of documents that a ledger or a dispute names ("minutes:para 2"), as the passages that hold them and the stretches of these that
they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rag.case import Case, DecidedClaim, PlacedDispute, PlacedSide
from rag.case.lines import Deciding, wrong
from rag.case.places import by_name, no_such_place, singly, source_of
from rag.types import HEADING, Block, Kind, Passage, Span

Part = tuple[Passage, Span]  # a stretch of a passage, in characters of its source


class Pages(NamedTuple):
    """A source that was read: its blocks and its passages, in order."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]


def named_sources(case: Case) -> frozenset[str]:
    """Ids of the sources of which the ledger or a dispute of ``case`` names a place."""
    sides = (side for line in case.disputes for side in line.value.sides)
    return frozenset(filter(None, (source_of(name) for one in (*case.ledger, *sides) for name in one.fact_ids)))


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


def decided_at(case: Case, read: Mapping[str, Pages]) -> tuple[DecidedClaim, ...]:
    """The case's ledger with each named place as ids of passages and the parts of these; other ids stay as they are.

    ``read``: the named sources that could be read; what is named of another is left out. Raises CorpusError for a name without a place.
    """
    return tuple(
        DecidedClaim(**claim.model_dump() | _placed(claim, read, case.claim_lines.get(claim.id, claim.id), "fact_ids"))
        for claim in case.ledger
    )


def disputed_at(case: Case, read: Mapping[str, Pages]) -> tuple[PlacedDispute, ...]:
    """The case's disputes likewise."""
    found = []
    for line in case.disputes:
        sides = [
            PlacedSide(says=side.says, **_placed(side, read, line.place, f"sides.{n}.fact_ids"))
            for n, side in enumerate(line.value.sides)
        ]
        found.append(PlacedDispute(**line.value.model_dump() | {"sides": tuple(sides)}))
    return tuple(found)


def _placed(one: Deciding, read: Mapping[str, Pages], line: str, field: str) -> dict[str, Any]:
    ids: list[str] = []
    parts: list[Part] = []
    for name in one.fact_ids:
        source_id = source_of(name)
        if not source_id:
            ids.append(name)
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
