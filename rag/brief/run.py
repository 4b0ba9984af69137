"""A scope becomes a brief, top to bottom: outline, sentences, verdicts, then what the claims show side by side; a saved one is checked again."""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from rag.answer.writing import Task, Written
from rag.assemble import Parts
from rag.brief import house
from rag.brief.compare import agreements, differences
from rag.brief.house import Quote
from rag.brief.outline import Chapter, Outline, outline
from rag.brief.tables import Measure, Period, bounds_of, dated, day, exact, lines, measures, sortable, within
from rag.brief.types import About, Brief, Difference, Event, FigureRow, Scope, Section, heading, is_heading, opening
from rag.brief.writing import UNWATCHED, Sheet, Watch, Writer, in_quotes
from rag.common.clock import Clock
from rag.events import ClaimChecked
from rag.index.snapshot import SnapshotSource, live_snapshot, now
from rag.saved.recheck import Recheck, recheck
from rag.settings import Settings
from rag.sources import Hit, Kind, Source
from rag.types import Answer, Note, NoteKind, Verdict

Counted = list[tuple[Quote, Measure]]
# Failures after which the next section is still worth a call.
LOCAL = frozenset(("", "empty", "request", "cut", "window"))


def summarize(scope: Scope, parts: Parts, writer: Writer | None = None, watch: Watch = UNWATCHED) -> Brief:
    """The brief for ``scope``, made of quotes unless a ``writer`` is given; without sections when the sources hold
    nothing. Raises UsageError as ``outline`` does."""
    clock = Clock()
    plan = outline(scope, parts)
    clock.mark("outline")
    return write(plan, parts, writer or in_quotes(parts), clock, watch)


def write(plan: Outline, parts: Parts, writer: Writer, clock: Clock, watch: Watch = UNWATCHED) -> Brief:
    """The brief of an outline; ``watch`` is told beforehand what it costs."""
    language, sheet, warnings = plan.scope.language, Sheet(), list(plan.warnings)
    if writer.model and plan.chapters:
        watch.begins(len(plan.chapters), writer.model)
    sheet.heading(opening(plan.title, language))
    if not plan.chapters:
        sheet.heading(heading("nothing", language))
    sections, quoting, writes, began = [], in_quotes(parts), writer, time.monotonic()
    mode, withheld = "quote", 0
    for done, chapter in enumerate(plan.chapters, 1):
        watch.section(done, len(plan.chapters), chapter.heading)
        sheet.heading(chapter.heading)
        late = writes.seconds is not None and time.monotonic() - began > writes.seconds
        told = [heading("no_time", language)] if late else []
        written = _written(chapter, quoting if late else writes, parts, language, watch)
        told += [note.text for note in written.draft.notes]
        verdicts = list(written.verdicts)
        if written.left_out and written.mode == "model" and not written.broken:
            verdicts += _quoted(chapter.quotes[-written.left_out :], quoting, parts, language)
            told.append(heading("not_fitted", language, n=str(written.left_out)))
        if written.broken not in LOCAL:
            writes, told = quoting, [" ".join([heading("fell_back", language), *told])]
            sheet.heading(heading("fell_back", language))
        places = tuple(sheet.add(verdict) for verdict in verdicts)
        sections.append(Section(chapter.kind, chapter.heading, chapter.question, places))
        warnings += [f"{chapter.heading}: {one}" for one in told]
        mode, withheld = "model" if written.mode == "model" else mode, withheld + written.withheld
    clock.mark("write")

    found = differences(plan.chosen, plan.others, plan.pairs, parts, language, lambda quote: _allowed(plan, quote))
    agreed = agreements(plan.chosen, plan.pairs, parts)
    figures, series = _figures(plan)
    sides = [side for contrast in found for side in (contrast.lower, contrast.higher)]
    dates = {
        q: when  # a year alone is seldom when a thing happened
        for q in plan.chosen
        if (when := exact(q.quote, q.source.language)) and when.month and plan.period.meets(when)
    }
    counted = [q for line in (figures, *series) for q, _ in line]
    wanted = dict.fromkeys([*sides, *(q for group in agreed for q in group), *counted, *dates])
    if annex := [q for q in wanted if not sheet.holds(q)]:
        sheet.heading(heading("annex", language))
        for verdict in _quoted(annex, quoting, parts, language):
            sheet.add(verdict)
    place = sheet.place_of
    clock.mark("compare")

    text = sheet.draft()
    if withheld:
        warnings.append(heading("withheld", language, n=str(withheld)))
    cited = dict.fromkeys(c.source_id for claim in text.claims for c in claim.citations)
    brief = Brief(
        scope=plan.scope,
        title=plan.title,
        text=text.text,
        verdicts=tuple(sheet.verdicts),
        notes=text.notes,
        sections=tuple(sections),
        agreements=tuple(tuple(map(place, group)) for group in agreed),
        differences=tuple(Difference(place(c.lower), place(c.higher), c.reason, c.basis, c.finding) for c in found),
        silences=_silences(plan, parts),
        empty_years=_empty_years(plan.chosen, plan.period),
        timeline=tuple(
            sorted((Event(sortable(w), day(w, language), place(q)) for q, w in dates.items()), key=lambda e: e.when)
        ),
        figures=_rows(figures, sheet, language),
        series=tuple(_rows(line, sheet, language) for line in series),
        sources={source_id: parts.index.sources[source_id] for source_id in cited},
        warnings=tuple(warnings),
        snapshot=parts.index.snapshot.id,
        made=now(),
        mode=mode,
        model=writer.model,
        usage=writer.meter.read(),
        withheld=withheld,
    )
    clock.mark("arrange")
    return replace(brief, timings=clock.read())


