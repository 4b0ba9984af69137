"""The row of buttons under an answer: copy, ask again, edit the question, and whether it helped."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Answer, Source
from ui.web.badges import icon
from ui.web.nodes import Html, el
from ui.web.plain import as_text
from ui.web.words import word


def actions(answer: Answer, sources: Mapping[str, Source], question: str, key: str) -> Html:
    """The buttons; what each acts on stands in its data attributes."""
    language = answer.language
    return el(
        "div",
        {"class": "or-actions", "role": "group", "aria-label": word("actions", language)},
        _button("everywhere", {"data-everywhere": question}, language) if answer.chosen else None,
        _button(
            "copy", {"data-copy": as_text(answer, sources, question), "data-done": word("copied", language)}, language
        ),
        _button("link", {"data-link": key}, language),
        _button("again", {"data-again": question}, language),
        _button("edit", {"data-edit": question}, language),
        _button("up", {"data-rate": "up", "data-turn": key, "aria-pressed": "false"}, language),
        _button("down", {"data-rate": "down", "data-turn": key, "aria-pressed": "false"}, language),
        _comment(key, language),
    )


def _button(name: str, attributes: Mapping[str, str], language: str) -> Html:
    label = el("span", {"class": "or-action-label"}, word(f"do_{name}", language))
    return el("button", {"type": "button", "class": f"or-action or-action-{name}", **attributes}, icon(name), label)


def _comment(key: str, language: str) -> Html:
    """Where a reader may say more; shown once a thumb was pressed."""
    label = word("comment", language)
    box = el(
        "textarea",
        {"class": "or-comment-text", "aria-label": label, "placeholder": label, "maxlength": "2000", "rows": "2"},
    )
    send = el("button", {"type": "button", "class": "or-action", "data-comment": key}, word("send", language))
    return el("div", {"class": "or-comment", "hidden": True}, box, send, el("p", {}, word("comment_kept", language)))
