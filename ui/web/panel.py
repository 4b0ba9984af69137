"""The source panel: what a source says of itself, and its stored text with the cited words highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from rag.case.audited import AuditMarks
from rag.text.place_words import place_words
from rag.types import Kind, Passage, Source, Span
from ui.web.html import Html, part, when
from ui.words import word

AROUND = 6000  # characters shown before and after the span: a long report would be slow to draw and to scroll


def source_panel(
    source: Source,
    text: str,
    span: Span | None,
    passages: Sequence[Passage],
    language: str,
    audit: AuditMarks | None = None,
) -> Html:
    """The source opened at ``span`` of its stored ``text``, or at its beginning when there is none.

    ``passages`` are the source's own, in order. A span outside the text is treated as none. ``audit`` knows what the
    fetched originals say to the facts of a record.
    """
    if span is not None and span.end > len(text):
        span = None
    here = next((p for p in passages if span and p.span.start <= span.start < p.span.end), None)
    window = _window(text, span)
    # A record's locators differ from fact to fact; those of a document stand in its own text or in the panel's head.
    labels = {p.span.start: place_words(p.locator, language) for p in passages} if source.kind is Kind.RECORD else {}
    return part(
        "chat.panel",
        language,
        source,
        here,
        _facts(source, here, language),
        audit.mark(source, here.id, here.locator) if audit and here else None,
        f"{span.start}-{span.end}" if span else "0",
        [(labels.get(start), *_marked(text, start, end, span)) for start, end in _lines(text, window)],
        window[0] > 0,
        window[1] < len(text),
    )


def _facts(source: Source, here: Passage | None, language: str) -> list[tuple[str, str]]:
    """What a source says of itself, under the keys of its words; the basis of a fact is in words where we have some."""
    basis = here.basis if here else ""
    known = basis in ("read", "second-hand", "computed")
    return [
        ("publisher", source.publisher),
        ("authors", "; ".join(source.authors)),
        ("published", when(source, language)),
        ("locator", place_words(here.locator, language) if here else ""),
        ("basis", word(f"basis_{basis}", language) if known else basis),
        ("read_how", source.note),
        ("licence", source.licence),
    ]


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


def _marked(text: str, start: int, end: int, span: Span | None) -> tuple[str, str, str]:
    """A line before, in and after the span."""
    if span is None or span.end <= start or span.start >= end:
        return text[start:end], "", ""
    left, right = max(start, span.start), min(end, span.end)
    return text[start:left], text[left:right], text[right:end]
