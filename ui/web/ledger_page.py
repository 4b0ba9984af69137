"""The claim ledger as a page: claims by status, the article's words beside the facts that decide, each with an anchor.

Read only and without scripts: everything is built by ``nodes``, so no text of a case becomes markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rag.case import Case, reason_in
from rag.case.audited import AuditMarks
from rag.lists.ledger import NO_LEDGER, STATUSES, Ledger, LedgerEntry, make_ledger, with_marks
from rag.text.punctuation import colon
from rag.types import Finding
from ui.answer_words import finding_word
from ui.web.badges import icon, slug
from ui.web.computed import computed_words
from ui.web.followed import followed
from ui.web.frame import frame, language_of, whole
from ui.web.ledger_facts import articles, decided_by, said_by_seed
from ui.web.ledger_words import basis_word, ledger_word
from ui.web.nodes import Html, el, join

if TYPE_CHECKING:
    from rag.settings import Settings

_BADGE = {
    "supported": "or-verdict-supported",
    "partly supported": "or-verdict-partly-supported",
    "contradicted": "or-verdict-contradicted",
    "opinion": "or-verdict-not-checked",
    "not addressed": "or-verdict-not-addressed",
}
_ICON = {"supported": "check", "partly supported": "half", "contradicted": "cross", "opinion": "voice"}


def mount_ledger(app: Any, ledger: Callable[[], Ledger | None], disputes: Callable[[], bool] = lambda: False) -> None:
    """Serve the case's ledger at /ledger of ``app``; a case without one gets one line that says so. ``disputes``: whether it has any."""
    from starlette.responses import HTMLResponse

    def page(request: Any) -> HTMLResponse:
        found = ledger()
        return HTMLResponse(ledger_page(found, language_of(request), disputes()), 200 if found else 404)

    app.add_route("/ledger", page, methods=["GET"])


def follow_ledger(settings: Settings) -> Callable[[], Ledger | None]:
    """Gives the ledger of the case as it stands with the live snapshot, None without one, and the audit's marks on it."""
    marks = AuditMarks(settings.data_dir)

    def made(case: Case) -> Ledger | None:
        return make_ledger(case, settings.max_file_mb, passage_words=settings.passage_words) if case.ledger else None

    latest = followed(settings, made)

    def now() -> Ledger | None:
        found = latest()
        return with_marks(found, marks) if found else None

    return now


def ledger_page(ledger: Ledger | None, language: str = "en", disputes: bool = False) -> str:
    """The page of the chat's server, with its stylesheets; None stands for a case without a ledger."""
    body = el("p", {"class": "or-ledger-empty"}, NO_LEDGER[:1].upper() + NO_LEDGER[1:])
    return frame(_body(ledger, language) if ledger else body, language, "title", disputes)


def ledger_document(ledger: Ledger, language: str = "en") -> str:
    """The same as one file that needs nothing else: styles inside, no scripts, no pictures, no fonts."""
    return whole(_body(ledger, language), language, "title")


def _body(ledger: Ledger, language: str) -> Html:
    groups = [(status, ledger.of(status)) for status in STATUSES]
    return join(
        el("h1", {}, ledger_word("title", language)),
        el("p", {"class": "or-ledger-intro"}, ledger_word("intro", language)),
        articles(ledger.seeds, language),
        _counts([(status, len(entries)) for status, entries in groups if entries], language),
        [_group(status, entries, language) for status, entries in groups if entries],
    )


def _counts(counts: Sequence[tuple[Finding, int]], language: str) -> Html:
    """How many claims there are of each status, each a link to them."""
    links = [
        el("li", {}, el("a", {"href": f"#{slug(status)}"}, badge(status, language, count))) for status, count in counts
    ]
    return el(
        "nav", {"class": "or-ledger-counts", "aria-label": ledger_word("by_status", language)}, el("ul", {}, links)
    )


def badge(status: Finding, language: str, count: int | None = None) -> Html:
    """Icon and name of a status, with a count before it where one is given."""
    name = finding_word(status, language, 1 if count is None else count)
    words = name if count is None else f"{count} {name}"
    return el("span", {"class": f"or-verdict {_BADGE[status]}"}, icon(_ICON.get(status, "question")), words)


def _group(status: Finding, entries: Sequence[LedgerEntry], language: str) -> Html:
    head = el(
        "h2",
        {"id": slug(status)},
        finding_word(status, language).capitalize(),
        " ",
        el("span", {"class": "or-shelf-count"}, str(len(entries))),
    )
    return el("section", {"class": "or-ledger-group"}, head, [_claim(entry, language) for entry in entries])


def _claim(entry: LedgerEntry, language: str) -> Html:
    number = el("a", {"href": f"#{entry.id}", "class": "or-ledger-id"}, entry.id)
    return el(
        "article",
        {"id": entry.id, "class": f"or-ledger-claim or-ledger-{slug(entry.status)}"},
        el("p", {"class": "or-ledger-head"}, number, badge(entry.status, language)),
        el("h3", {"dir": "auto"}, entry.claim),
        _line("attributed", entry.attributed_to, language),
        el("div", {"class": "or-ledger-sides"}, said_by_seed(entry, language), decided_by(entry, language)),
        el("p", {"class": "or-ledger-reason", "dir": "auto"}, reason_in(language, entry)),
        _line("leans", entry.evidence_leans, language),
        _basis(entry, language),
    )


def _basis(entry: LedgerEntry, language: str) -> Html:
    """Who finds so; what code has against it is never left out."""
    computed = "" if entry.basis in ("opinion", "editor") else computed_words(entry, language)
    told = colon(language) + computed if computed else ""
    return el(
        "p",
        {"class": f"or-ledger-basis or-ledger-basis-{slug(entry.basis)}"},
        basis_word(entry.basis, language),
        el("bdi", {}, told),
    )


def _line(key: str, value: str, language: str) -> Html | None:
    if not value:
        return None
    return el("p", {"class": "or-ledger-line"}, ledger_word(key, language) + colon(language), el("bdi", {}, value))
