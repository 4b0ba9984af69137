"""The frame of the pages beside the chat, as the chat's server gives them and as one file. Read only and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rag.phrases import LANGUAGES
from ui.web.badges import icon
from ui.web.nodes import Html, el, join, text
from ui.web.welcome import LANGUAGE_NAMES
from ui.words import ledger_word, page_in, spoken_by, word

STATIC = Path(__file__).parent / "static"
SHEETS = ("chat.css", "ledger.css")
_WAYS = (  # place, its name in the bar, its title
    ("article", "article", "article"),
    ("ledger", "ledger", "title"),
    ("disputes", "disputes", "differ"),
    ("brief", "brief", "brief"),
    ("sources", "sources", "sources"),
)


def language_of(request: Any) -> str:
    """The language of a page for who asks for it: the one its address names, else the browser's."""
    chosen = request.query_params.get("language", "")
    return chosen if chosen in LANGUAGES else spoken_by(request.headers.get("accept-language", ""))


def frame(body: Html, language: str, title: str, disputes: bool = False, made: bool = False) -> str:
    """A page of the chat's server around ``body``, with its stylesheets, the ways to the pages beside it, in one order on all of
    them, and back to the chat, and the page in the other languages; ``disputes``: whether the case has any, and so a page of
    them. ``made``: it was made for who asked, and its form says in which language."""
    links = "".join(f'<link rel="stylesheet" href="./onrecord/{sheet}">' for sheet in SHEETS)
    return _document(links, _ways(language, title, disputes, made), body, language, title)


def bar(language: str, title: str, disputes: bool = False) -> Html:
    """The bar of a page that is not made here and stands one folder deeper, and before it the way past it to ``#or-own``."""
    ways = Html(_bar(_ways(language, title, disputes, False)).replace('href="./', 'href="../'))
    return join(_skip(language, "or-own"), ways)


def _ways(language: str, title: str, disputes: bool, made: bool) -> Html:
    ways = [
        el(
            "a",
            {"href": page_in(language, place), "aria-current": "page" if shown_by == title else None},
            ledger_word(name, language),
        )
        for place, name, shown_by in _WAYS
        if disputes or place != "disputes"
    ]
    back = el("a", {"href": "./"}, icon("back"), ledger_word("back", language))
    here = next((place for place, _, shown_by in _WAYS if shown_by == title), "")
    return join(
        el("nav", {"class": "or-ledger-ways", "aria-label": word("pages", language)}, ways, back),
        _languages(here, language) if here and not made else None,
    )


def _bar(ways: Html | None) -> Html:
    name = el("p", {"class": "or-ledger-name"}, icon("record"), "On Record")
    return el("header", {"class": "or-bar or-ledger-bar"}, name, ways)


def _skip(language: str, to: str) -> Html:
    return el("a", {"class": "or-ledger-skip", "href": f"#{to}"}, ledger_word("skip", language))


def _languages(place: str, language: str) -> Html:
    """The page at ``place`` in each language, by the language's own name."""
    links = [
        el(
            "a",
            {"href": page_in(code, place), "lang": code, "aria-current": "true" if code == language else None},
            el("span", {"aria-hidden": "true"}, short),
            el("span", {"class": "or-hidden"}, name),
        )
        for code, short, name in LANGUAGE_NAMES
    ]
    return el("nav", {"class": "or-ledger-languages", "aria-label": word("language", language)}, links)


def whole(body: Html, language: str, title: str) -> str:
    """The same as one file that needs nothing else: styles inside, no scripts, no pictures, no fonts."""
    styles = "".join((STATIC / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    return _document(f"<style>{styles}</style>", None, body, language, title)


def _document(head: str, back: Html | None, body: Html, language: str, title: str) -> str:
    shown = language if language in ("en", "es", "zh") else "en"
    skip = _skip(shown, "text")
    return (
        f'<!doctype html><html lang="{shown}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f'<meta name="description" content="{text(ledger_word(f"about_{title}", shown))}">'
        f"<title>{text(ledger_word(title, shown))} · On Record</title>{head}</head>"
        f'<body class="or-ledger">{skip}{_bar(back)}{el("main", {"class": "or-ledger-main", "id": "text", "tabindex": "-1"}, body)}</body></html>'
    )
