"""Where sources differ: one card a difference, both sides with who says it; what an editor found of the article, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rag.answer.said_by import who_and_when
from rag.text.punctuation import after_colon, colon, semicolon
from rag.types import Answer, Citation, Conflict, Source, Span
from ui.answer_words import title_of
from ui.reasons import reason_words
from ui.web.badges import icon, slug
from ui.web.nodes import Html, el
from ui.web.pieces import NO_GLOSSES, by_line, gloss, passage
from ui.words import word

LINE = 110  # characters of a reason in the line of a closed card


def differences(
    answer: Answer,
    sources: Mapping[str, Source],
    closed: bool,
    led: str = "",
    glosses: Mapping[str, str] = NO_GLOSSES,
) -> Html | None:
    """A card each, never two about the same words, the first open unless all are ``closed``; ``led``: what the answer's first lines say,
    which is not said again."""
    once = list(_once(answer.conflicts))
    if not once:
        return None
    cards = [_card(c, sources, answer, not (closed or place), led, glosses) for place, c in enumerate(once)]
    return el("div", {"class": "or-differences"}, cards)


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
    conflict: Conflict,
    sources: Mapping[str, Source],
    answer: Answer,
    is_open: bool,
    led: str,
    glosses: Mapping[str, str],
) -> Html:
    language, reason = answer.language, reason_words(conflict, answer.language)
    if reason and reason in led:
        reason, is_open = "", False
    judged = word("by_editor", language) + after_colon(language) if conflict.by_editor else ""
    line = "" if is_open else _short(reason) or ("" if conflict.finding else _both(conflict, sources, language))
    told = el("span", {"class": "or-differ-line", "dir": "auto"}, colon(language), line) if line else None
    return el(
        "details",
        {"class": f"or-differ or-finding-{slug(conflict.finding or 'none')}", "open": is_open},
        el("summary", {}, icon("differ"), el("strong", {}, title_of(conflict, language)), told),
        el("p", {"class": "or-differ-reason"}, judged, el("bdi", {}, reason)) if reason else None,
        el(
            "div",
            {"class": "or-sides"},
            [_side(c, sources, answer, glosses) for c in (conflict.higher, conflict.lower)],
        ),
    )


def _both(conflict: Conflict, sources: Mapping[str, Source], language: str) -> str:
    """Who is on either side, and when they said it."""
    sides = [(c, sources.get(c.source_id)) for c in (conflict.higher, conflict.lower)]
    return semicolon(language).join(
        who_and_when(c, sources, language) if source else f"[{c.number}]" for c, source in sides
    )


def _side(citation: Citation, sources: Mapping[str, Source], answer: Answer, glosses: Mapping[str, str]) -> Html:
    source = sources.get(citation.source_id)
    if source is None:
        return el("div", {"class": "or-side"}, el("blockquote", {"class": "or-passage"}, citation.quote))
    said = el("blockquote", {"class": "or-passage", "dir": "auto", "lang": source.language}, passage(citation, source))
    by = by_line(citation, source, answer.language)
    return el(
        "div", {"class": f"or-side or-side-{slug(source.tier)}"}, by, said, gloss(citation.quote, answer, glosses)
    )


def _short(text: str) -> str:
    return text if len(text) <= LINE else text[:LINE].rpartition(" ")[0] + " …"
