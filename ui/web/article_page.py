"""The article under examination, whole, with the sentences that bear a claim marked by the ledger's status.

Each mark leads to the claim's place in the ledger, with the facts that decide it. Read only and without scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rag.case import claim_in
from rag.lists.ledger import STATUSES, Ledger, LedgerEntry
from rag.types import Source
from ui.web.badges import slug, when, who
from ui.web.frame import frame, language_of
from ui.web.ledger_page import summary
from ui.web.nodes import Html, el, join
from ui.words import finding_word, ledger_word, page_in

if TYPE_CHECKING:
    from rag.assemble import Parts

Mark = tuple[int, int, tuple[LedgerEntry, ...]]  # start and end in the article's text, and the claims read there


def mount_article(app: Any, parts: Callable[[], Parts], ledger: Callable[[], Ledger | None]) -> None:
    """Serve the case's article at /article of ``app``."""
    from starlette.responses import HTMLResponse

    def page(request: Any) -> HTMLResponse:
        language = language_of(request)
        now, told = parts(), ledger()
        texts = {
            source.id: (source, now.index.source_text(source.id))
            for source in now.index.sources.values()
            if source.kind == "seed"
        }
        shown = article_page(told, texts, language, bool(now.index.disputes))
        return HTMLResponse(shown, 200 if told and texts else 404)

    app.add_route("/article", page, methods=["GET"])


def article_page(
    ledger: Ledger | None, texts: Mapping[str, tuple[Source, str]], language: str = "en", disputes: bool = False
) -> str:
    """The page; ``texts`` holds each article with its stored text. ``disputes``: whether the case has any."""
    if ledger is None or not texts:
        empty = el("p", {"class": "or-ledger-empty"}, ledger_word("no_article", language))
        return frame(empty, language, "article", disputes)
    body = [_article(source, text, marks_of(ledger, source.id, text), language) for source, text in texts.values()]
    return frame(join(_legend(ledger, language), body), language, "article", disputes)


def marks_of(ledger: Ledger, source_id: str, text: str) -> list[Mark]:
    """Where claims are read in ``text``, in order, never overlapping; words that moved since are not marked."""
    at: dict[tuple[int, int], list[LedgerEntry]] = {}
    for entry in ledger.entries:
        for said in entry.seed:
            if said.source_id == source_id and text[said.start : said.end] == said.text:
                at.setdefault((said.start, said.end), []).append(entry)
    marks: list[Mark] = []
    for (start, end), entries in sorted(at.items()):
        if marks and start < marks[-1][1]:  # one sentence inside another: the claims are told together
            first, last, before = marks[-1]
            marks[-1] = (first, max(last, end), tuple(dict.fromkeys((*before, *entries))))
        else:
            marks.append((start, end, tuple(entries)))
    return marks


def _legend(ledger: Ledger, language: str) -> Html:
    return join(
        el("p", {"class": "or-ledger-intro"}, summary(ledger, language, page_in(language, "ledger"))),
        el("p", {"class": "or-ledger-hint"}, ledger_word("marked_how", language)),
    )


def _article(source: Source, text: str, marks: Sequence[Mark], language: str) -> Html:
    by = who(source)  # the title once more where no one is named
    place = " · ".join(part for part in (by if by != source.title else "", when(source, language)) if part)
    return el(
        "article",
        {"class": "or-ledger-article", "lang": source.language},
        el("h1", {"dir": "auto"}, source.title),
        el("p", {"class": "or-ledger-place"}, place),
        [el("p", {"dir": "auto"}, _line(text, start, end, marks, language)) for start, end in _lines(text)],
    )


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _line(text: str, start: int, end: int, marks: Sequence[Mark], language: str) -> Html:
    parts: list[Html | str] = []
    at = start
    for first, last, entries in marks:
        left, right = max(first, start), min(last, end)
        if left >= right:
            continue
        parts += [text[at:left], _marked(text[left:right], entries)]
        if last <= end:  # the signs stand once, where the sentence ends
            parts += [" ", _signs(entries, language)]
        at = right
    return join([*parts, text[at:end]])


def _marked(words: str, entries: Sequence[LedgerEntry]) -> Html:
    return el("mark", {"class": f"or-said or-found-{slug(_gravest(entries))}"}, words)


def _signs(entries: Sequence[LedgerEntry], language: str) -> Html:
    """A link to each claim, named in words: the colour alone says nothing."""
    return el(
        "span",
        {"class": "or-said-signs"},
        [
            el(
                "a",
                {
                    "href": f"{page_in(language, 'ledger')}#{entry.id}",
                    "class": f"or-said-sign or-found-{slug(entry.status)}",
                    "title": claim_in(language, entry),
                    "lang": language,
                },
                finding_word(entry.status, language),
            )
            for entry in entries
        ],
    )


def _gravest(entries: Sequence[LedgerEntry]) -> str:
    return min((entry.status for entry in entries), key=STATUSES.index)
