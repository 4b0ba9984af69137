"""Where sources differ: one card a difference, both sides with who says it; what an editor found of the article, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.answer.said_by import who_and_when
from rag.text.punctuation import after_colon, colon, semicolon
from rag.types import Citation, Conflict, Source, Span
from rag.wording import Wording, wording_of
from ui.answer_words import finding_word, title_of
from ui.reasons import reason_words
from ui.web.badges import icon, slug
from ui.web.nodes import Html, el, join
from ui.web.pieces import by_line, passage
from ui.web.words import word

OPEN = 1  # cards that stand open; of a scorecard none does
LINE = 110  # characters of the article's words in the line of a scorecard


def differences(
    conflicts: Sequence[Conflict], sources: Mapping[str, Source], language: str, scorecard: bool, led: str = ""
) -> Html | None:
    """A card each, never two about the same words; ``scorecard``: closed, each under the words that are judged; ``led``: what the answer's
    first lines say, which is not said again."""
    once = list(_once(conflicts))
    if not once:
        return None
    cards = [_card(c, sources, language, scorecard, i < OPEN and not scorecard, led) for i, c in enumerate(once)]
    return el("div", {"class": "or-differences or-scorecard" if scorecard else "or-differences"}, cards)


def _once(conflicts: Iterable[Conflict]) -> Iterable[Conflict]:
    """The conflicts without those between the same two stretches of text, or on words that an editor judged already."""
    seen: set[frozenset[tuple[str, Span]]] = set()
    judged: set[tuple[str, Span]] = set()
    for conflict in conflicts:
        sides = [(c.source_id, c.span) for c in (conflict.lower, conflict.higher)]
        if frozenset(sides) in seen or (not conflict.finding and sides[0] in judged):
            continue
        seen.add(frozenset(sides))
        if conflict.finding:
            judged.add(sides[0])
        yield conflict


def _card(
    conflict: Conflict, sources: Mapping[str, Source], language: str, scorecard: bool, is_open: bool, led: str
) -> Html:
    reason = reason_words(conflict, language)
    if reason and reason in led:
        reason, is_open = "", False
    judged = word("by_editor", language) + after_colon(language) if conflict.by_editor else ""
    found = finding_word(conflict.finding, language) if scorecard and conflict.finding else ""
    title = join(icon("differ"), el("strong", {}, found[:1].upper() + found[1:] or title_of(conflict, language)))
    line = (
        _judged(conflict.lower, sources)
        if scorecard
        else ""
        if is_open
        else _short(reason) or ("" if conflict.finding else _both(conflict, sources, language))
    )
    return el(
        "details",
        {
            "class": f"or-differ or-finding-{slug(conflict.finding)}" if conflict.finding else "or-differ",
            "open": is_open,
        },
        el(
            "summary",
            {},
            title,
            el("span", {"class": "or-differ-line", "dir": "auto"}, colon(language), line) if line else None,
            el("span", {"class": "or-differ-why", "dir": "auto"}, _short(reason)) if scorecard else None,
        ),
        el("p", {"class": "or-differ-reason"}, judged, el("bdi", {}, reason)) if reason else None,
        el("div", {"class": "or-sides"}, [_side(c, sources, language) for c in (conflict.higher, conflict.lower)]),
    )


def _both(conflict: Conflict, sources: Mapping[str, Source], language: str) -> str:
    """Who is on either side, and when they said it."""
    sides = [(c, sources.get(c.source_id)) for c in (conflict.higher, conflict.lower)]
    return semicolon(language).join(
        who_and_when(c, sources, language) if source else f"[{c.number}]" for c, source in sides
    )


def _side(citation: Citation, sources: Mapping[str, Source], language: str) -> Html:
    source = sources.get(citation.source_id)
    if source is None:
        return el("div", {"class": "or-side"}, el("blockquote", {"class": "or-passage"}, citation.quote))
    said = el("blockquote", {"class": "or-passage", "dir": "auto", "lang": source.language}, passage(citation, source))
    return el("div", {"class": f"or-side or-side-{slug(source.tier)}"}, said, by_line(citation, source, language))


def _judged(citation: Citation, sources: Mapping[str, Source]) -> str:
    """The beginning of the words that are judged; between quotation marks only a source's own."""
    source, words = sources.get(citation.source_id), _short(citation.quote)
    return f"“{words}”" if source is not None and wording_of(citation, source) is Wording.VERBATIM else words


def _short(text: str) -> str:
    return text if len(text) <= LINE else text[:LINE].rpartition(" ")[0] + " …"
