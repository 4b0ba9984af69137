"""A saved answer as a page: the same card as the chat's, how it stands today, and the quoted words in their place in the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.common.log import log_traceback
from rag.errors import OnRecordError
from rag.index.snapshot import live_snapshot
from rag.index.stored import StoredTexts
from rag.saved.recheck import Change, Recheck, Since, recheck
from rag.settings import Settings
from rag.types import Answer, Kind, Source, Span
from ui.api.saved import Kept
from ui.web.card import asked, card
from ui.web.html import Html, render
from ui.words import saved_word, status_word

AROUND = 240  # characters shown before and after the quoted words


def saved_page(kept: Kept, settings: Settings) -> Html:
    """The whole page: the answer, how it stands today, and the evidence."""
    try:
        live = live_snapshot(settings)
    except OnRecordError:
        live = None
    texts = StoredTexts(settings.data_dir, live) if live else None
    article = live is not None and any(source.kind is Kind.SEED for source in live.sources)
    evidence = [_evidence(*one, kept, texts) for one in _spans(kept.answer)]
    return _page(kept, settings, "or-saved-page", whole=True, article=article, evidence=evidence)


def embedded_page(kept: Kept, settings: Settings) -> Html:
    """The answer alone, small enough for a frame in another page, with a link to the whole."""
    return _page(kept, settings, "or-embedded", whole=False, evidence=())


def _page(kept: Kept, settings: Settings, kind: str, whole: bool, **more: object) -> Html:
    language = kept.answer.language
    now = _now(settings, kept)
    headline, lines = _standing(kept, now)
    # Without the passages found: their places are in the chat's source panel, which is not here.
    shown = card(replace(kept.answer, hits=()), kept.sources, "", opens=whole)
    return render(
        "saved.html",
        language,
        kind=kind,
        whole=whole,
        root="../",
        title=kept.answer.question[:120],
        id=kept.id,
        asked=asked(kept.answer.question, language),
        card=shown,
        saved_at=kept.saved_at.replace("T", " ").rstrip("Z") + " UTC",
        snapshot=kept.answer.snapshot,
        headline=headline,
        lines=lines,
        calm=now is not None and now.holds and not lines,
        **more,
    )


def _now(settings: Settings, kept: Kept) -> Recheck | None:
    """The answer held against the live snapshot; None when that cannot be done, and then nothing is claimed."""
    try:
        return recheck(settings, kept.answer)
    except OnRecordError as exc:
        log_traceback(exc)
        return None


def _standing(kept: Kept, now: Recheck | None) -> tuple[str, list[str]]:
    """How the answer stands: what was found on the whole, then each sentence that stands worse, each source that is another or gone."""
    language = kept.answer.language
    if now is None:
        return saved_word("unchecked", language), []
    lines = [
        saved_word(
            "was",
            language,
            claim=was.claim.text,
            was=status_word(was.status, language),
            now=status_word(found.status, language),
        )
        for was, found in now.worse
        if not now.faults
    ]
    key = "faulty" if now.faults else "worse" if now.worse else "holds" if kept.answer.verdicts else "refused"
    for source in now.sources:
        if became := _became(source):
            title = kept.sources[source.id].title if source.id in kept.sources else source.title
            lines.append(saved_word(became, language, title=title))
    return saved_word(key, language, snapshot=now.snapshot, count=len(now.worse)), lines


def _became(source: Since) -> str:
    """The key of the words for what happened to a source, "" where it stands as it was."""
    if source.change is Change.REMOVED:
        return "gone"
    moved = source.change is Change.UNKNOWN and source.in_place < source.quotes
    return "changed" if moved or source.change in (Change.CHANGED, Change.REREAD) else ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with what stands around it in the stored text; ``found``: that this still is the text that was quoted."""

    source: Source | None
    span: Span
    basis: str
    quote: str
    before: str = ""
    after: str = ""
    found: bool = False


def _spans(answer: Answer) -> Iterable[tuple[str, Span, str, str]]:
    """Each cited, differing or nearest span once, in the order of the page, with its words and how they were read."""
    found: dict[tuple[str, Span], tuple[str, str]] = {}
    cited = [c for claim in answer.claims for c in claim.citations]
    for c in [*cited, *(side for conflict in answer.conflicts for side in (conflict.higher, conflict.lower))]:
        found.setdefault((c.source_id, c.span), (c.quote, c.basis))
    for hit in answer.nearest:
        found.setdefault((hit.passage.source_id, hit.passage.span), (hit.passage.text, hit.passage.basis))
    return [(source_id, span, quote, basis) for (source_id, span), (quote, basis) in found.items()]


def _evidence(source_id: str, span: Span, quote: str, basis: str, kept: Kept, texts: StoredTexts | None) -> Quoted:
    source = kept.sources.get(source_id)
    text = _text_of(source, span, quote, texts) if source else ""
    if not text:
        return Quoted(source, span, basis, quote)
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = (re.sub(r"\n{2,}", "\n", t) for t in (text[start : span.start], text[span.end : end]))
    before = "… " + before[before.find(" ") + 1 :] if start else before  # no half word at the edge
    after = after[: after.rfind(" ") + 1] if end < len(text) and " " in after else after
    return Quoted(source, span, basis, quote, before, after + (" …" if end < len(text) else ""), True)


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
