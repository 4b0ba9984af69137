"""A brief as a page of the chat: read only, every part built through ``nodes``, nothing but text from the sources."""

from __future__ import annotations

from collections.abc import Sequence

from rag.text.punctuation import bracketed
from ui.brief.parts import Chapter, Line, Page, Row
from ui.web.nodes import Child, Html, el, join


def brief_page(page: Page) -> Html:
    """The whole brief as one article; ``page`` comes from ``ui.brief.page.page_of``."""
    labels = page.labels
    quotes = {note.number: note.quote for note in page.footnotes}
    parts: list[Child] = [
        el(
            "header",
            None,
            el("h1", None, page.heading),
            el("p", {"class": "brief-meta"}, page.count),
            el("p", {"class": "brief-meta"}, page.made),
            *(el("p", {"class": "brief-flag"}, warning) for warning in page.warnings),
        )
    ]
    if not page.chapters:
        parts.append(el("p", None, labels["nothing"]))
    parts += [_chapter(chapter, quotes, "h2") for chapter in page.chapters]
    if page.agreements:
        inner = [_chapter(chapter, quotes, "h3") for chapter in page.agreements]
        parts.append(_section(labels["agreements"], *inner))
    if page.contrasts:
        pairs = []
        for contrast in page.contrasts:
            sides = (contrast.lower, contrast.higher)
            pairs.append(
                el(
                    "div",
                    {"class": "brief-contrast"},
                    *(
                        el("div", None, el("small", None, s.date), el("p", None, *_sentence(s.line, quotes)))
                        for s in sides
                    ),
                    el("p", {"class": "brief-meta"}, contrast.reason),
                )
            )
        parts.append(_section(labels["differences"], *pairs))
    if page.silences:
        parts.append(_section(labels["silences"], el("ul", None, *(el("li", None, s) for s in page.silences))))
    if page.timeline:
        entries = [join(el("dt", None, when), el("dd", None, *_sentence(line, quotes))) for when, line in page.timeline]
        parts.append(_section(labels["timeline"], el("dl", None, *entries)))
    if page.rows:
        curves = [join(el("h3", None, curve.heading), _table(page, curve.rows, quotes)) for curve in page.series]
        parts.append(_section(labels["figures"], _table(page, page.rows, quotes), *curves))
    if page.annex:
        parts.append(_section(labels["annex"], *(el("p", None, *_sentence(line, quotes)) for line in page.annex)))
    parts.append(
        _section(labels["references"], el("ul", None, *(_item(page, place) for place in range(len(page.items)))))
    )
    return el("article", {"class": "brief", "lang": page.language}, *parts)


def _section(heading: str, *children: Child) -> Html:
    return el("section", None, el("h2", None, heading), *children)


def _chapter(chapter: Chapter, quotes: dict[int, str], level: str) -> Html:
    lines = [el("p", None, *_sentence(line, quotes)) for line in chapter.lines]
    return el("section", None, el(level, None, chapter.heading), *lines)


def _sentence(line: Line, quotes: dict[int, str]) -> list[Child]:
    """The sentence, its marks (the quote is their title) and what is wrong with it."""
    marks = [_mark(n, quotes) for n in line.marks]
    flag = el("span", {"class": "brief-flag"}, f" {line.flag}") if line.flag else None
    return [el("s", None, line.text) if line.struck else line.text, *marks, flag]


def _mark(number: int, quotes: dict[int, str]) -> Html:
    return el("small", {"class": "brief-mark", "tabindex": "0", "title": quotes.get(number, "")}, f" [{number}]")


def _table(page: Page, rows: Sequence[Row], quotes: dict[int, str]) -> Html:
    keys = ("period", "value", "unit", "counted", "source", "quote")
    head = el("tr", None, *(el("th", {"scope": "col"}, page.labels[key]) for key in keys))
    body = [
        el(
            "tr",
            None,
            *(el("td", None, cell) for cell in (row.period, row.value, row.unit, row.counted, row.source)),
            el("td", None, row.quote, *(_mark(n, quotes) for n in row.marks)),
        )
        for row in rows
    ]
    return el("table", None, el("thead", None, head), el("tbody", None, *body))


def _item(page: Page, place: int) -> Html:
    item = page.items[place]
    link = el("a", {"href": item.url, "rel": "noreferrer noopener", "target": "_blank"}, item.url) if item.url else None
    return el("li", None, f"{item.text}{bracketed(item.read, page.language)} ", link)
