"""The evidence of a saved answer, one item a quote: who says it, and the words in their place in the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rag.errors import OnRecordError
from rag.index.stored import StoredTexts
from rag.types import Answer, Source, Span
from ui.web.badges import tier_badge, when, who
from ui.web.nodes import Html, el, join, web_address
from ui.web.pieces import whose
from ui.words import saved_word, word

AROUND = 240  # characters shown before and after the quoted words


def evidence(answer: Answer, sources: Mapping[str, Source], texts: StoredTexts | None) -> Html | None:
    """A list with an item for each span that a mark or card of the answer leads to; None when there is none."""
    items = [
        _item(source_id, span, quote, basis, answer.language, sources, texts)
        for source_id, span, quote, basis in _spans(answer)
    ]
    if not items:
        return None
    title = el("h2", {"class": "or-evidence-title"}, saved_word("evidence", answer.language))
    return el("section", {"class": "or-evidence"}, title, el("ol", {}, items))


def _spans(answer: Answer) -> Iterable[tuple[str, Span, str, str]]:
    """Each cited, differing or nearest span once, in the order of the page, with its words and how they were read."""
    found: dict[tuple[str, Span], tuple[str, str]] = {}
    cited = [c for claim in answer.claims for c in claim.citations]
    for c in [*cited, *(side for conflict in answer.conflicts for side in (conflict.higher, conflict.lower))]:
        found.setdefault((c.source_id, c.span), (c.quote, c.basis))
    for hit in answer.nearest:
        found.setdefault((hit.passage.source_id, hit.passage.span), (hit.passage.text, hit.passage.basis))
    return [(source_id, span, quote, basis) for (source_id, span), (quote, basis) in found.items()]


def _item(
    source_id: str,
    span: Span,
    quote: str,
    basis: str,
    language: str,
    sources: Mapping[str, Source],
    texts: StoredTexts | None,
) -> Html:
    source = sources.get(source_id)
    if source is None:
        return el("li", {}, el("blockquote", {}, quote))
    address = web_address(source.url)
    link = {"href": address, "rel": "noopener noreferrer", "target": "_blank"}
    text = _text_of(source, span, quote, texts)
    words = _in_place(text, span) if text else join(el("mark", {}, quote))
    return el(
        "li",
        {"id": f"or-at-{source_id}-{span.start}-{span.end}", "tabindex": "-1"},
        el(
            "p",
            {"class": "or-evidence-head"},
            tier_badge(source.tier, language),
            el("cite", {}, who(source)),
            whose(source, basis, language),
        ),
        el("p", {"class": "or-evidence-title-of"}, el("bdi", {}, source.title), " · ", when(source, language)),
        el("blockquote", {"dir": "auto"}, words),
        None if text else el("p", {"class": "or-evidence-note"}, saved_word("no_context", language)),
        el("p", {}, el("a", link, word("original", language))) if address else None,
    )


def _text_of(source: Source, span: Span, quote: str, texts: StoredTexts | None) -> str:
    """The stored text when it still is the one that was quoted, else nothing."""
    here = texts.sources.get(source.id) if texts else None
    if texts is None or here is None or here.sha256 != source.sha256:
        return ""
    try:
        text = texts.source_text(source.id)
    except OnRecordError:
        return ""
    return text if span.of(text) == quote else ""


def _in_place(text: str, span: Span) -> Html:
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = (re.sub(r"\n{2,}", "\n", t) for t in (text[start : span.start], text[span.end : end]))
    before = before[before.find(" ") + 1 :] if start else before  # no half word at the edge
    after = after[: after.rfind(" ") + 1] if end < len(text) and " " in after else after
    return join(
        "… " if start else None, before, el("mark", {}, span.of(text)), after, " …" if end < len(text) else None
    )
