"""Where the sources differ, as a page: a line a matter, which opens on its sides next to each other and an editor's word.

Read only and without scripts: everything is built by ``nodes``, so no text of a case becomes markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rag.case import Case, reason_in
from rag.case.audited import AuditMarks
from rag.lists.deciding import DecidingFact
from rag.lists.disputes import DisputeEntry, Disputes, DisputeSide, make_disputes, with_marks
from rag.text.punctuation import colon, semicolon
from rag.types import Tier
from ui.web.badges import icon
from ui.web.frame import frame, language_of, whole
from ui.web.ledger_facts import articles, facts_shown
from ui.web.ledger_page import followed, row
from ui.web.nodes import Html, el, join
from ui.words import basis_word, ledger_word

if TYPE_CHECKING:
    from rag.settings import Settings

TITLE = "differ"


def mount_disputes(app: Any, disputes: Callable[[], Disputes | None]) -> None:
    """Serve the case's disputes at /disputes of ``app``; a case without any gets one line that says so."""
    from starlette.responses import HTMLResponse

    def page(request: Any) -> HTMLResponse:
        found = disputes()
        return HTMLResponse(disputes_page(found, language_of(request)), 200 if found else 404)

    app.add_route("/disputes", page, methods=["GET"])


def follow_disputes(settings: Settings) -> Callable[[], Disputes | None]:
    """Gives the disputes of the case as it stands with the live snapshot, None without any, and the audit's marks on them."""
    marks = AuditMarks(settings.data_dir)

    def made(case: Case) -> Disputes | None:
        words = settings.passage_words
        return make_disputes(case, settings.max_file_mb, passage_words=words) if case.disputes else None

    latest = followed(settings, made)

    def now() -> Disputes | None:
        found = latest()
        return with_marks(found, marks) if found else None

    return now


def disputes_page(disputes: Disputes | None, language: str = "en") -> str:
    """The page of the chat's server, with its stylesheets; None stands for a case without disputes."""
    if disputes is None:
        return frame(el("p", {"class": "or-ledger-empty"}, ledger_word("no_disputes", language)), language, TITLE)
    return frame(_body(disputes, language), language, TITLE, disputes=True)


def disputes_document(disputes: Disputes, language: str = "en") -> str:
    """The same as one file that needs nothing else: styles inside, no scripts, no pictures, no fonts."""
    return whole(_body(disputes, language), language, TITLE)


def _body(disputes: Disputes, language: str) -> Html:
    return join(
        el("h1", {}, ledger_word(TITLE, language)),
        el("p", {"class": "or-ledger-intro"}, ledger_word("differ_intro", language, count=len(disputes.entries))),
        articles(disputes.seeds, language),
        el("p", {"class": "or-ledger-hint"}, ledger_word("open_one", language)),
        el("section", {"class": "or-ledger-group"}, [_dispute(entry, language) for entry in disputes.entries]),
    )


def _dispute(entry: DisputeEntry, language: str) -> Html:
    """A line: the matter and what the sides say of it; opened, each side with who says so, and an editor's word."""
    says = el("span", {"class": "or-row-says", "dir": "auto"}, " / ".join(side.says for side in entry.sides))
    columns = "three" if len(entry.sides) % 3 == 0 else "two"
    return row(
        entry.id,
        join(icon("differ"), el("span", {"dir": "auto"}, entry.matter, " ", says)),
        el("p", {"class": "or-ledger-reason", "dir": "auto"}, reason_in(language, entry)),
        el(
            "div",
            {"class": f"or-ledger-sides or-differ-{columns}"},
            [_side(side, language) for side in entry.sides],
        ),
        el("p", {"class": "or-ledger-basis"}, basis_word("editor", language)),
    )


def _side(side: DisputeSide, language: str) -> Html:
    """What a side says in a few words, and who says so; the article under examination is told apart."""
    alone = side.of_article and not side.unread and all(fact.tier is Tier.SEED for fact in side.facts)
    with_it = ledger_word("of_article" if alone else "with_article", language)
    unread = semicolon(language).join(source.title for source in side.unread)
    return el(
        "section",
        {"class": "or-ledger-side or-ledger-side-seed" if alone else "or-ledger-side"},
        el("h3", {"dir": "auto"}, side.says),
        el("p", {"class": "or-ledger-label or-differ-article"}, with_it) if side.of_article else None,
        facts_shown(_article_early(side.facts), language) if side.facts else None,
        el("p", {"class": "or-ledger-place"}, ledger_word("unread", language) + colon(language), el("bdi", {}, unread))
        if unread
        else None,
    )


def _article_early(facts: Sequence[DecidingFact]) -> list[DecidingFact]:
    """The first fact, then the article's words, so that these are not folded away, then the others."""
    first, rest = list(facts[:1]), facts[1:]
    return first + sorted(rest, key=lambda fact: fact.tier is not Tier.SEED)
