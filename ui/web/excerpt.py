"""The stored text of a source around a span, line by line, the span in <mark>."""

from __future__ import annotations

from collections.abc import Sequence

from rag.text.place_words import place_words
from rag.types import Kind, Passage, Source, Span
from ui.web.nodes import Html, el, join
from ui.web.words import word

AROUND = 6000  # characters shown before and after the span: a long report would be slow to draw and to scroll


def excerpt(text: str, span: Span | None, passages: Sequence[Passage], source: Source, language: str) -> Html:
    """The lines around ``span``, or from the beginning; says where the text is cut."""
    window = _window(text, span)
    # A record's locators differ from fact to fact; those of a document stand in its own text or in the panel's head.
    labels = {p.span.start: place_words(p.locator, language) for p in passages} if source.kind is Kind.RECORD else {}
    lines = [
        el(
            "div",
            {"class": "or-line"},
            _label(labels.get(start)),
            el("p", {"dir": "auto"}, _marked(text, start, end, span)),
        )
        for start, end in _lines(text, window)
    ]
    cut = el("p", {"class": "or-cut"}, word("cut", language))
    return el(
        "section",
        {"class": "or-text", "lang": None},
        cut if window[0] > 0 else None,
        lines,
        cut if window[1] < len(text) else None,
    )


def _window(text: str, span: Span | None) -> tuple[int, int]:
    """The characters to show, from a line's start to a line's end where there is one near."""
    start = max(0, span.start - AROUND) if span else 0
    end = min(len(text), (span.end if span else AROUND) + AROUND)
    if span and start > 0:
        newline = text.find("\n", start, span.start)
        start = newline + 1 if newline >= 0 else start
    if end < len(text):
        newline = text.rfind("\n", span.end if span else 0, end)
        end = newline if newline > 0 else end
    return start, end


def _lines(text: str, window: tuple[int, int]) -> list[tuple[int, int]]:
    """Bounds of the lines inside ``window`` that hold more than white space."""
    lines = []
    start, stop = window
    while start < stop:
        newline = text.find("\n", start, stop)
        end = stop if newline < 0 else newline
        if text[start:end].strip():
            lines.append((start, end))
        start = end + 1
    return lines


def _marked(text: str, start: int, end: int, span: Span | None) -> Html:
    if span is None or span.end <= start or span.start >= end:
        return join(text[start:end])
    left, right = max(start, span.start), min(end, span.end)
    return join(text[start:left], el("mark", {}, text[left:right]), text[right:end])


def _label(locator: str | None) -> Html | None:
    return el("span", {"class": "or-line-label"}, locator) if locator else None
