"""The frame around the conversation: the bar at the top, and what an empty conversation says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ui.web.html import Html, part
from ui.words import word

# Gradio's own words, which follow the browser's language and not the page's.
_ITS_WORDS = ("Retry", "Undo", "Like", "Dislike", "Toggle Sidebar", "chatbot conversation")
_TOLD = ("lost", "not_in", "too_many", "wait", "conversations", "delete")  # said by the script


@dataclass(frozen=True, slots=True)
class About:
    """What a case is about: the titles of the articles it examines, and an editor's findings on their claims."""

    articles: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    disputes: int = 0
    own: bool = False  # documents can be given to it here
    name: str = ""  # of a case of the owner's, as the folder is called


def header(language: str, about: About, signed_in: bool = False) -> Html:
    """The bar, with what the page's script says; ``signed_in``: with the way out."""
    its = {f"its-{name.lower().replace(' ', '-')}": f"its_{name.lower().replace(' ', '_')}" for name in _ITS_WORDS}
    keys = its | {key.replace("_", "-"): key for key in _TOLD}
    told = {name: word(key, language, seconds="{}") for name, key in keys.items()}
    pages = [("article", 0)] if about.articles and about.findings else []
    pages += [("ledger", len(about.findings))] if about.findings else []
    pages += [("disputes", about.disputes)] if about.disputes else []
    return part("chat.header", language, about, [*pages, ("brief", 0)], told, signed_in)


def side_head(language: str) -> Html:
    """What stands over the list of sources beside the conversation."""
    return part("chat.side_head", language)


def welcome(language: str, count: int, about: About) -> Html:
    """What an empty conversation says of a case with ``count`` texts: one line, as Gradio reads the text around it as Markdown, which a blank
    line would begin."""
    found = Counter(about.findings)
    shown = part("chat.welcome", language, about, count, found["contradicted"], found["partly supported"])
    return Html(" ").join(shown.split())