def _written(chapter: Chapter, writer: Writer, parts: Parts, language: str, watch: Watch) -> Written:
    """One section; what the watch raises ends the writing, and closes the model's connection."""
    # A mark leads to the quote and not to the passage around it: what was not sent cannot bear a sentence.
    hits = tuple(Hit(q.passage.part(q.span), q.score) for q in chapter.quotes)
    task = Task(chapter.question, hits, language, chapter.quotes)
    with closing(writer.engine.write(task, parts.checking, writer.meter)) as steps:
        while True:
            try:
                event = next(steps)
            except StopIteration as done:
                written: Written = done.value
                return written
            if isinstance(event, ClaimChecked):
                watch.sentence(event.verdict)


def _quoted(quotes: Sequence[Quote], quoting: Writer, parts: Parts, language: str) -> tuple[Verdict, ...]:
    """The quotes as sentences of their own."""
    return _written(Chapter("", "", "", tuple(quotes)), quoting, parts, language, UNWATCHED).verdicts


def _allowed(plan: Outline, quote: Quote) -> bool:
    """True for words that a brief on this topic may quote although they were not chosen."""
    body = plan.scope.about is About.TOPIC and quote.source.kind is not Kind.SEED
    return body and quote.source.tier in plan.scope.tiers and within(quote.quote, quote.source, plan.period)


def _figures(plan: Outline) -> tuple[Counted, list[Counted]]:
    """The figures of the taken quotes in order of time, and every series of one source that a taken quote is part of."""
    quotes = [*plan.chosen, *plan.others]
    found = [(q, m) for q in quotes for m in measures(q.quote, q.source.language) if plan.period.meets(m.when)]
    mine = set(plan.chosen)
    figures = sorted(((q, m) for q, m in found if q in mine), key=lambda f: sortable(f[1].when))
    series: list[Counted] = []
    for source in dict.fromkeys(q.source for q, _ in figures):
        for line in lines((n, m) for n, (q, m) in enumerate(found) if q.source == source):
            series += [[found[n] for n, _ in line]] if any(found[n][0] in mine for n, _ in line) else []
    return figures, sorted(series, key=len, reverse=True)


def _rows(counted: Counted, sheet: Sheet, language: str) -> tuple[FigureRow, ...]:
    return tuple(
        FigureRow(m.value, m.number, m.unit, day(m.when, language), m.counted, q.source.id, sheet.place_of(q))
        for q, m in counted
    )


def _silences(plan: Outline, parts: Parts) -> tuple[str, ...]:
    """The topic itself where the sources do not speak of it, else the case's known questions on it that nothing answers."""
    if plan.scope.about is About.CLAIMS:
        return ()
    return tuple(house.unanswered(plan.topic, parts)) if plan.spoken_of else (plan.topic,)


def _empty_years(taken: Sequence[Quote], period: Period) -> tuple[str, ...]:
    """The years of a closed period that no taken quote names."""
    bounds = [bounds_of(when) for q in taken for when in dated(q.quote, q.source.language)]
    told = {year for first, last in bounds for year in range(first[0], last[0] + 1)}
    return tuple(str(year) for year in period.years() if year not in told)


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
