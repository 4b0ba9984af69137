"""A saved answer as a page: the same sentences, marks and cards as the chat, with how they stand today."""

from __future__ import annotations

from dataclasses import replace
from string import Template

from rag.common.log import log_traceback
from rag.errors import OnRecordError
from rag.index.owner import live_snapshot
from rag.index.snapshot import Snapshot
from rag.index.stored import StoredTexts
from rag.saved.recheck import Change, Recheck, Since, recheck
from rag.settings import Settings
from rag.types import Answer, Kind
from ui.api.evidence import evidence
from ui.api.saved import Kept
from ui.web.card import asked, card
from ui.web.nodes import Html, el, join, text
from ui.words import ledger_word, saved_word, status_word

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<title>$title · On Record</title>
<link rel="stylesheet" href="${root}onrecord/chat.css">
<link rel="stylesheet" href="${root}onrecord/saved.css">
<script src="${root}onrecord/saved.js" defer></script>
</head>
<body class="$kind">
$body
</body>
</html>
""")
_LINK = Template('<a href="$href"$rest>$words</a>')  # within this server, which ``nodes.el`` does not link to


def saved_page(kept: Kept, settings: Settings) -> str:
    """The whole page: the answer, how it stands today, and the evidence."""
    language = kept.answer.language
    live = _live(settings)
    texts = StoredTexts(settings.data_dir, live) if live else None
    body = join(
        _turn(kept),
        _standing(kept, _now(settings, kept)),
        evidence(kept.answer, kept.sources, texts),
    )
    link = _LINK.substitute(href=f"{kept.id}.json", rest="", words=text(saved_word("json", language)))
    article = live is not None and any(source.kind is Kind.SEED for source in live.sources)
    return _page(
        kept.answer, "or-saved-page", body, f"{text(saved_word('by', language))} · {link}", _bar(language, article)
    )


def embedded_page(kept: Kept, settings: Settings) -> str:
    """The answer alone, small enough for a frame in another page, with a link to the whole."""
    language = kept.answer.language
    body = join(_turn(kept, opens=False), _standing(kept, _now(settings, kept)))
    link = _LINK.substitute(
        href=f"../a/{kept.id}", rest=' target="_blank" rel="noopener"', words=text(saved_word("whole", language))
    )
    return _page(kept.answer, "or-embedded", body, f"{text(saved_word('by', language))} · {link}")


def _bar(language: str, article: bool) -> str:
    """The name and the ways to the chat and, where the case has one, to the article under examination."""
    name = '<p class="or-saved-name">On Record</p>'
    links = [("../", saved_word("chat", language))]
    if article:
        links.append((f"../article?language={language}", ledger_word("article", language)))
    ways = "".join(_LINK.substitute(href=text(href), rest="", words=text(words)) for href, words in links)
    return f'<header class="or-saved-bar">{name}<nav>{ways}</nav></header>\n'


def document(body: str, title: str, language: str, root: str, kind: str = "") -> str:
    """A page of our own around ``body``, which is HTML; ``root`` leads from it to the chat."""
    return _PAGE.substitute(body=body, title=text(title), language=text(language), root=root, kind=kind)


def _page(answer: Answer, kind: str, body: Html, foot: str, bar: str = "") -> str:
    main = f'<main id="or-root" class="or-saved">\n<h1 class="or-hidden">On Record</h1>\n{body}\n</main>'
    whole = f'{bar}{main}\n<footer class="or-saved-foot">{foot}</footer>'
    return document(whole, answer.question[:120], answer.language, "../", kind)


def _turn(kept: Kept, opens: bool = True) -> Html:
    # Without the table of passages: its links lead into the chat's source panel, which is not here.
    shown = replace(kept.answer, hits=())
    return join(asked(kept.answer.question, kept.answer.language), card(shown, kept.sources, "", opens))


def _now(settings: Settings, kept: Kept) -> Recheck | None:
    """The answer held against the live snapshot; None when that cannot be done, and then nothing is claimed."""
    try:
        return recheck(settings, kept.answer)
    except OnRecordError as exc:
        log_traceback(exc)
        return None


def _standing(kept: Kept, now: Recheck | None) -> Html:
    """How the answer stands: what was found on the whole, each sentence that stands worse, each source that is another or gone."""
    language = kept.answer.language
    lines: list[str] = []
    if now is None:
        headline = saved_word("unchecked", language)
    elif now.faults:
        headline = saved_word("faulty", language)
    elif now.worse:
        headline = saved_word("worse", language, snapshot=now.snapshot, count=len(now.worse))
        for was, found in now.worse:
            statuses = {"was": status_word(was.status, language), "now": status_word(found.status, language)}
            lines.append(saved_word("was", language, claim=was.claim.text, **statuses))
    else:
        headline = saved_word("holds" if kept.answer.verdicts else "refused", language, snapshot=now.snapshot)
    for source in now.sources if now else ():
        if key := _became(source):
            title = kept.sources[source.id].title if source.id in kept.sources else source.title
            lines.append(saved_word(key, language, title=title))
    when = kept.saved_at.replace("T", " ").rstrip("Z") + " UTC"
    calm = now is not None and now.holds and not lines
    return el(
        "aside",
        {"class": f"or-standing or-standing-{'holds' if calm else 'differs'}", "role": "note"},
        el("p", {}, saved_word("saved", language, when=when, snapshot=kept.answer.snapshot)),
        el("p", {"class": "or-standing-now"}, headline),
        el("ul", {}, [el("li", {}, el("bdi", {}, line)) for line in lines]) if lines else None,
    )


def _became(source: Since) -> str:
    """The key of the words for what happened to a source, "" where it stands as it was."""
    if source.change is Change.REMOVED:
        return "gone"
    moved = source.change is Change.UNKNOWN and source.in_place < source.quotes
    return "changed" if moved or source.change in (Change.CHANGED, Change.REREAD) else ""


def _live(settings: Settings) -> Snapshot | None:
    try:
        return live_snapshot(settings)
    except OnRecordError:
        return None
