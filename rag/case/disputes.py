"""A case's disputes (``corpus/disputes.jsonl``): matters on which its sources do not say the same, as an editor found them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rag.case.lines import Dispute, Line, Side, read_lines, wrong
from rag.case.places import names_nothing, source_of
from rag.case.record import Record
from rag.types import Kind

DISPUTES = "disputes.jsonl"
_FEW = 2  # sides, below which nobody disagrees


def read_disputes(corpus: Path, records: Mapping[str, Record], kinds: Mapping[str, Kind]) -> tuple[Line[Dispute], ...]:
    """The disputes, none without a file; raises CorpusError for one with a single side, or that points to what does not exist.

    ``kinds``: of every source, by id. Whether a document or the seed has the place that is named ("seed:para 7") is only known once it
    was read.
    """
    path = corpus / DISPUTES
    if not path.is_file():
        return ()
    facts = {fact.id: record.front.id for record in records.values() for fact in record.facts}
    found: dict[str, Line[Dispute]] = {}
    for line in read_lines(path, f"{corpus.name}/{DISPUTES}", Dispute):
        dispute = line.value
        if dispute.id in found:
            raise wrong(line.place, "id", f"{dispute.id!r} is already used by an earlier line")
        if len(dispute.sides) < _FEW:
            raise wrong(line.place, "sides", f"needs at least {_FEW}, each with 'says' and 'fact_ids'")
        for n, side in enumerate(dispute.sides):
            _check(side, dispute.sides[:n], f"sides.{n}.fact_ids", line.place, facts, kinds)
        found[dispute.id] = line
    return tuple(found.values())


def _check(
    side: Side, before: tuple[Side, ...], field: str, place: str, facts: Mapping[str, str], kinds: Mapping[str, Kind]
) -> None:
    if not side.fact_ids:
        raise wrong(place, field, "is empty: name the facts or the passages that say so")
    for name in side.fact_ids:
        source_id = source_of(name)
        if any(name in other.fact_ids for other in before):
            raise wrong(place, field, f"{name!r} stands on another side too: nothing contradicts itself")
        if name in facts or (source_id in kinds and source_id not in facts.values()):
            continue
        known = source_id in kinds
        words = f"{source_id!r} is a record: name its facts by their ids" if known else names_nothing(name, kinds)
        raise wrong(place, field, words)
