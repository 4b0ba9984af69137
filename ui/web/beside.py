"""The pages beside the chat: the article's claims, the disputes, the marked article and the sources. Read only and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse

from rag.case import read_case
from rag.case.audited import AuditMarks, remainder_id
from rag.case.glosses import NO_GLOSSES
from rag.index.snapshot import read_snapshot
from rag.lists import disputes as of_disputes
from rag.lists import ledger as of_ledger
from rag.lists.disputes import Disputes
from rag.lists.ledger import NO_LEDGER, STATUSES, Ledger, LedgerEntry
from rag.phrases import LANGUAGES
from rag.sources import Source
from rag.text.tokens import fold
from ui.spelled import spelled_out
from ui.web.html import STATIC, Html, dots, render, when, who
from ui.web.panel import marked_lines
from ui.words import spoken_by, word

if TYPE_CHECKING:
    from rag.assemble import Parts
    from rag.settings import Settings

Listed = TypeVar("Listed", Ledger, Disputes)
Mark = tuple[int, int, tuple[LedgerEntry, ...]]  # start and end in the article's text, and the claims read there
LONGEST = 200  # characters of a search for a source


def mount_pages(
    app: Any,
    parts: Callable[[], Parts],
    ledger: Callable[[], Ledger | None],
    disputes: Callable[[], Disputes | None],
    own: bool = False,
) -> None:
    """Serve the pages of ``app``; what a case does not have is one line that says so, as 404. ``own``: whether there is the owner's page."""

    def differ() -> bool:
        return bool(parts().index.disputes)

    def ours(language: str) -> Mapping[str, str]:
        return parts().index.glosses.get(language, NO_GLOSSES)

    def claims(request: Request, language: str) -> tuple[str, int]:
        found = ledger()
        return ledger_page(found, language, differ(), ours=ours(language)), 200 if found else 404

    def matters(request: Request, language: str) -> tuple[str, int]:
        found = disputes()
        return disputes_page(found, language, ours=ours(language)), 200 if found else 404

    def article(request: Request, language: str) -> tuple[str, int]:
        index, told = parts().index, ledger()
        texts = {s.id: (s, index.source_text(s.id)) for s in index.sources.values() if s.kind == "seed"}
        return article_page(told, texts, language, differ()), 200 if told and texts else 404

    def sources(request: Request, language: str) -> tuple[str, int]:
        asked = request.query_params.get("q", "")[:LONGEST].strip()
        return sources_page(parts().index.sources.values(), asked, language, differ(), own), 200

    def add(place: str, made: Callable[[Request, str], tuple[str, int]]) -> None:
        app.add_route(place, lambda request: HTMLResponse(*made(request, language_of(request))), methods=["GET"])

    for place, made in (("/ledger", claims), ("/disputes", matters), ("/article", article), ("/sources", sources)):
        add(place, made)


def language_of(request: Any) -> str:
    """The language of a page for who asks for it: the one its address names, else the browser's."""
    chosen = str(request.query_params.get("language", ""))
    return chosen if chosen in LANGUAGES else spoken_by(request.headers.get("accept-language", ""))


def follow_ledger(settings: Settings) -> Callable[[], Ledger | None]:
    """Gives the ledger of the case as it stands with the live snapshot, None without one, and the audit's marks on it."""
    return _follow(settings, "ledger", of_ledger.make_ledger, of_ledger.with_marks)


def follow_disputes(settings: Settings) -> Callable[[], Disputes | None]:
    """The same for its disputes."""
    return _follow(settings, "disputes", of_disputes.make_disputes, of_disputes.with_marks)


def _follow(
    settings: Settings, name: str, make: Callable[..., Listed], with_marks: Callable[[Listed, AuditMarks], Listed]
) -> Callable[[], Listed | None]:
    """Gives the list as the case had it when the live snapshot was first asked for, marked as the audit has it now."""
    marks = AuditMarks(settings.data_dir)

    @lru_cache(maxsize=1)
    def of(snapshot: str) -> Listed | None:
        case = read_case(settings.home)
        return make(case, settings.max_file_mb, passage_words=settings.passage_words) if getattr(case, name) else None

    def now() -> Listed | None:
        live = read_snapshot(settings.data_dir)
        found = of(live.id if live else "")
        return with_marks(found, marks) if found else None

    return now


