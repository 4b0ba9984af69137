"""The frame around the conversation: the bar at the top, and what an empty conversation says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ui.web.badges import close_button, icon
from ui.web.nodes import Attributes, Html, el
from ui.words import ledger_word, page_in, word

# Code, sign and own name of each language of the page
LANGUAGE_NAMES: tuple[tuple[str, Html | str, str], ...] = (
    ("en", "EN", "English"), ("es", "ES", "Español"), ("zh", icon("chinese"), "中文"),
)  # fmt: skip
# Gradio's own words, which follow the browser's language and not the page's.
_ITS_WORDS = ("Retry", "Undo", "Like", "Dislike", "Toggle Sidebar", "chatbot conversation")
_TOLD = (
    "sign_in",
    "lost",
    "not_in",
    "too_many",
    "wait",
    "copied",
    "conversations",
    "close",
    "delete",
)  # said by the script


@dataclass(frozen=True, slots=True)
class About:
    """What a case is about: the titles of the articles it examines, and an editor's findings on their claims."""

    articles: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    disputes: int = 0
    own: bool = False  # documents can be given to it here
    name: str = ""  # of a case of the owner's, as the folder is called


def header(language: str, about: About, signed_in: bool = False) -> Html:
    """Ways past the bar for a keyboard, the name, the pages beside the chat, the languages, and out for who is ``signed_in``."""
    its = {
        f"data-its-{name.lower().replace(' ', '-')}": word(f"its_{name.lower().replace(' ', '_')}", language)
        for name in _ITS_WORDS
    }
    told = {f"data-{key.replace('_', '-')}": word(key, language, seconds="{}") for key in _TOLD}
    bar: Attributes = {
        "class": "or-bar",
        "lang": language,
        **its,
        **told,
    }
    pages = [("article", 0)] if about.articles and about.findings else []
    pages += [("ledger", len(about.findings))] if about.findings else []
    pages += [("disputes", about.disputes)] if about.disputes else []
    pages += [("brief", 0)]
    return el(
        "header",
        bar,
        el("a", {"href": "#or-chat", "class": "or-skip"}, word("skip_answer", language)),
        el("a", {"href": "#or-question", "class": "or-skip"}, word("skip_ask", language)),
        el("h1", {}, icon("record"), "On Record", el("bdi", {"class": "or-count"}, about.name) if about.name else None),
        el(
            "nav",
            {"class": "or-ways", "aria-label": word("pages", language)},
            [_way(page, count, language) for page, count in pages],
        ),
        el("button", {"type": "button", "class": "or-sources", "data-shelf": True}, word("sources", language)),
        _sign_out(language) if signed_in else None,
        _languages(language),
    )


def _way(page: str, count: int, language: str) -> Html:
    shown = el("span", {"class": "or-count"}, str(count)) if count else None
    return el("a", {"href": page_in(language, page)}, ledger_word(page, language), " " if shown else None, shown)


def _sign_out(language: str) -> Html:
    """Forgets the cookie; a form, as a link would be followed by whatever looks ahead."""
    return el(
        "form", {"method": "post", "action": "./logout"}, el("button", {"type": "submit"}, word("sign_out", language))
    )


def _languages(language: str) -> Html:
    """The page in each language, by the language's own name; answers follow the question's own language."""
    links = [
        el(
            "a",
            {
                "href": page_in(code, ""),
                "lang": code,
                "hreflang": code,
                "aria-current": "true" if code == language else None,
            },
            el("span", {"aria-hidden": "true"}, short),
            el("span", {"class": "or-hidden"}, name),
        )
        for code, short, name in LANGUAGE_NAMES
    ]
    return el("nav", {"class": "or-languages", "aria-label": word("language", language)}, links)


def side_head(language: str) -> Html:
    """What stands over the list of sources beside the conversation."""
    return el(
        "header",
        {"class": "or-source-head", "lang": language},
        el(
            "div",
            {"class": "or-source-bar"},
            el("h2", {"tabindex": "-1"}, word("sources", language)),
            close_button(language),
        ),
        el(
            "p",
            {},
            word("choose_how", language),
            " ",
            el("a", {"href": page_in(language, "sources")}, ledger_word("search_sources", language)),
        ),
    )


def welcome(language: str, count: int, about: About) -> Html:
    """What the case is about, the article with its marked claims one click away, and what answers are made of: one line, as
    Gradio reads the text around it as Markdown, which a blank line would begin."""
    found = Counter(about.findings)
    titles = [el("cite", {}, title) for title in about.articles[:3]]
    told = word("about_one" if len(about.articles) == 1 else "about_many", language, count=len(about.articles))
    counts = word(
        "about_claims",
        language,
        count=len(about.findings),
        wrong=found["contradicted"],
        partly=found["partly supported"],
    )
    ways = el(
        "p",
        {"class": "or-welcome-ways"},
        el("a", {"href": page_in(language, "article")}, word("marked_article", language)),
        el("a", {"href": page_in(language, "ledger")}, word("all_claims", language)),
    )
    page = el(
        "div",
        {"class": "or-welcome"},
        el("h2", {}, told, " ", _listed(titles)) if titles else el("h2", {}, word("welcome", language)),
        el("p", {"class": "or-welcome-counts"}, counts) if about.findings else None,
        ways if about.findings else None,
        el("p", {}, word("welcome_how", language, count=count)),
        el("p", {}, el("a", {"href": page_in(language, "own")}, ledger_word("own_way", language)))
        if about.own
        else None,
    )
    return Html(" ".join(page.split()))


def _listed(titles: Sequence[Html]) -> Sequence[Html | str]:
    return [part for title in titles for part in (title, " ")]
