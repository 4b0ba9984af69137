"""The source panel: what a source says of itself, and its stored text with the cited words highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from rag.case.audited import AuditMarks
from rag.text.place_words import place_words
from rag.types import Kind, Passage, Source, Span
from ui.web.badges import close_button, icon, slug, tier_badge, when
from ui.web.nodes import Child, Html, el, join, web_address
from ui.web.pieces import audit_note, whose
from ui.words import page_in, word

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
    mark = audit.mark(source, here.id, here.locator) if audit and here else None
    where = f"{span.start}-{span.end}" if span else "0"
    return el(
        "article",
        {
            "class": f"or-source or-source-{slug(source.tier)}",
            "data-key": f"{source.id}:{where}",
            "aria-label": source.title,
        },
        _header(source, here, language),
        el("dl", {"class": "or-facts"}, _facts(source, here, language)),
        audit_note(mark, language),
        _original(source, language),
        _marked_article(source, language),
        excerpt(text, span, passages, source, language),
    )


def _header(source: Source, here: Passage | None, language: str) -> Html:
    back = el(
        "button",
        {"type": "button", "class": "or-back", "data-close": True},
        icon("back"),
        word("all_sources", language),
    )
    return el(
        "header",
        {"class": "or-source-head"},
        el("div", {"class": "or-source-bar"}, back, close_button(language)),
        el("p", {}, tier_badge(source.tier, language)),
        el("h2", {"tabindex": "-1", "dir": "auto"}, source.title),
        _warning(source, here, language),
    )


def _warning(source: Source, here: Passage | None, language: str) -> Html:
    """Whose words are read here."""
    return el("p", {"class": "or-caution"}, whose(source, here.basis if here else "", language))


def _facts(source: Source, here: Passage | None, language: str) -> Child:
    basis = here.basis if here else ""
    facts = [
        ("publisher", source.publisher),
        ("authors", "; ".join(source.authors)),
        ("published", when(source, language)),
        ("locator", place_words(here.locator, language) if here else ""),
        ("basis", _basis(basis, language)),
        ("read_how", source.note),
        ("licence", source.licence),
    ]
    return [(el("dt", {}, word(key, language)), el("dd", {}, el("bdi", {}, value))) for key, value in facts if value]


def _basis(basis: str, language: str) -> str:
    """The basis of a fact in words; one we have no words for is shown as it is."""
    known = ("read", "second-hand", "computed")
    return word(f"basis_{basis}", language) if basis in known else basis


def _marked_article(source: Source, language: str) -> Html | None:
    if source.kind != "seed":
        return None
    link = el(
        "a", {"href": page_in(language, "article"), "class": "or-original-link"}, word("marked_article", language)
    )
    return el("p", {"class": "or-original"}, link)


def _original(source: Source, language: str) -> Html:
    address = web_address(source.url)
    if address is None:
        return el("p", {"class": "or-original or-original-missing"}, word("original_missing", language))
    link = {"href": address, "rel": "noopener noreferrer", "target": "_blank", "class": "or-original-link"}
    hidden = el("span", {"class": "or-hidden"}, f" ({word('new_tab', language)})")
    return el("p", {"class": "or-original"}, el("a", link, join(word("original", language), icon("arrow"), hidden)))


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
