"""``/a/<id>`` and ``/embed/<id>``: a saved answer for whoever has the link: the chat's card, how it stands today, the quoted words in place."""

import re
from asyncio import to_thread
from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from rag.common.log import log_traceback
from rag.errors import OnRecordError
from rag.index.snapshot import live_snapshot
from rag.index.stored import StoredTexts
from rag.saved.recheck import Change, Recheck, Since, recheck
from rag.settings import Settings
from rag.sources import Kind, Source, Span
from rag.wire import to_json
from ui.api.saved import Kept
from ui.api.service import Desk, Service
from ui.web.card import asked, card
from ui.web.html import Html, render
from ui.words import saved_word, status_word

router = APIRouter(include_in_schema=False)
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store"}
AROUND = 240  # characters shown before and after the quoted words


@router.get("/a/{name:path}")
async def saved(name: str, desk: Desk) -> Response:
    """The page of a saved answer, or with ``.json`` the answer itself."""
    made = name.removesuffix(".json")
    kept = await to_thread(desk.saved.read, made)
    if kept is not None and made != name:
        return Response(to_json(kept.answer, kept.sources), media_type="application/json", headers=_HEADERS)
    return await _checked(kept, saved_page, desk)


@router.get("/embed/{made:path}")
async def embedded(made: str, desk: Desk) -> Response:
    """The page that other sites may frame."""
    return await _checked(await to_thread(desk.saved.read, made), embedded_page, desk)


async def _checked(kept: Kept | None, page: Callable[[Kept, Settings], str], desk: Service) -> Response:
    """The page, whose claims are checked anew, when its turn has come; the same few words for whatever is no id."""
    if kept is None:
        return PlainTextResponse("not found\n", 404, headers=_HEADERS)
    html = await desk.answering.run(lambda stopped: page(kept, desk.parts.settings))
    return HTMLResponse(html, headers=_HEADERS)


def saved_page(kept: Kept, settings: Settings) -> Html:
    """The whole page: the answer, how it stands today, and the evidence."""
    try:
        live = live_snapshot(settings)
    except OnRecordError:
        live = None
    texts = StoredTexts(settings.data_dir, live) if live else None
    article = live is not None and any(source.kind is Kind.SEED for source in live.sources)
    return _page(kept, settings, "or-saved-page", whole=True, article=article, evidence=_evidence(kept, texts))


def embedded_page(kept: Kept, settings: Settings) -> Html:
    """The answer alone, small enough for a frame in another page, with a link to the whole."""
    return _page(kept, settings, "or-embedded", whole=False, evidence=())


def _page(kept: Kept, settings: Settings, kind: str, whole: bool, **more: object) -> Html:
    answer, language = kept.answer, kept.answer.language
    try:
        now = recheck(settings, answer)
    except OnRecordError as exc:  # and then nothing is claimed
        log_traceback(exc)
        now = None
    headline, lines = _standing(kept, now)
    told = {"headline": headline, "lines": lines, "calm": now is not None and now.holds and not lines}
    saved = {
        "id": kept.id,
        "saved_at": kept.saved_at.replace("T", " ").rstrip("Z") + " UTC",
        "snapshot": answer.snapshot,
    }
    # Without the passages found: their places are in the chat's source panel, which is not here.
    shown = card(replace(answer, hits=()), kept.sources, "", opens=whole)
    frame = {"kind": kind, "whole": whole, "root": "../", "title": answer.question[:120]}
    return render(
        "saved.html", language, asked=asked(answer.question, language), card=shown, **frame, **saved, **told, **more
    )


def _standing(kept: Kept, now: Recheck | None) -> tuple[str, list[str]]:
    """How the answer stands: what was found on the whole, then each sentence that stands worse, each source that is another or gone."""
    language = kept.answer.language
    if now is None:
        return saved_word("unchecked", language), []
    lines = []
    for was, found in () if now.faults else now.worse:
        stood = {"was": status_word(was.status, language), "now": status_word(found.status, language)}
        lines.append(saved_word("was", language, claim=was.claim.text, **stood))
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


def _evidence(kept: Kept, texts: StoredTexts | None) -> list[dict[str, object]]:
    """Each cited, differing or nearest span once, in the order of the page, with what stands around it in the stored text; ``found``: that this
    still is the text that was quoted."""
    answer = kept.answer
    cited = [c for claim in answer.claims for c in claim.citations]
    cited += [side for conflict in answer.conflicts for side in (conflict.higher, conflict.lower)]
    quoted = [(c.source_id, c.span, c.quote, c.basis) for c in cited]
    quoted += [(p.source_id, p.span, p.text, p.basis) for p in (hit.passage for hit in answer.nearest)]
    shown: dict[tuple[str, Span], dict[str, object]] = {}
    for source_id, span, quote, basis in quoted:
        source = kept.sources.get(source_id)
        text = _text_of(source, texts) if source else ""
        found = bool(text) and span.of(text) == quote
        before, after = _around(text, span) if found else ("", "")
        place: dict[str, object] = {"source": source, "span": span, "basis": basis, "found": found}
        shown.setdefault((source_id, span), place | {"quote": quote, "before": before, "after": after})
    return list(shown.values())


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after ``span``, without half words at the edges."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = (re.sub(r"\n{2,}", "\n", t) for t in (text[start : span.start], text[span.end : end]))
    before = "… " + before[before.find(" ") + 1 :] if start else before
    after = after[: after.rfind(" ") + 1] if end < len(text) and " " in after else after
    return before, after + (" …" if end < len(text) else "")


def _text_of(source: Source, texts: StoredTexts | None) -> str:
    """The stored text of a source when it still has the bytes that it had, else nothing."""
    here = texts.sources.get(source.id) if texts else None
    if texts is None or here is None or here.sha256 != source.sha256:
        return ""
    try:
        return texts.source_text(source.id)
    except OnRecordError:
        return ""
