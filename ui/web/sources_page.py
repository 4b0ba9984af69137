"""All sources as a page: searched by name, each with what it is, its original, and a way to ask it alone. Without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rag.case.audited import remainder_id
from rag.text.tokens import fold
from rag.types import Kind, Source
from ui.spelled import spelled_out
from ui.web.badges import when, who
from ui.web.frame import frame, language_of
from ui.web.nodes import Attributes, Html, el, join, web_address
from ui.words import ledger_word, page_in, word

if TYPE_CHECKING:
    from rag.assemble import Parts

_LONGEST = 200  # characters of a search


def mount_sources(app: Any, parts: Callable[[], Parts], own: bool) -> None:
    """Serve /sources; ``own``: whether the owner's page of documents is served, too."""
    from starlette.responses import HTMLResponse

    def page(request: Any) -> HTMLResponse:
        index, asked = parts().index, request.query_params.get("q", "")[:_LONGEST].strip()
        shown = sources_page(index.sources.values(), asked, language_of(request), bool(index.disputes), own)
        return HTMLResponse(shown)

    app.add_route("/sources", page, methods=["GET"])


def sources_page(
    sources: Iterable[Source], asked: str = "", language: str = "en", disputes: bool = False, own: bool = False
) -> str:
    """The page with the sources that have every word of ``asked`` in their title, publisher, authors or date."""
    every = sorted(sources, key=lambda source: (source.tier.rank, source.title))
    found = [source for source in every if matches(source, asked)]
    ids = {source.id for source in every}
    told = ledger_word("sources_found", language, count=len(found), total=len(every)) if asked else ""
    body = join(
        el("h1", {}, ledger_word("sources", language)),
        el("p", {"class": "or-ledger-intro"}, ledger_word("sources_intro", language, count=len(every))),
        el(
            "p",
            {"class": "or-ledger-hint"},
            el("a", {"href": page_in(language, "own")}, ledger_word("own_way", language)),
        )
        if own
        else None,
        _form(asked, language),
        el("p", {"class": "or-ledger-hint", "role": "status"}, told) if told else None,
        el("ul", {"class": "or-sources"}, [_source(one, remainder_id(one.id) in ids, language) for one in found])
        if found
        else None,
    )
    return frame(body, language, "sources", disputes)


def choices(sources: Iterable[Source], language: str) -> list[tuple[str, str]]:
    """A line for each source with its id, the closest to the facts first; a fetched original and the rest of our summary are told apart."""
    ordered = sorted(sources, key=lambda source: (source.tier.rank, source.published, source.title))
    ids = {source.id for source in ordered}
    part = {remainder_id(i): "rest_of_record" for i in ids} | {i: "the_original" for i in ids if remainder_id(i) in ids}
    return [
        (
            spelled_out(
                " · ".join(
                    filter(
                        None,
                        (
                            one.title,
                            word(part[one.id], language) if one.id in part else "",
                            who(one) if one.publisher else "",
                            when(one, language),
                        ),
                    )
                )
            ),
            one.id,
        )
        for one in ordered
    ]


def matches(source: Source, asked: str) -> bool:
    """True where each word of ``asked`` stands in what is known of a source, however it is accented or capitalised."""
    known = fold(" ".join((source.title, source.publisher, *source.authors, source.published)))
    return all(word in known for word in fold(asked).split())


def _form(asked: str, language: str) -> Html:
    field: Attributes = {
        "type": "search", "name": "q", "value": asked, "maxlength": str(_LONGEST),
        "placeholder": ledger_word("sources_search", language),
    }  # fmt: skip
    return el(
        "form",
        {"class": "or-sources-form", "action": "./sources", "method": "get", "role": "search"},
        el(
            "label", {}, el("span", {"class": "or-hidden"}, ledger_word("sources_search", language)), el("input", field)
        ),
        el("input", {"type": "hidden", "name": "language", "value": language}),
        el("button", {"type": "submit"}, ledger_word("sources_find", language)),
    )


def _source(source: Source, superseded: bool, language: str) -> Html:
    """Title and link, who and when, what of it is here, and the way to ask it alone. ``superseded``: our summary serves beside it."""
    address = web_address(source.url)
    link = {"href": address or "", "rel": "noopener noreferrer", "target": "_blank", "dir": "auto"}
    hidden = el("span", {"class": "or-hidden"}, f" ({word('new_tab', language)})")
    title = el("a", link, source.title, hidden) if address else el("span", {"dir": "auto"}, source.title)
    kind = {Kind.SEED: "kind_article", Kind.RECORD: "kind_summary"}.get(source.kind, "kind_itself")
    by = who(source) if source.publisher else ""
    place = " · ".join(part for part in (by, when(source, language)) if part)
    here = [el("span", {"class": "or-whose"}, ledger_word(kind, language))]
    if superseded:
        here.append(el("span", {"class": "or-whose"}, ledger_word("kind_both", language)))
    told = el("p", {"class": "or-ledger-place"}, el("bdi", {}, place), [join(" ", one) for one in here])
    ways = [_way(name, source, language) for name in ("source", "only")]
    return el("li", {}, el("div", {"class": "or-sources-of"}, title, told), ways)


def _way(name: str, source: Source, language: str) -> Html:
    """To the chat, which then shows this ``source`` beside it, or asks it ``only``."""
    href, told = f"./?language={language}&{name}={quote(source.id, safe='')}", ledger_word(f"way_{name}", language)
    return el("a", {"href": href, "class": "or-sources-ask", "aria-label": f"{told}: {source.title}"}, told)
