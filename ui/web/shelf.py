"""All sources of the case by tier, closest to the facts first, each with a switch: whether answers may rest on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rag.case.audited import remainder_id
from rag.types import Source, Tier
from ui.answer_words import tier_word
from ui.web.badges import icon, slug, tier_badge, when, who
from ui.web.ledger_words import ledger_word
from ui.web.nodes import Attributes, Html, el
from ui.web.words import page_in, word


def shelf(
    sources: Iterable[Source], passages: Mapping[str, int], language: str, only: Collection[str] = frozenset()
) -> Html:
    """The list; ``passages`` counts those of each source, ``only`` names those in use (empty: all).

    Tiers without a source are left out.
    """
    ordered = sorted(sources, key=lambda s: (s.tier.rank, s.published, s.title))
    ids = {source.id for source in ordered}
    parts = {remainder_id(i): "rest_of_record" for i in ids} | {
        i: "the_original" for i in ids if remainder_id(i) in ids
    }  # what a fetched original and the rest of our record are called, side by side
    groups = [(tier, [s for s in ordered if s.tier is tier]) for tier in Tier]
    count = len(ordered)
    close: Attributes = {
        "type": "button",
        "class": "or-close",
        "data-close": True,
        "aria-label": word("close", language),
    }
    return el(
        "section",
        {"class": "or-shelf", "aria-label": word("sources", language)},
        el(
            "header",
            {"class": "or-shelf-head"},
            el(
                "h2", {"tabindex": "-1"}, word("sources", language), el("span", {"class": "or-shelf-count"}, str(count))
            ),
            el("button", close, icon("cross")),
        ),
        el(
            "p",
            {"class": "or-chosen"},
            el("a", {"href": page_in(language, "sources")}, ledger_word("search_sources", language)),
        ),
        _chosen(len(only), count, language) if only else None,
        [_group(tier, members, passages, language, only, parts) for tier, members in groups if members],
    )


def _chosen(used: int, count: int, language: str) -> Html:
    everything = {"type": "button", "class": "or-link", "data-scope": "all"}
    return el(
        "p",
        {"class": "or-chosen", "role": "status"},
        word("chosen", language, count=used, total=count),
        " ",
        el("button", everything, word("use_all", language)),
    )


def _switch(scope: str, on: bool | None, label: str) -> Html:
    """A box that is ticked, empty, or (None) ticked for some of what it stands for."""
    state = "mixed" if on is None else "true" if on else "false"
    attributes = {"type": "button", "role": "checkbox", "class": "or-switch", "data-scope": scope, "aria-label": label}
    return el("button", {**attributes, "aria-checked": state}, icon("dash" if on is None else "check"))


def _group(
    tier: Tier,
    members: list[Source],
    passages: Mapping[str, int],
    language: str,
    only: Collection[str],
    parts: Mapping[str, str],
) -> Html:
    items = [
        el(
            "li",
            {"class": None if not only or source.id in only else "or-unused"},
            _entry(source, passages.get(source.id, 0), language, parts.get(source.id, "")),
            _switch(
                f"source:{source.id}", not only or source.id in only, word("use_source", language, title=source.title)
            ),
        )
        for source in members
    ]
    used = sum(not only or source.id in only for source in members)
    state = None if 0 < used < len(members) else used > 0
    head = el(
        "div",
        {"class": "or-shelf-tier-head"},
        el("h3", {}, tier_badge(tier, language), el("span", {"class": "or-shelf-count"}, str(len(members)))),
        _switch(f"tier:{tier}", state, word("use_tier", language, tier=tier_word(tier, language))),
    )
    return el("section", {"class": f"or-shelf-tier or-shelf-{slug(tier)}"}, head, el("ul", {}, items))


def _entry(source: Source, count: int, language: str, part: str) -> Html:
    size = word("facts", language) if count == 1 else word("facts_many", language, count=count)
    publisher = who(source) if source.publisher else ""
    named = word(part, language) if part else ""
    place = " · ".join(told for told in (named, publisher, when(source, language), size) if told)
    return el(
        "button",
        {"type": "button", "class": "or-book", "data-source": source.id},
        el("span", {"class": "or-book-title", "dir": "auto"}, source.title),
        el("span", {"class": "or-book-who", "dir": "auto"}, place),
    )
