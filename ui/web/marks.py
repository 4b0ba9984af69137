"""The mark [n] in an answer: a button that opens the source at the quoted words, and its card on hover or focus."""

from __future__ import annotations

from collections.abc import Mapping

from rag.text.place_words import place_words
from rag.text.punctuation import colon, in_a_row
from rag.types import BREAK, Citation, Passage, Source, Span
from ui.web.badges import caution, tier_badge, when, who
from ui.web.nodes import Child, Html, el, join
from ui.web.words import word


def mark(citation: Citation, sources: Mapping[str, Source], turn: str, at: str, language: str) -> Html:
    """The mark of ``citation``; ``turn`` and ``at`` make its id unique on the page. Plain text without a source."""
    source = sources.get(citation.source_id)
    if source is None:
        return el("span", {"class": "or-dead"}, f"[{citation.number}]")
    tip = f"or-tip-{turn}-{at}"
    told = in_a_row([who(source), when(source, language)], language)
    name = f"{word('mark', language, number=citation.number)}{colon(language)}{told}"
    button = opener(
        source.id,
        citation.span,
        str(citation.number),
        {
            "class": "or-mark",
            "aria-label": f"{name}{colon(language)}{word('show_words', language)}",
            "aria-describedby": tip,
        },
    )
    return join(button, _card(tip, citation, source, language))


def opener(source_id: str, span: Span, content: Child, attributes: Mapping[str, str]) -> Html:
    """A button that opens the panel at ``span`` of a source."""
    where = {"type": "button", "data-source": source_id, "data-start": str(span.start), "data-end": str(span.end)}
    return el("button", {**where, **attributes}, content)


def passage_opener(passage: Passage, sources: Mapping[str, Source], language: str, opens: bool = True) -> Html:
    """A retrieved passage as one large button: who, when, where and the words; no button where it ``opens`` nothing."""
    source = sources.get(passage.source_id)
    if source is None:
        return el("p", {"class": "or-near"}, passage.text)
    place = " · ".join(
        part for part in (who(source), when(source, language), place_words(passage.locator, language)) if part
    )
    content = join(
        el("span", {"class": "or-near-head"}, tier_badge(source.tier, language), el("span", {}, place)),
        el("span", {"class": "or-near-text", "dir": "auto", "lang": None}, passage.text.replace(BREAK, "\n")),
    )
    return (
        opener(source.id, passage.span, content, {"class": "or-near"})
        if opens
        else el("div", {"class": "or-near"}, content)
    )


def _card(tip: str, citation: Citation, source: Source, language: str) -> Html:
    """Quote, source, tier and date; a popover, so no scrolling box can clip it."""
    place = " · ".join(part for part in (when(source, language), place_words(citation.locator, language)) if part)
    note = caution(source, language)
    return el(
        "span",
        {"class": "or-tip", "id": tip, "role": "tooltip", "popover": "manual"},
        el("span", {"class": "or-tip-head"}, tier_badge(source.tier, language), el("span", {}, place)),
        el("span", {"class": "or-tip-quote", "dir": "auto"}, f"“{citation.quote}”"),
        el(
            "span",
            {"class": "or-tip-who"},
            f"{who(source)}{colon(language)}{source.title}" if source.publisher else source.title,
        ),
        el("span", {"class": "or-tip-note"}, note) if note else None,
    )
