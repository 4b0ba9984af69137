"""A scope becomes a brief, top to bottom: outline, sentences, verdicts, then what the claims show side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.draft import Pick
from rag.answer.writing import is_struck
from rag.assemble import Parts
from rag.clock import Clock, Tick
from rag.errors import ModelError, one_line
from rag.snapshot import now
from rag.summarize.brief import (
    About,
    Agreement,
    Brief,
    Difference,
    Event,
    FigureRow,
    Scope,
    Section,
    Series,
    Silence,
)  # fmt: skip
from rag.summarize.compare import agreements, differences, why
from rag.summarize.figures import Measure, is_series, measures, points, shown
from rag.summarize.gather import Candidate
from rag.summarize.headings import day, heading, questions
from rag.summarize.period import Period, bounds_of, exact, sortable
from rag.summarize.plan import Chapter, Outline, outline
from rag.summarize.watch import Unwatched, Watch
from rag.summarize.writing import Instead, Quoted, QuoteWriter, Sentence, Sheet, Writer
from rag.types import Citation, Conflict, Source
from rag.verify.dates import dates

STAGE = "writing"
UNWATCHED = Unwatched()


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
    return write(plan, parts, writer or QuoteWriter(), clock, tick, watch)


def writer_for(scope: Scope, parts: Parts, seconds: float | None = None) -> Writer:
    """The model of ``parts`` as the writer, where there is one; otherwise quotes.

    The ledger's claims stay in quotes: each is set beside what decides it, and a model has nothing to add to a judgement
    that an editor made. ``seconds``: no section is begun later than that after the first one.
    """
    if parts.chat is None or scope.about is About.CLAIMS:
        return QuoteWriter()
    from rag.summarize.model_writer import ModelWriter  # late: without a model its client is never loaded

    return ModelWriter(parts, parts.chat, seconds)


def write(plan: Outline, parts: Parts, writer: Writer, clock: Clock, tick: Tick, watch: Watch = UNWATCHED) -> Brief:
    """The brief of an outline; ``watch`` is told beforehand what it costs."""
    language = plan.scope.language
    desk = _Desk(parts, language, writer, QuoteWriter(), watch)
    if calls := writer.calls([_quotes(chapter) for chapter in plan.chapters]):
        watch.begins(calls, writer.model)
    desk.sheet.note(f"{heading('brief', language)}: {plan.title}")
    if not plan.chapters:
        desk.sheet.note(heading("nothing", language))
    sections = []
    for done, chapter in enumerate(plan.chapters, 1):
        watch.section(done, len(plan.chapters), chapter.heading)
        sections.append(desk.section(chapter))
        tick(STAGE, done, len(plan.chapters))
    clock.mark("write")

    taken = [c for chapter in plan.chapters for c in chapter.quotes]
    found = differences(taken, plan.others, parts)
    agreed = agreements(taken, plan.others)
    lines = _series(plan)
    sides = [side for conflict in found for side in (conflict.lower, conflict.higher)]
    desk.annex(
        [
            *sides,
            *(c for _, _, group in agreed for c in group),
            *(c for line in lines for c, _ in line),
            *(c for c in taken if exact(c.quote, c.source.language) or measures(c.quote, c.source.language)),
        ]
    )
    shown_differences = [d for c in found if (d := desk.difference(c)) is not None]
    clock.mark("compare")

    verdicts = desk.sheet.settled(parts.verify(desk.sheet.claims))
    clock.mark("verify")
    timeline = desk.timeline(taken, plan.period)
    brief = Brief(
        scope=plan.scope,
        title=plan.title,
        text=desk.sheet.text,
        verdicts=verdicts,
        notes=tuple(desk.sheet.notes),
        sections=tuple(sections),
        agreements=desk.agreements(agreed),
        differences=tuple(shown_differences),
        silences=_silences(plan, parts),
        empty_years=_empty_years(taken, plan.period),
        timeline=timeline,
        figures=desk.figures(taken, plan.period),
        series=tuple(s for line in lines if (s := desk.series(line)) is not None),
        sources=_sources(desk.sheet, parts),
        warnings=(*plan.warnings, *desk.warnings, *_withheld(writer.withheld, language)),
        snapshot=parts.index.snapshot.id,
        made=now(),
        mode=writer.mode,
        model=writer.model,
        usage=writer.usage,
        withheld=writer.withheld,
    )
    clock.mark("arrange")
    return replace(brief, timings=clock.read())


class _Desk:
    """Where the sentences of one brief are written and found again by the quotes they rest on."""

    def __init__(self, parts: Parts, language: str, writer: Writer, quoting: QuoteWriter, watch: Watch) -> None:
        self.sheet = Sheet()
        self.warnings: list[str] = []
        self._parts = parts
        self._language = language
        self._writer = writer
        self._quoting = quoting
        self._watch = watch

    def section(self, chapter: Chapter) -> Section:
        """Write a chapter: by the writer, or by quotes when its model fails."""
        self.sheet.note(chapter.heading)
        quotes = _quotes(chapter)
        places: list[int] = []
        stretches: list[Citation] = []  # what the sentences that stand rest on already
        try:
            for piece in self._writer.write(chapter.question, quotes, self._language):
                if isinstance(piece, Instead):
                    self.warnings.append(f"{chapter.heading}: {piece.why}")
                    places += self._quote([quotes[n] for n in piece.places], stretches)
                else:
                    places.append(self._sentence(piece, quotes, stretches))
        except ModelError as exc:
            gone = heading("fell_back", self._language)
            self.warnings.append(f"{chapter.heading}: {gone} {one_line(exc)}")
            self.sheet.note(gone)
            self._writer = self._quoting
            places += self._quote(quotes, stretches)
        return Section(chapter.kind, chapter.heading, chapter.question, tuple(places))

    def _sentence(self, sentence: Sentence, quotes: Sequence[Quoted], stretches: list[Citation]) -> int:
        """Write one sentence of the writer and remember what it rests on, if it stands."""
        if sentence.verdict is not None:
            self._watch.sentence(sentence.verdict)
            if not is_struck(sentence.verdict):
                stretches += sentence.verdict.claim.citations
        return self.sheet.sentence(sentence, quotes)

    def _quote(self, quotes: Sequence[Quoted], stretches: Sequence[Citation]) -> list[int]:
        """Write the quotes that no sentence rests on yet."""
        wanted = [q for q in quotes if not any(_meets(q.pick, cited) for cited in stretches)]
        return [self.sheet.sentence(s, wanted) for s in self._quoting.write("", wanted, self._language)]

    def annex(self, wanted: Sequence[Citation | Candidate]) -> None:
        """Write the quotes that no section has and that a difference or a series needs."""
        quotes = [q for q in dict.fromkeys(self._quoted(w) for w in wanted) if self.sheet.place_of(q.pick) is None]
        if quotes:
            self.sheet.note(heading("annex", self._language))
            for sentence in self._quoting.write("", quotes, self._language):
                self.sheet.sentence(sentence, quotes)

    def difference(self, conflict: Conflict) -> Difference | None:
        """A conflict by the places of its two claims."""
        low, high = self._quoted(conflict.lower), self._quoted(conflict.higher)
        lower, higher = self.sheet.place_of(low.pick), self.sheet.place_of(high.pick)
        if lower is None or higher is None:
            return None
        reasons = why(low.pick.quote, high.pick.quote, low.source, high.source, self._language)
        return Difference(lower, higher, conflict.reason, conflict.basis, reasons)

    def agreements(self, agreed: Sequence[tuple[str, str, Sequence[Candidate]]]) -> tuple[Agreement, ...]:
        """What quotes of different sources share, by their places."""
        found = []
        for on, kind, group in agreed:
            places = [p for c in group if (p := self.sheet.place_of(c.pick)) is not None]
            if len(places) > 1:
                found.append(Agreement(on, kind, tuple(places)))
        return tuple(found)

    def timeline(self, taken: Sequence[Candidate], period: Period) -> tuple[Event, ...]:
        """The dated quotes in order of time."""
        events = []
        for c in taken:
            when = exact(c.quote, c.source.language)
            place = self.sheet.place_of(c.pick)
            if when is not None and place is not None and period.meets(when):
                events.append(Event(sortable(when), day(when, self._language), place))
        return tuple(sorted(events, key=lambda e: e.when))

    def figures(self, taken: Sequence[Candidate], period: Period) -> tuple[FigureRow, ...]:
        """The complete figures of the taken quotes, in order of period."""
        rows = []
        for c in taken:
            for measure in measures(c.quote, c.source.language):
                row = self._row(c, measure)
                if row is not None and period.meets(measure.when):
                    rows.append((sortable(measure.when), row))
        return tuple(row for _, row in sorted(rows, key=lambda r: r[0]))

    def series(self, line: Sequence[tuple[Candidate, Measure]]) -> Series | None:
        """One measure of one source through time."""
        rows = [row for c, m in line if (row := self._row(c, m)) is not None]
        if len(rows) < len(line):
            return None
        return Series(rows[0].counted, rows[0].unit, rows[0].source_id, tuple(rows))

    def _row(self, c: Candidate, m: Measure) -> FigureRow | None:
        """The table's row; None when one of its fields would be empty."""
        place = self.sheet.place_of(c.pick)
        value = m.figure.text.strip().rstrip(".")
        fields = (value, m.unit, shown(m, self._language), m.counted, c.source.id)
        if place is None or not all(fields):
            return None
        return FigureRow(value, m.number, m.unit, shown(m, self._language), m.counted, c.source.id, place)

    def _quoted(self, wanted: Citation | Candidate) -> Quoted:
        if isinstance(wanted, Candidate):
            return Quoted(wanted.pick, wanted.source)
        index = self._parts.index
        passage = index.passages[index.row_of[wanted.passage_id]]
        return Quoted(Pick(passage, wanted.span), index.sources[wanted.source_id])


