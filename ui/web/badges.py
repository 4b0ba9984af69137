"""The small signs that recur everywhere: icons, how close a source stands, and who says it when. Words first, colour second."""

from __future__ import annotations

from rag.answer.said_by import date_of
from rag.types import Source, Tier
from ui.web.nodes import Attributes, Html, el
from ui.words import tier_word, word

_PATHS = {
    "check": "M3.5 8.5l3 3 6-7",
    "half": "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12v-1.4a4.6 4.6 0 0 0 0-9.2z",
    "cross": "M4 4l8 8M12 4l-8 8",
    "question": "M5.8 6a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.8M8 12.4v.1",
    "differ": "M2 5h11l-3-3M14 11H3l3 3",
    "voice": "M8 7.2v4.3M8 4.4v.1M8 1.8a6.2 6.2 0 1 0 0 12.4 6.2 6.2 0 0 0 0-12.4z",
    "alert": "M8 6v3.5M8 12v.1M8 1.8L1.5 13.6h13z",
    "arrow": "M5 3h8v8M13 3L3.5 12.5",
    "back": "M9.5 3L4.5 8l5 5",
    "copy": "M6 5.5V3h7v8h-2.5M3 5.5h7.5V13H3z",
    "link": "M6.5 9.5l3-3M7 4.5l1.6-1.6a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7.5",
    "dash": "M4 8h8",
    "edit": "M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4z",
    "everywhere": "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.4 10.4 14 14",
    "chinese": "M3 5h10v5.2H3zM8 1.8v12.4",  # the sign for "middle", drawn: not every machine has a Chinese font
    "record": "M8 1.8a6.2 6.2 0 1 0 0 12.4 6.2 6.2 0 0 0 0-12.4zM8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z",
}


def icon(name: str) -> Html:
    """A line drawing in the colour of its text, silent to screen readers."""
    shape = el("path", {"d": _PATHS[name]})
    return el("svg", {"class": f"or-icon or-icon-{name}", "viewBox": "0 0 16 16", "aria-hidden": "true"}, shape)


def tier_badge(tier: Tier, language: str = "en") -> Html:
    """How close the source stands to the facts, in words."""
    return el("span", {"class": f"or-tier or-tier-{slug(tier)}"}, tier_word(tier, language))


def who(source: Source) -> str:
    """The publisher, or what else the source is known by."""
    return source.publisher or source.title or source.id


def when(source: Source, language: str = "en") -> str:
    """The source's own date in words, or that it has none."""
    return date_of(source.published, language) or word("no_date", language)


def slug(name: str) -> str:
    """A tier or status as part of a class name."""
    return str(name).replace(" ", "-")


def close_button(language: str) -> Html:
    """The cross that closes a panel."""
    cross: Attributes = {
        "type": "button",
        "class": "or-close",
        "data-close": True,
        "aria-label": word("close", language),
    }
    return el("button", cross, icon("cross"))
