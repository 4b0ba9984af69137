"""All sources of the case, grouped by tier, closest to the facts first: what the panel shows until one is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rag.types import Source, Tier
from ui.web.badges import icon, slug, tier_badge, when, who
from ui.web.nodes import Attributes, Html, el
from ui.web.words import word


def shelf(sources: Iterable[Source], passages: Mapping[str, int], language: str) -> Html:
    """The list; ``passages`` counts those of each source. Tiers without a source are left out."""
    ordered = sorted(sources, key=lambda s: (s.tier.rank, s.published, s.title))
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
        [_group(tier, members, passages, language) for tier, members in groups if members],
    )


def _group(tier: Tier, members: list[Source], passages: Mapping[str, int], language: str) -> Html:
    items = [el("li", {}, _entry(source, passages.get(source.id, 0), language)) for source in members]
    head = el("h3", {}, tier_badge(tier, language), el("span", {"class": "or-shelf-count"}, str(len(members))))
    return el("section", {"class": f"or-shelf-tier or-shelf-{slug(tier)}"}, head, el("ul", {}, items))


def _entry(source: Source, count: int, language: str) -> Html:
    size = word("facts", language) if count == 1 else word("facts_many", language, count=count)
    publisher = who(source) if source.publisher else ""
    place = " · ".join(part for part in (publisher, when(source, language), size) if part)
    return el(
        "button",
        {"type": "button", "class": "or-book", "data-source": source.id},
        el("span", {"class": "or-book-title", "dir": "auto"}, source.title),
        el("span", {"class": "or-book-who", "dir": "auto"}, place),
    )
