"""Where the sentences of one brief are written, and found again by the quotes they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.draft import Pick
from rag.answer.writing import is_struck
from rag.assemble import Parts
from rag.errors import ModelError, one_line
from rag.summarize.brief import (
    Agreement,
    Difference,
    Event,
    FigureRow,
    Section,
    Series,
)  # fmt: skip
from rag.summarize.compare import why
from rag.summarize.figures import Measure, measures, shown
from rag.summarize.gather import Candidate
from rag.summarize.headings import day, heading
from rag.summarize.period import Period, exact, sortable
from rag.summarize.plan import Chapter
from rag.summarize.states import dates_itself
from rag.summarize.watch import Watch
from rag.summarize.writing import Instead, Quoted, QuoteWriter, Sentence, Sheet, Writer
from rag.types import Citation, Conflict


class Desk:
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
        quotes = quotes_of(chapter)
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
        return Difference(lower, higher, conflict.reason, conflict.basis, reasons, conflict.finding, conflict.reasons)

    def agreements(self, agreed: Sequence[tuple[str, str, Sequence[Candidate]]]) -> tuple[Agreement, ...]:
        """What quotes of different sources share, by their places."""
        found = []
        for on, kind, group in agreed:
            places = [p for c in group if (p := self.sheet.place_of(c.pick)) is not None]
            if len(places) > 1:
                found.append(Agreement(on, kind, tuple(places)))
        return tuple(found)

    def timeline(self, taken: Sequence[Candidate], period: Period) -> tuple[Event, ...]:
        """The dated quotes in order of time; what only dates its own document is no event."""
        events = []
        for c in taken:
            when = exact(c.quote, c.source.language)
            place = self.sheet.place_of(c.pick)
            if when is not None and place is not None and period.meets(when) and not dates_itself(c.quote):
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
        value = m.said
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


def quotes_of(chapter: Chapter) -> list[Quoted]:
    """A chapter's quotes as a writer gets them."""
    return [Quoted(c.pick, c.source, c.score) for c in chapter.quotes]


def _meets(pick: Pick, cited: Citation) -> bool:
    """True when a citation is from the stretch of ``pick``."""
    same = cited.source_id == pick.passage.source_id
    return same and cited.span.overlaps(pick.span)
