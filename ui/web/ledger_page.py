"""The article's claims as a scorecard: worst first, a line each, opened on demand with the article's words beside what decides.

Read only and without scripts: everything is built by ``nodes``, so no text of a case becomes markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from rag.case import Case, claim_in, read_case, reason_in
from rag.case.audited import AuditMarks
from rag.index.snapshot import read_snapshot
from rag.lists.ledger import NO_LEDGER, STATUSES, Ledger, LedgerEntry, make_ledger, with_marks
from rag.phrases import LANGUAGES
from rag.text.place_words import place_words
from rag.text.punctuation import colon, comma, stop
from rag.types import Finding
from ui.web.badges import icon, slug
from ui.web.frame import frame, language_of, whole
from ui.web.ledger_facts import articles, decided_by, said_by_seed
from ui.web.nodes import Html, el, join
from ui.words import basis_word, finding_word, ledger_word

if TYPE_CHECKING:
    from rag.settings import Settings

Made = TypeVar("Made")
_ICON = {"supported": "check", "partly supported": "half", "contradicted": "cross", "opinion": "voice"}


def mount_ledger(app: Any, ledger: Callable[[], Ledger | None], disputes: Callable[[], bool] = lambda: False) -> None:
    """Serve the case's ledger at /ledger of ``app``; a case without one gets one line that says so. ``disputes``: whether it has any."""
    from starlette.responses import HTMLResponse

    def page(request: Any) -> HTMLResponse:
        found = ledger()
        return HTMLResponse(ledger_page(found, language_of(request), disputes()), 200 if found else 404)

    app.add_route("/ledger", page, methods=["GET"])


def followed(settings: Settings, made: Callable[[Case], Made]) -> Callable[[], Made]:
    """Gives what ``made`` makes of the case as it stood when the live snapshot was first asked for."""

    @lru_cache(maxsize=1)
    def of(snapshot: str) -> Made:
        return made(read_case(settings.home))

    def latest() -> Made:
        live = read_snapshot(settings.data_dir)
        return of(live.id if live else "")

    return latest


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
    """The page of the chat's server, with its stylesheets; None stands for a case whose article nobody has judged."""
    body = el("p", {"class": "or-ledger-empty"}, NO_LEDGER[:1].upper() + NO_LEDGER[1:])
    return frame(_body(ledger, language) if ledger else body, language, "title", disputes)


def ledger_document(ledger: Ledger, language: str = "en") -> str:
    """The same as one file that needs nothing else: styles inside, no scripts, no pictures, no fonts."""
    return whole(_body(ledger, language), language, "title")


def _body(ledger: Ledger, language: str) -> Html:
    groups = [(status, ledger.of(status)) for status in STATUSES]
    return join(
        el("h1", {}, ledger_word("title", language)),
        el("p", {"class": "or-ledger-intro"}, summary(ledger, language)),
        articles(ledger.seeds, language),
        el("p", {"class": "or-ledger-hint"}, ledger_word("open_one", language)),
        [claim_group(status, entries, language, page=True) for status, entries in groups if entries],
    )


def summary(ledger: Ledger, language: str, page: str = "") -> Html:
    """How many claims there are and of each finding, in one sentence; each count leads to them, on ``page``."""
    counts = [(status, len(ledger.of(status))) for status in STATUSES]
    told = [
        el("a", {"href": f"{page}#{slug(status)}"}, f"{count} {finding_word(status, language, count)}")
        for status, count in counts
        if count
    ]
    parts: list[Html | str] = [ledger_word("claims_are", language, count=len(ledger.entries)), colon(language)]
    for place, one in enumerate(told):
        parts += [comma(language) if place else "", one]
    return join(*parts, stop(language).rstrip())


def badge(status: Finding, language: str, count: int | None = None) -> Html:
    """Icon and name of a finding, with a count before it where one is given."""
    name = finding_word(status, language, 1 if count is None else count)
    words = name if count is None else f"{count} {name}"
    return el("span", {"class": f"or-found or-found-{slug(status)}"}, icon(_ICON.get(status, "question")), words)


def claim_group(status: Finding, entries: Sequence[LedgerEntry], language: str, page: bool = False) -> Html:
    """The claims of a finding under its name, a line each; on their ``page`` links lead to them."""
    head = el("h2" if page else "h3", {"id": slug(status) if page else None}, badge(status, language, len(entries)))
    rows = [_claim(entry, language, entry.id if page else None) for entry in entries]
    return el("section", {"class": f"or-ledger-group or-found-{slug(status)}"}, head, rows)


def _claim(entry: LedgerEntry, language: str, anchor: str | None) -> Html:
    """A line; opened, the article's words beside what decides, and what was found of them."""
    return row(
        anchor,
        join(icon(_ICON.get(entry.status, "question")), el("span", {"dir": "auto"}, claim_in(language, entry))),
        el("p", {"class": "or-ledger-reason", "dir": "auto"}, reason_in(language, entry)),
        el("div", {"class": "or-ledger-sides"}, said_by_seed(entry, language), decided_by(entry, language)),
        _basis(entry, language),
    )


def row(anchor: str | None, line: Html, *inside: Html | None) -> Html:
    """A line that opens; whoever follows a link to ``anchor`` finds it open."""
    opened = el("div", {"id": anchor, "class": "or-row-open"}, inside)
    return el("details", {"class": "or-row"}, el("summary", {}, line), opened)


def _basis(entry: LedgerEntry, language: str) -> Html:
    """Who finds so; what code has against it is never left out."""
    told = ""
    if entry.basis == "code disagrees":
        told = colon(language) + computed_words(entry, language)
    return el(
        "p",
        {"class": f"or-ledger-basis or-ledger-basis-{slug(entry.basis)}"},
        basis_word(entry.basis, language),
        el("bdi", {}, told),
    )


def computed_words(entry: LedgerEntry, language: str) -> str:
    """``entry.computed`` with its places in words; where code disagrees, first what it finds instead."""
    if language not in LANGUAGES[1:]:
        return entry.computed
    found, told = _found(entry.computed)
    for fact in entry.facts:
        source_id, mark, place = fact.id.partition(":")
        if mark and place:
            told = told.replace(fact.id, f"{source_id}:{place_words(place, language)}")
    return f"{finding_word(found, language)}{colon(language)}{told}" if found else told


def _found(computed: str) -> tuple[Finding | None, str]:
    """The finding that opens it, where code disagrees, and the reason."""
    for status in STATUSES:
        if computed.startswith(f"{status}: "):
            return status, computed.removeprefix(f"{status}: ")
    return None, computed
