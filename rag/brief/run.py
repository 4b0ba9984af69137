"""A scope becomes a brief, top to bottom: outline, sentences, verdicts, then what the claims show side by side; a saved one is checked again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.assemble import Parts
from rag.brief import house
from rag.brief.compare import agreements, differences
from rag.brief.house import Quote
from rag.brief.outline import Chapter, Outline, outline
from rag.brief.tables import Measure, Period, bounds_of, dated, day, exact, lines, measures, sortable, within
from rag.brief.types import About, Brief, Difference, Event, FigureRow, Scope, Section, heading, is_heading, opening
from rag.brief.writing import UNWATCHED, Instead, Sheet, Watch, Writer
from rag.common.clock import Clock, Tick
from rag.errors import ModelError, one_line
from rag.index.snapshot import SnapshotSource, live_snapshot, now
from rag.saved.recheck import Recheck, recheck
from rag.settings import Settings
from rag.sources import Citation, Kind, Source
from rag.types import Answer, Note, NoteKind

STAGE = "writing"
Counted = list[tuple[Quote, Measure]]


def summarize(
    scope: Scope,
    parts: Parts,
    writer: Writer | None = None,
    tick: Tick = lambda stage, done, total: None,
    watch: Watch = UNWATCHED,
) -> Brief:
    """The brief for ``scope``, made of quotes unless a ``writer`` is given; without sections when the sources hold
    nothing. Raises UsageError as ``outline`` does."""
    clock = Clock()
    plan = outline(scope, parts)
    clock.mark("outline")
    return write(plan, parts, writer or Writer(), clock, tick, watch)


def writer_for(scope: Scope, parts: Parts, seconds: float | None = None) -> Writer:
    """The model of ``parts`` as the writer, where there is one; otherwise quotes.

    The ledger's claims stay in quotes: each is set beside what decides it, and a model has nothing to add to a judgement
    that an editor made. ``seconds``: no section is begun later than that after the first one.
    """
    if parts.chat is None or scope.about is About.CLAIMS:
        return Writer()
    from rag.brief.model_writer import ModelWriter  # late: without a model its client is never loaded

    return ModelWriter(parts, parts.chat, seconds)


def write(plan: Outline, parts: Parts, writer: Writer, clock: Clock, tick: Tick, watch: Watch = UNWATCHED) -> Brief:
    """The brief of an outline; ``watch`` is told beforehand what it costs."""
    language, sheet, warnings = plan.scope.language, Sheet(), list(plan.warnings)
    if calls := writer.calls(len(plan.chapters)):
        watch.begins(calls, writer.model)
    sheet.note(opening(plan.title, language))
    if not plan.chapters:
        sheet.note(heading("nothing", language))
    sections, quoting, writes = [], Writer(), writer
    for done, chapter in enumerate(plan.chapters, 1):
        watch.section(done, len(plan.chapters), chapter.heading)
        section = _Section(chapter, sheet, quoting, language, watch)
        if not section.write(writes):
            writes = quoting
        sections.append(Section(chapter.kind, chapter.heading, chapter.question, tuple(section.places)))
        warnings += section.warnings
        tick(STAGE, done, len(plan.chapters))
    clock.mark("write")

    found = differences(plan.chosen, plan.others, plan.pairs, parts, language, lambda quote: _allowed(plan, quote))
    agreed = agreements(plan.chosen, plan.pairs, parts)
    figures, series = _figures(plan)
    sides = [side for contrast in found for side in (contrast.lower, contrast.higher)]
    dates = {
        q: when  # a year alone is seldom when a thing happened
        for q in plan.chosen
        if (when := exact(q.text, q.source.language)) and when.month and plan.period.meets(when)
    }
    counted = [q for line in (figures, *series) for q, _ in line]
    _annex([*sides, *(q for group in agreed for q in group), *counted, *dates], sheet, quoting, language)
    place = sheet.place_of
    clock.mark("compare")

    verdicts = sheet.settled(parts.verify(sheet.claims))
    clock.mark("verify")
    if writer.withheld:
        warnings.append(heading("withheld", language, n=str(writer.withheld)))
    cited = dict.fromkeys(c.source_id for claim in sheet.claims for c in claim.citations)
    brief = Brief(
        scope=plan.scope,
        title=plan.title,
        text=sheet.text,
        verdicts=verdicts,
        notes=tuple(sheet.notes),
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
        mode=writer.mode,
        model=writer.model,
        usage=writer.usage,
        withheld=writer.withheld,
    )
    clock.mark("arrange")
    return replace(brief, timings=clock.read())


class _Section:
    """One chapter being written: by the writer, or by quotes when its model fails."""

    def __init__(self, chapter: Chapter, sheet: Sheet, quoting: Writer, language: str, watch: Watch) -> None:
        self.places: list[int] = []
        self.warnings: list[str] = []
        self._chapter, self._sheet, self._quoting = chapter, sheet, quoting
        self._language, self._watch = language, watch
        self._borne: list[Citation] = []  # what the sentences that stand rest on already
        sheet.note(chapter.heading)

    def write(self, writer: Writer) -> bool:
        """Add the sentences; False when the writer is of no use any more."""
        quotes = self._chapter.quotes
        try:
            for piece in writer.write(self._chapter.question, quotes, self._language):
                if isinstance(piece, Instead):
                    self.warnings.append(f"{self._chapter.heading}: {piece.why}")
                    self._quote([quotes[n] for n in piece.places])
                    continue
                if piece.verdict is not None:
                    self._watch.sentence(piece.verdict)
                    self._borne += () if piece.verdict.status.struck else piece.verdict.claim.citations
                self.places.append(self._sheet.sentence(piece, quotes))
        except ModelError as exc:
            gone = heading("fell_back", self._language)
            self.warnings.append(f"{self._chapter.heading}: {gone} {one_line(exc)}")
            self._sheet.note(gone)
            self._quote(quotes)
            return False
        return True

    def _quote(self, quotes: Sequence[Quote]) -> None:
        """Write the quotes that no sentence rests on yet."""
        sides = [
            q for q in quotes if not any(c.source_id == q.source.id and c.span.overlaps(q.span) for c in self._borne)
        ]
        self.places += _quoted(sides, self._sheet, self._quoting, self._language)


def _quoted(quotes: Sequence[Quote], sheet: Sheet, quoting: Writer, language: str) -> list[int]:
    written = quoting.write("", quotes, language)
    return [sheet.sentence(sentence, quotes) for sentence in written if not isinstance(sentence, Instead)]


def _annex(wanted: Iterable[Quote], sheet: Sheet, quoting: Writer, language: str) -> None:
    """Write the quotes that no section has and that a difference, an agreement or a table needs."""
    quotes = [q for q in dict.fromkeys(wanted) if not sheet.holds(q)]
    if quotes:
        sheet.note(heading("annex", language))
        _quoted(quotes, sheet, quoting, language)


def _allowed(plan: Outline, quote: Quote) -> bool:
    """True for words that a brief on this topic may quote although they were not chosen."""
    body = plan.scope.about is About.TOPIC and quote.source.kind is not Kind.SEED
    return body and quote.source.tier in plan.scope.tiers and within(quote.text, quote.source, plan.period)


def _figures(plan: Outline) -> tuple[Counted, list[Counted]]:
    """The figures of the taken quotes in order of time, and every series of one source that a taken quote is part of."""
    quotes = [*plan.chosen, *plan.others]
    found = [(q, m) for q in quotes for m in measures(q.text, q.source.language) if plan.period.meets(m.when)]
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
    bounds = [bounds_of(when) for q in taken for when in dated(q.text, q.source.language)]
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
