"""A small chart under an answer about a series: bars drawn from cited figures only, each with its mark.

It is a table first: period, bar, figure as the source writes it, mark. The bars are silent to screen readers.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from rag.brief.tables import GAP, Measure, day, lines, measures, sortable
from rag.sources import Citation, Source
from rag.types import Answer, NoteKind
from ui.web.html import Html, part

WIDTH, HEIGHT = 200, 12  # of the bars, in units of their own drawing
LEAST_CITED = 2  # points of the series that the first quotes tell: it is what was asked about
MOST_ROWS = 60  # with the times between; of more, only those that have a figure
_AT_END = re.compile(rf"(?:[\s,;:：，]*{GAP})+$")
Point = tuple[Citation, Measure]


def series(answer: Answer, sources: Mapping[str, Source]) -> Html | None:
    """Of the series of figures that the answer cites the one that its first quotes tell most of, then the longest, with the figures of other
    times that the passages found have of it; None without three points of one measure, or where only further quotes have them: those may be
    of another matter."""
    cited = list({(c.source_id, c.span): c for v in answer.verdicts for c in v.claim.citations}.values())
    further = next((n.span.start for n in answer.notes if n.kind is NoteKind.FURTHER), len(answer.text))
    leading = {
        (c.source_id, c.span) for v in answer.verdicts if v.claim.span.start < further for c in v.claim.citations
    }
    read = [
        Citation(0, hit.passage.id, hit.passage.source_id, hit.passage.text, hit.passage.span, hit.passage.locator)
        for hit in answer.hits
    ]
    quotes_of = [c for c in (*cited, *read) if c.source_id in sources]
    told = [(n, m) for n, c in enumerate(quotes_of) for m in measures(c.quote, sources[c.source_id].language)]
    found = lines(_without_second(told, sum(c.source_id in sources for c in cited)))

    def told_first(group: Sequence[tuple[int, Measure]]) -> int:
        return sum((quotes_of[place].source_id, quotes_of[place].span) in leading for place, _ in group)

    best = max(found, key=lambda group: (told_first(group), len(group)), default=[])
    if told_first(best) < LEAST_CITED:
        return None
    return _table([(quotes_of[place], measure) for place, measure in best], sources, answer.language)


def _without_second(told: Sequence[tuple[int, Measure]], cited: int) -> list[tuple[int, Measure]]:
    """The figures without those of passages read, behind the first ``cited``, whose time has another one already."""
    first: dict[tuple[Hashable, str], float] = {}
    return [
        (n, m) for n, m in told if first.setdefault((m.same_as, sortable(m.when)), m.number) == m.number or n < cited
    ]


def _table(found: Sequence[Point], sources: Mapping[str, Source], language: str) -> Html:
    measure = found[0][1]
    most = max(abs(point.number) for _, point in found) or 1.0
    counted = _AT_END.sub("", measure.counted)
    title = f"{counted} ({measure.unit})" if measure.unit not in counted else counted
    points = {sortable(point.when): (citation, point) for citation, point in found}
    rows = [
        _row(*points[time], most, language)
        if time in points
        else {
            "when": day(replace(measure.when, year=int(time[:4]), month=int(time[5:] or 0) or None), language),
            "citation": None,
        }
        for time in times(list(points))
    ]
    return part("chat.series", language, title, rows, WIDTH, HEIGHT, sources=sources)


def _row(citation: Citation, point: Measure, most: float, language: str) -> dict[str, object]:
    return {
        "when": day(point.when, language),
        "citation": citation,
        "value": point.value,
        "width": max(1, round(WIDTH * abs(point.number / most))),
        "below": point.number < 0,
    }


def times(known: Sequence[str]) -> list[str]:
    """The times in order with those that lie between, so that equal steps of the chart are equal times; ``known``: years "2019", or with
    months "2019-07", all alike."""
    ordered = sorted(known)
    if len(ordered[0]) not in (4, 7):
        return ordered
    months = len(ordered[0]) == 7
    counts = [int(time[:4]) * 12 + int(time[5:]) - 1 if months else int(time) for time in ordered]
    between = range(counts[0], counts[-1] + 1)
    if len(between) > MOST_ROWS:
        return ordered
    return [f"{n // 12:04}-{n % 12 + 1:02}" if months else f"{n:04}" for n in between]
