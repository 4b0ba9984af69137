"""How an answer came about: passages found, the parts of their scores, times, snapshot and mode, folded away."""

from __future__ import annotations

from collections.abc import Mapping

from rag.text.place_words import place_words
from rag.text.punctuation import in_a_row
from rag.types import Answer, Hit, Source
from ui.web.badges import tier_badge, who
from ui.web.how_words import part, stage
from ui.web.marks import opener
from ui.web.nodes import Child, Html, el, join
from ui.web.words import word


def how_answered(answer: Answer, sources: Mapping[str, Source]) -> Html:
    """A closed disclosure with everything needed to retrace the answer."""
    language = answer.language
    mode = word("mode_model", language, model=answer.model) if answer.mode == "model" else word("mode_quote", language)
    if answer.mode != "model" and answer.model:
        mode = word("mode_instead", language, model=answer.model)
    times = in_a_row([f"{stage(name, language)} {ms:.0f} ms" for name, ms in answer.timings.items()], language)
    facts = [
        ("mode", mode),
        ("usage", usage(answer)),
        ("left_out", str(answer.left_out or "")),
        ("rewritten", str(answer.rewritten or "")),
        ("confidence", f"{answer.confidence:.2f}"),
        ("snapshot", answer.snapshot),
        ("timings", times),
    ]
    rows = [(el("dt", {}, word(key, language)), el("dd", {}, value)) for key, value in facts if value]
    return el(
        "details",
        {"class": "or-how"},
        el("summary", {}, word("how", language)),
        el("dl", {"class": "or-facts"}, rows),
        _table(answer.hits, sources, language) if answer.hits else None,
    )


def usage(answer: Answer) -> str:
    """Calls, tokens and cost of the model; "" when none was asked."""
    spent = answer.usage
    if not spent.calls:
        return ""
    about = "≈ " if spent.estimated else ""
    tokens = f"{about}{spent.prompt_tokens:,} + {spent.completion_tokens:,}"
    said = word("usage_is", answer.language, calls=spent.calls, tokens=tokens)
    return said if spent.cost is None else f"{said} · {spent.cost:.4f}"


def _table(hits: tuple[Hit, ...], sources: Mapping[str, Source], language: str) -> Html:
    head = el(
        "tr",
        {},
        el("th", {"scope": "col"}, word("score", language)),
        el("th", {"scope": "col"}, word("passage", language)),
    )
    body = [el("tr", {}, _score(hit, language), el("td", {}, _passage(hit, sources, language))) for hit in hits]
    return join(
        el("h3", {"class": "or-how-title"}, word("passages", language)),
        el("table", {"class": "or-hits"}, el("thead", {}, head), el("tbody", {}, body)),
    )


def _score(hit: Hit, language: str) -> Html:
    parts = " · ".join(f"{part(name, language)} {value:.2f}" for name, value in hit.parts.items())
    return el("td", {}, el("strong", {}, f"{hit.score:.3f}"), el("small", {}, parts) if parts else None)


def _passage(hit: Hit, sources: Mapping[str, Source], language: str) -> Child:
    source = sources.get(hit.passage.source_id)
    if source is None:
        return hit.passage.text
    label = in_a_row([who(source), place_words(hit.passage.locator, language)], language)
    return join(
        tier_badge(source.tier, language),
        " ",
        opener(source.id, hit.passage.span, label, {"class": "or-link"}),
        el("p", {"class": "or-hit-text", "dir": "auto"}, hit.passage.text),
    )
