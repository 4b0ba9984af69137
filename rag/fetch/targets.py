"""Which originals a case names, and where they are to be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.case import Case, Entry
from rag.errors import UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """One original to fetch; ``url`` is empty when the case names no address of it, and ``why_not`` then says so."""

    source_id: str
    url: str = ""
    archived: str = ""
    doc_type: str = ""
    title: str = ""
    why_not: str = ""


def targets(case: Case, ids: Sequence[str] = ()) -> list[Target]:
    """The originals of ``ids``, or of all sources; raises UsageError for an id that is unknown or has no address.

    Without ``ids``, documents and seeds without an address are left out: their file is the original.
    """
    entries = {entry.source.id: entry for entry in case.entries}
    for source_id in ids:
        if source_id not in entries:
            raise UsageError(f"there is no source '{source_id}'. 'onrecord sources' lists the ids.")
        target = _target(entries[source_id])
        if not target.url:
            raise UsageError(f"the original of '{source_id}' cannot be fetched: {target.why_not}.")
    if ids:
        return [_target(entries[source_id]) for source_id in dict.fromkeys(ids)]
    return [_target(entry) for entry in case.entries if entry.record or entry.original_url]


def _target(entry: Entry) -> Target:
    source = entry.source
    why = "" if entry.original_url else "only a copy's address is listed" if source.url else "no address is listed"
    return Target(source.id, entry.original_url, entry.archived, source.doc_type, source.title, why)
