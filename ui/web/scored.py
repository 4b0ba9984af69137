"""What the article gets wrong or right, as an answer's card of claims: a line each, and the way to the page where each opens."""

from __future__ import annotations

from rag.types import Answer, NoteKind
from ui.web.ledger_words import ledger_word
from ui.web.nodes import Html, el
from ui.web.words import page_in


def scored(answer: Answer) -> Html | None:
    """The lines, None for an answer without such a card."""
    note = next((note for note in answer.notes if note.kind is NoteKind.SCORED), None)
    if note is None:
        return None
    lines = [el("li", {"dir": "auto"}, line) for line in note.text.split("\n")]
    way = el("a", {"href": page_in(answer.language, "ledger")}, ledger_word("scored_way", answer.language))
    return el("div", {"class": "or-scored"}, el("ul", {}, lines), el("p", {}, way))