def _quotes(chapter: Chapter) -> list[Quoted]:
    return [Quoted(c.pick, c.source, c.score) for c in chapter.quotes]


def _meets(pick: Pick, cited: Citation) -> bool:
    """True when a citation is from the stretch of ``pick``."""
    same = cited.source_id == pick.passage.source_id
    return same and cited.span.start < pick.span.end and pick.span.start < cited.span.end


def _withheld(count: int, language: str) -> tuple[str, ...]:
    return (heading("withheld", language, n=str(count)),) if count else ()


def _series(plan: Outline) -> list[list[tuple[Candidate, Measure]]]:
    """Every series of a source that is quoted, points from quotes that were not taken included; longest first."""
    taken = [c for chapter in plan.chapters for c in chapter.quotes]
    found = []
    for source_id in dict.fromkeys(c.source.id for c in taken):
        mine = [c for c in (*taken, *plan.others) if c.source.id == source_id]
        started = {m.same_as for c in taken if c.source.id == source_id for m in measures(c.quote, c.source.language)}
        for key, line in points([(c.quote, c.source.language) for c in mine], plan.period).items():
            if key in started and is_series(line):
                found.append([(mine[place], measure) for place, measure in line])
    return sorted(found, key=lambda line: -len(line))


def _silences(plan: Outline, parts: Parts) -> tuple[Silence, ...]:
    """The general questions that the judge refuses on this topic."""
    if plan.scope.about is About.CLAIMS or not plan.topic:
        return ()
    if plan.silent is not None:
        return (plan.silent,)
    found = []
    for question in questions(plan.topic, plan.scope.language):
        hits = parts.ranker.rank(question, parts.settings.top_k)
        ground = parts.judge.judge(question, hits)
        if not ground.enough:
            found.append(Silence(question, ground.missing))
    return tuple(found)


def _empty_years(taken: Sequence[Candidate], period: Period) -> tuple[str, ...]:
    """The years of a closed period that no taken quote names."""
    told: set[int] = set()
    for c in taken:
        for when in dates(c.quote, c.source.language):
            bounds = bounds_of(when)
            if bounds:
                told |= set(range(bounds[0][0], bounds[1][0] + 1))
    return tuple(str(year) for year in period.years() if year not in told)


def _sources(sheet: Sheet, parts: Parts) -> dict[str, Source]:
    cited = dict.fromkeys(c.source_id for claim in sheet.claims for c in claim.citations)
    return {source_id: parts.index.sources[source_id] for source_id in cited}