def ledger_page(ledger: Ledger | None, language: str = "en", disputes: bool = False, **more: object) -> Html:
    """The article's claims, worst first, a line each, None where nobody has judged them. ``disputes``: whether there is a page of them."""
    return render("ledger.html", language, title="title", disputes=disputes, **_claims(ledger), **more)


def disputes_page(disputes: Disputes | None, language: str = "en", **more: object) -> Html:
    """A line a matter, which opens on its sides and an editor's word; None stands for a case without disputes."""
    there = {"entries": disputes.entries, "articles": disputes.seeds} if disputes else {"entries": None}
    return render("disputes.html", language, title="differ", disputes=bool(disputes), **there, **more)


def as_document(found: Ledger | Disputes) -> Html:
    """Either list as one file that needs nothing else: styles inside, no scripts, no pictures, no fonts."""
    styles = Html("").join(Html((STATIC / sheet).read_text(encoding="utf-8")) for sheet in ("chat.css", "ledger.css"))
    if isinstance(found, Ledger):
        return ledger_page(found, styles=styles)
    return disputes_page(found, styles=styles)


def _claims(ledger: Ledger | None) -> dict[str, Any]:
    empty = NO_LEDGER[:1].upper() + NO_LEDGER[1:]
    if ledger is None:
        return {"groups": [], "empty": empty}
    groups = [(status, ledger.of(status)) for status in STATUSES if ledger.of(status)]
    return {"groups": groups, "count": len(ledger.entries), "articles": ledger.seeds, "empty": empty}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article, and the claims that it bears."""

    words: str
    entries: tuple[LedgerEntry, ...] = ()
    ends: bool = False  # the marked sentence ends with it: there the signs stand, once

    @property
    def gravest(self) -> str:
        """What colours it."""
        return min((entry.status for entry in self.entries), key=STATUSES.index)


def article_page(
    ledger: Ledger | None, texts: Mapping[str, tuple[Source, str]], language: str = "en", disputes: bool = False
) -> Html:
    """The article whole, with the sentences that bear a claim marked; ``texts`` holds each article with its stored text."""
    articles = []
    for source, text in texts.values() if ledger else ():
        marks = marks_of(ledger, source.id, text) if ledger else []
        by = who(source)  # the title once more where no one is named
        place = dots(by if by != source.title else "", when(source, language))
        lines = [[Piece(words, of or (), ends) for words, of, ends in line] for _, line in marked_lines(text, marks)]
        articles.append((source, place, lines))
    told = _claims(ledger) | {"articles": articles}
    return render("article.html", language, title="article", disputes=disputes, **told)


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


def sources_page(
    sources: Iterable[Source], asked: str = "", language: str = "en", disputes: bool = False, own: bool = False
) -> Html:
    """The sources that have every word of ``asked`` in their title, publisher, authors or date, each with a way to ask it alone."""
    every = sorted(sources, key=lambda source: (source.tier.rank, source.title))
    ids = {source.id for source in every}
    found = [(source, remainder_id(source.id) in ids) for source in every if matches(source, asked)]
    told = {"asked": asked, "found": found, "total": len(every), "own": own, "longest": LONGEST}
    return render("sources.html", language, title="sources", disputes=disputes, **told)


def matches(source: Source, asked: str) -> bool:
    """True where each word of ``asked`` stands in what is known of a source, however it is accented or capitalised."""
    known = fold(" ".join((source.title, source.publisher, *source.authors, source.published)))
    return all(word in known for word in fold(asked).split())


def choices(sources: Iterable[Source], language: str) -> list[tuple[str, str]]:
    """A line for each source with its id, the closest to the facts first; a fetched original and the rest of our summary are told apart."""
    ordered = sorted(sources, key=lambda source: (source.tier.rank, source.published, source.title))
    ids = {source.id for source in ordered}
    part = {remainder_id(i): "rest_of_record" for i in ids} | {i: "the_original" for i in ids if remainder_id(i) in ids}

    def line(one: Source) -> str:
        told = word(part[one.id], language) if one.id in part else ""
        return spelled_out(dots(one.title, told, one.publisher, when(one, language)))

    return [(line(one), one.id) for one in ordered]
