"""A small chart under an answer about a series: bars drawn from cited figures only, each with its mark.

It is a table first: period, bar, figure as the source writes it, mark. The bars are silent to screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.brief.period import day
from rag.brief.tables import Measure, lines, measures
from rag.types import Answer, Citation, NoteKind, Source
from ui.web.nodes import Html, el
from ui.web.pieces import mark
from ui.web.words import word

WIDTH, HEIGHT = 200, 12  # of the bars, in units of their own drawing
Point = tuple[Citation, Measure]


def series(answer: Answer, sources: Mapping[str, Source]) -> Html | None:
    """Of the series of figures that the answer cites the one that its first quotes tell most of, then the longest; None without three points
    of one measure, or where only further quotes have them: those may be of another matter."""
    cited = list({(c.source_id, c.span): c for v in answer.verdicts for c in v.claim.citations}.values())
    further = next((n.span.start for n in answer.notes if n.kind is NoteKind.FURTHER), len(answer.text))
    leading = {
        (c.source_id, c.span) for v in answer.verdicts if v.claim.span.start < further for c in v.claim.citations
    }
    quotes_of = [c for c in cited if c.source_id in sources]
    told = enumerate(measures(c.quote, sources[c.source_id].language) for c in quotes_of)
    found = lines((place, measure) for place, group in told for measure in group)

    def told_first(group: Sequence[tuple[int, Measure]]) -> int:
        return sum((quotes_of[place].source_id, quotes_of[place].span) in leading for place, _ in group)

    best = max(found, key=lambda group: (told_first(group), len(group)), default=[])
    if not best or not told_first(best):
        return None
    return _table([(quotes_of[place], measure) for place, measure in best], sources, answer.language)


def _table(found: Sequence[Point], sources: Mapping[str, Source], language: str) -> Html:
    measure = found[0][1]
    most = max(abs(point.number) for _, point in found) or 1.0
    title = f"{measure.counted} ({measure.unit})" if measure.unit not in measure.counted else measure.counted
    heads = [
        el("th", {"scope": "col", "class": "or-hidden"}, word(name, language))
        for name in ("series_when", "series_bar", "series_figure")
    ]
    rows = [
        el(
            "tr",
            {},
            el("th", {"scope": "row"}, day(point.when, language)),
            el("td", {"aria-hidden": "true"}, _bar(point.number / most)),
            el("td", {"class": "or-series-figure"}, point.value, mark(citation, sources[citation.source_id], language)),
        )
        for citation, point in found
    ]
    return el(
        "section",
        {"class": "or-series"},
        el("h3", {"dir": "auto"}, title),
        el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows)),
        el("p", {"class": "or-series-note"}, word("series_note", language)),
    )


def _bar(share: float) -> Html:
    width = max(1, round(WIDTH * abs(share)))
    shape = el("path", {"d": f"M0 0h{width}v{HEIGHT}h-{width}z"})
    return el(
        "svg",
        {
            "class": "or-bar-of or-below" if share < 0 else "or-bar-of",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "preserveAspectRatio": "none",
            "aria-hidden": "true",
        },
        shape,
    )
