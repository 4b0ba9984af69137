"""The frame around the conversation: the header, and what an empty conversation says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.web.badges import icon
from ui.web.examples import Words
from ui.web.ledger_words import ledger_word
from ui.web.nodes import Attributes, Html, el, join
from ui.web.words import page_in, word

# Code, sign and own name of each language of the page
LANGUAGE_NAMES: tuple[tuple[str, Html | str, str], ...] = (
    ("en", "EN", "English"), ("es", "ES", "Español"), ("zh", icon("chinese"), "中文"),
)  # fmt: skip
_MOST_ARTICLES = 3  # named on the first screen


@dataclass(frozen=True, slots=True)
class About:
    """What a case is about: the titles of the articles it examines, and whether a page shows them with their claims ``marked``."""

    articles: tuple[str, ...] = ()
    marked: bool = False


_NOTHING = About()


def header(
    language: str, count: int, claims: int = 0, disputes: int = 0, longest: int = 0, signed_in: bool = False
) -> Html:
    """Name, sources, the ways to the ledger when it has ``claims`` and to the ``disputes`` when there are any, to a new conversation, and
    out for who is ``signed_in``; ``longest``: characters that a question may have."""
    told: Attributes = {
        "class": "or-bar",
        "lang": language,
        "data-sign-in": word("sign_in", language),
        "data-lost": word("lost", language),
        "data-not-in": word("not_in", language),
        "data-too-many": word("too_many", language),
        "data-wait": word("wait", language, seconds="{}"),
    }
    shelf: Attributes = {"type": "button", "class": "or-bar-button or-only-phone", "data-shelf": True}
    new = word("new", language)
    clear: Attributes = {"type": "button", "class": "or-bar-button", "data-clear": True, "aria-label": new}
    how = word("save_how", language)
    save: Attributes = {"type": "button", "class": "or-bar-button", "data-save": True, "title": how, "aria-label": how}
    beside = " or-not-narrow" if claims else ""  # where there is no room, the menu leads there
    return el(
        "header",
        {**told, "data-longest": str(longest) if longest else None},
        el("h1", {}, icon("record"), "On Record"),
        el("p", {}, word("tagline", language)),
        el("button", shelf, word("sources", language), " ", el("span", {"class": "or-shelf-count"}, str(count))),
        _counted("ledger", language, "or-bar-button", claims) if claims else None,
        _counted("disputes", language, f"or-bar-button{beside}", disputes) if disputes else None,
        _beside("brief", language, "or-bar-button or-not-phone", ledger_word("brief", language)),
        el("button", save, icon("save"), el("span", {}, word("save", language))),
        el("button", clear, icon("plus"), el("span", {}, new)),
        _sign_out(language, "or-not-narrow", "or-bar-button") if signed_in else None,
        _menu(language, bool(claims and disputes), signed_in),
        _languages(language),
    )


def _menu(language: str, disputes: bool, signed_in: bool) -> Html:
    """What the bar has no room for on a narrow screen; ``disputes`` and ``signed_in``: whether they and the way out are among it."""
    more, first = word("more", language), "or-from-narrow" if disputes or signed_in else "or-from-phone"
    button: Attributes = {
        "type": "button", "class": f"or-bar-button {first}", "popovertarget": "or-menu", "aria-label": more, "title": more,
    }  # fmt: skip
    save: Attributes = {
        "type": "button", "class": "or-from-small", "data-save": True, "popovertarget": "or-menu", "popovertargetaction": "hide",
    }  # fmt: skip
    items = [
        _beside("disputes", language, "or-from-narrow", ledger_word("disputes", language)) if disputes else None,
        _beside("brief", language, "or-from-phone", ledger_word("brief", language)),
        el("button", save, word("save_how", language)),
        _sign_out(language, "or-from-narrow") if signed_in else None,
    ]
    menu = el("nav", {"id": "or-menu", "popover": "auto", "aria-label": more}, items)
    return join(el("button", button, icon("more")), menu)


def _sign_out(language: str, look: str, button: str | None = None) -> Html:
    """Forgets the cookie; a form, as a link would be followed by whatever looks ahead."""
    sent: Attributes = {"method": "post", "action": "./logout", "class": look}
    return el("form", sent, el("button", {"type": "submit", "class": button}, word("sign_out", language)))


def _languages(language: str) -> Html:
    """The languages of the page, each in its own words; answers follow the question's own language."""
    buttons = [
        el(
            "button",
            {
                "type": "button",
                "data-language": code,
                "lang": code,
                "aria-pressed": "true" if code == language else "false",
            },
            el("span", {"aria-hidden": "true"}, short),
            el("span", {"class": "or-hidden"}, name),
        )
        for code, short, name in LANGUAGE_NAMES
    ]
    return el("div", {"class": "or-languages", "role": "group", "aria-label": word("language", language)}, buttons)


def _counted(page: str, language: str, look: str, count: int) -> Html:
    shown = el("span", {"class": "or-shelf-count"}, str(count))
    return _beside(page, language, look, ledger_word(page, language), " ", shown)


def _beside(page: str, language: str, look: str, *words: Html | str) -> Html:
    return el("a", {"href": page_in(language, page), "class": look}, *words)


def welcome(
    language: str,
    count: int,
    examples: Sequence[Words],
    records: bool = False,
    undo: bool = False,
    about: About = _NOTHING,
) -> Html:
    """What the case is about, what can be asked here and what the answers are made of; ``records``: whether some of it is our own
    record of a source; ``undo``: whether a conversation was here just now that can be brought back."""
    back = el("button", {"type": "button", "class": "or-link", "data-undo": True}, word("undo", language))
    return el(
        "section",
        {"class": "or-welcome"},
        el("p", {"class": "or-cleared"}, word("cleared", language), " ", back) if undo else None,
        el("h2", {}, word("welcome", language)),
        _about(about, language) if about.articles else None,
        el("p", {}, word("welcome_how", language, count=count)),
        el("p", {"class": "or-welcome-ours"}, word("record_is", language)) if records else None,
        _examples(language, examples) if examples else None,
    )


def _about(about: About, language: str) -> Html:
    """The articles that are examined here, each the way to its page where there is one."""
    place = page_in(language, "article")
    titles: list[Html] = []
    for title in about.articles[:_MOST_ARTICLES]:
        shown = el("bdi", {}, title)
        titles.append(el("a", {"href": place, "class": "or-link"}, shown) if about.marked else shown)
    many = len(about.articles)
    told = word("about_many", language, count=many) if many > 1 else word("about_one", language)
    return el("p", {"class": "or-welcome-about"}, told, [join(" ", title) for title in titles])


def _examples(language: str, examples: Sequence[Words]) -> Html:
    buttons = [
        el(
            "li",
            {},
            el(
                "button",
                {"type": "button", "class": "or-example", "data-example": str(i)},
                el("span", {"class": "or-example-question", "dir": "auto"}, example.question),
                el("span", {"class": "or-example-shows"}, example.shows) if example.shows else None,
            ),
        )
        for i, example in enumerate(examples)
    ]
    return join(el("h3", {}, word("examples", language)), el("ul", {"class": "or-examples"}, buttons))
