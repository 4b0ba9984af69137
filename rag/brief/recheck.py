"""A saved brief held against the stored sources again, its tables and timeline included."""

from __future__ import annotations

from dataclasses import replace

from rag.brief.types import About, Brief, is_heading, opening
from rag.index.snapshot import SnapshotSource, live_snapshot
from rag.saved.recheck import Recheck, recheck
from rag.settings import Settings
from rag.types import Answer, Kind, Note, NoteKind, Source


def recheck_brief(settings: Settings, brief: Brief) -> Recheck:
    """Verify every claim of ``brief`` against the live snapshot and the rest of it against its claims; raises
    StoreError when there is no index."""
    titles = _titles(settings, brief)

    def own(note: Note, answer: Answer) -> bool:
        opens = brief.title in titles and note.text == opening(brief.title, answer.language)
        return note.kind is NoteKind.CONNECTIVE and (opens or is_heading(note.text))

    report = recheck(settings, brief.as_answer(), own)
    warnings = tuple(w.replace("the answer", "the brief") for w in report.warnings)
    return replace(report, warnings=warnings, faults=(*report.faults, *faults(brief)))


def _titles(settings: Settings, brief: Brief) -> set[str]:
    """What a brief on this scope may be called: its topic, or what its sources are called, now or when it was made."""
    scope, snapshot = brief.scope, live_snapshot(settings)
    if scope.about is About.TOPIC:
        return {scope.topic}
    told: list[dict[str, Source | SnapshotSource]] = [{s.id: s for s in snapshot.sources}] if snapshot else []
    if snapshot is None or snapshot.id != brief.snapshot:
        told.append(dict(brief.sources))
    if scope.about is About.SOURCE:
        return {one[scope.source_id].title or scope.source_id for one in told if scope.source_id in one}
    return {"; ".join(s.title or s.id for s in one.values() if s.kind is Kind.SEED) or "claims" for one in told}


def faults(brief: Brief) -> list[str]:
    """What tables, timeline and sections say that the claims do not bear out."""
    found = []
    for row in brief.rows:
        if not any(row.value in c.quote and c.source_id == row.source_id for c in brief.claims[row.claim].citations):
            found.append(f"the figure {row.value!r} does not stand in the quote of its claim")
        elif not row.value or not row.period or not row.counted:
            found.append(f"the figure {row.value!r} lacks its period or what it counts")
    for event in brief.timeline:
        year = event.when[:4]
        if not any(year in c.quote for c in brief.claims[event.claim].citations):
            found.append(f"the year {year!r} of the timeline does not stand in the quote of its claim")
    for section in brief.sections:
        if not any(note.text == section.heading for note in brief.notes):
            found.append(f"the section {section.heading!r} is not in the text")
    return found
