"""A case's ledger (``corpus/claims.jsonl``): the claims of the seed, and what in the sources decides each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rag.case.lines import LedgerClaim, Line, read_lines, wrong
from rag.case.places import names_nothing, no_such_place, source_of
from rag.case.record import Record
from rag.types import Kind

LEDGER = "claims.jsonl"


def read_claims(
    corpus: Path, records: Mapping[str, Record], kinds: Mapping[str, Kind]
) -> tuple[Line[LedgerClaim], ...]:
    """The claims, none without a file; raises CorpusError when one or a record points to what does not exist.

    ``kinds``: of every source, by id. The place of a record is put as the facts that were read there; whether a document has the place
    that is named ("minutes:para 2") is only known once it was read.
    """
    path = corpus / LEDGER
    if not path.is_file():
        return ()
    facts = {fact.id for record in records.values() for fact in record.facts}
    claims: dict[str, Line[LedgerClaim]] = {}
    for line in read_lines(path, f"{corpus.name}/{LEDGER}", LedgerClaim):
        claim = line.value
        if claim.id in claims:
            raise wrong(line.place, "id", f"{claim.id!r} is already used by an earlier line")
        for unknown in (one for one in claim.would_decide if one not in kinds):
            raise wrong(line.place, "would_decide", f"there is no source {unknown!r}")
        deciding = [fact for name in claim.fact_ids for fact in _named(name, facts, records, kinds, line.place)]
        claims[claim.id] = Line(line.place, claim.model_copy(update={"fact_ids": tuple(dict.fromkeys(deciding))}))
    for record in records.values():
        for unknown in (one for one in record.front.bears_on if one not in claims):
            place = f"corpus/records/{record.front.id}.md"
            raise wrong(place, "bears_on", f"there is no claim {unknown!r} in {corpus.name}/{LEDGER}")
    return tuple(claims.values())


def _named(
    name: str, facts: set[str], records: Mapping[str, Record], kinds: Mapping[str, Kind], place: str
) -> list[str]:
    """What one of a claim's ``fact_ids`` stands for: itself, or the facts that were read at that place of a record."""
    source_id = source_of(name)
    if name in facts or (source_id in kinds and kinds[source_id] is Kind.DOCUMENT):
        return [name]
    if source_id in records:
        there = [fact.id for fact in records[source_id].facts if name == f"{source_id}:{fact.locator}"]
        if there:
            return there
        words = no_such_place(name, (fact.locator for fact in records[source_id].facts))
    elif source_id in kinds:
        words = f"{name!r} is a place of the article itself, whose claim it is: name a passage of another source"
    else:
        words = names_nothing(name, kinds)
    raise wrong(place, "fact_ids", words)
