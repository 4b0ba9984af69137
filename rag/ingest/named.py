"""Places of documents that a ledger names ("minutes:para 2"), as the passages that hold them and the stretches of these that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rag.corpus import Case, DecidedClaim, LedgerClaim
from rag.corpus.lines import wrong
from rag.places import by_name, no_such_place, source_of
from rag.types import Block, Passage, Span

Part = tuple[Passage, Span]  # a stretch of a passage, in characters of its source


class Pages(NamedTuple):
    """A source that was read: its blocks and its passages, in order."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]


def named_sources(claims: Sequence[LedgerClaim]) -> frozenset[str]:
    """Ids of the sources of which ``claims`` name a place."""
    return frozenset(filter(None, (source_of(name) for claim in claims for name in claim.fact_ids)))


def parts_named(name: str, pages: Pages, claim: LedgerClaim, case: Case) -> list[Part]:
    """The blocks that ``name`` stands for, cut to their passages; raises CorpusError, with the claim's line, when it is no place."""
    held = [pages.passages[row] for row in by_name(pages.passages).get(name, ())]
    if not held:
        words = no_such_place(name, (block.locator for block in pages.blocks))
        raise wrong(case.claim_lines.get(claim.id, claim.id), "fact_ids", words)
    place = name.partition(":")[2]
    there = [block.span for block in pages.blocks if block.locator == place]
    return _cut(held, there) or _cut(held, [block.span for block in pages.blocks])


def decided_at(case: Case, read: Mapping[str, Pages]) -> tuple[DecidedClaim, ...]:
    """The case's ledger with each named place as ids of passages and the parts of these; other ids stay as they are.

    ``read``: the named sources that could be read; what is named of another is left out. Raises CorpusError for a name without a place.
    """
    return tuple(_decided(claim, case, read) for claim in case.ledger)


def _decided(claim: LedgerClaim, case: Case, read: Mapping[str, Pages]) -> DecidedClaim:
    ids: list[str] = []
    parts: list[Part] = []
    for name in claim.fact_ids:
        source_id = source_of(name)
        if not source_id:
            ids.append(name)
        elif source_id in read:
            found = parts_named(name, read[source_id], claim, case)
            ids += [passage.id for passage, _ in found]
            parts += found
    stretches = [(passage.id, span.start, span.end) for passage, span in dict.fromkeys(parts)]
    told = claim.model_dump() | {"fact_ids": tuple(dict.fromkeys(ids)), "parts": tuple(stretches)}
    return DecidedClaim(**told)


def _cut(passages: Sequence[Passage], spans: Sequence[Span]) -> list[Part]:
    """Each span as far as it lies in each passage."""
    return [
        (passage, Span(max(span.start, passage.span.start), min(span.end, passage.span.end)))
        for passage in passages
        for span in spans
        if span.overlaps(passage.span)
    ]
