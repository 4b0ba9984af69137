"""A saved brief held against the stored sources again, its tables and timeline included."""

from __future__ import annotations

from dataclasses import replace

from rag.recheck import Recheck, recheck
from rag.settings import Settings
from rag.summarize.brief import Brief


def recheck_brief(settings: Settings, brief: Brief) -> Recheck:
    """Verify every claim of ``brief`` against the live snapshot and the rest of it against its claims; raises
    StoreError when there is no index."""
    report = recheck(settings, brief.as_answer())
    warnings = tuple(w.replace("the answer", "the brief") for w in report.warnings)
    return replace(report, warnings=warnings, faults=(*report.faults, *faults(brief)))


def faults(brief: Brief) -> list[str]:
    """What tables, timeline and sources say that the claims do not bear out."""
    found = []
    for row in (*brief.figures, *(point for line in brief.series for point in line.points)):
        cited = brief.claims[row.claim].citations
        if not any(row.value in c.quote and c.source_id == row.source_id for c in cited):
            found.append(f"the figure {row.value!r} does not stand in the quote of its claim")
        elif row.unit.casefold() in ("", row.value) or not row.period or not row.counted:
            found.append(f"the figure {row.value!r} lacks unit, period or what it counts")
    for event in brief.timeline:
        year = event.when[:4]
        if not any(year in c.quote for c in brief.claims[event.claim].citations):
            found.append(f"the year {year!r} of the timeline does not stand in the quote of its claim")
    for section in brief.sections:
        if not any(note.text == section.heading for note in brief.notes):
            found.append(f"the section {section.heading!r} is not in the text")
    return found
