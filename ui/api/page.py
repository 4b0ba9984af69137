"""A saved answer as a page: the same sentences, marks and cards as the chat, with how they stand today."""

from __future__ import annotations

from dataclasses import replace
from string import Template

from rag.errors import OnRecordError
from rag.index.owner import live_snapshot
from rag.index.snapshot import Snapshot
from rag.index.stored import StoredTexts
from rag.settings import Settings
from rag.types import Answer, Kind
from ui.answer_words import status_word
from ui.api.evidence import evidence
from ui.api.page_words import say
from ui.api.saved import Kept
from ui.api.standing import Standing, standing
from ui.web.card import asked, card
from ui.web.nodes import Html, el, join, text
from ui.web.words import ledger_word

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<title>$title</title>
<link rel="stylesheet" href="../onrecord/chat.css">
<link rel="stylesheet" href="../onrecord/saved.css">
<script src="../onrecord/saved.js" defer></script>
</head>
<body class="$kind">
$bar<main id="or-root" class="or-saved">
<h1 class="or-hidden">On Record</h1>
$body
</main>
<footer class="or-saved-foot">$foot</footer>
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
        _standing(kept, standing(settings, kept)),
        evidence(kept.answer, kept.sources, texts),
    )
    link = _LINK.substitute(href=f"{kept.id}.json", rest="", words=text(say("json", language)))
    article = live is not None and any(source.kind is Kind.SEED for source in live.sources)
    return _page(kept.answer, "or-saved-page", body, f"{text(say('by', language))} · {link}", _bar(language, article))


def embedded_page(kept: Kept, settings: Settings) -> str:
    """The answer alone, small enough for a frame in another page, with a link to the whole."""
    language = kept.answer.language
    body = join(_turn(kept, opens=False), _standing(kept, standing(settings, kept)))
    link = _LINK.substitute(
        href=f"../a/{kept.id}", rest=' target="_blank" rel="noopener"', words=text(say("whole", language))
    )
    return _page(kept.answer, "or-embedded", body, f"{text(say('by', language))} · {link}")


def _bar(language: str, article: bool) -> str:
    """The name and the ways to the chat and, where the case has one, to the article under examination."""
    name = '<p class="or-saved-name">On Record</p>'
    links = [("../", say("chat", language))]
    if article:
        links.append((f"../article?language={language}", ledger_word("article", language)))
    ways = "".join(_LINK.substitute(href=text(href), rest="", words=text(words)) for href, words in links)
    return f'<header class="or-saved-bar">{name}<nav>{ways}</nav></header>\n'


def _page(answer: Answer, kind: str, body: Html, foot: str, bar: str = "") -> str:
    title = f"{answer.question[:120]} · On Record"
    return _PAGE.substitute(language=text(answer.language), title=text(title), kind=kind, bar=bar, body=body, foot=foot)


def _turn(kept: Kept, opens: bool = True) -> Html:
    # Without the table of passages: its links lead into the chat's source panel, which is not here.
    shown = replace(kept.answer, hits=())
    return join(asked(kept.answer.question, kept.answer.language), card(shown, kept.sources, "", opens))


def _standing(kept: Kept, now: Standing) -> Html:
    language = kept.answer.language
    lines: list[Html] = []
    if not now.checked:
        headline = say("unchecked", language)
    elif now.faults:
        headline = say("faulty", language)
    elif now.worse:
        headline = say("worse", language, snapshot=now.snapshot, count=len(now.worse))
        for was, is_now in now.worse:
            words = say(
                "was",
                language,
                was=status_word(was.status, language),
                now=status_word(is_now.status, language),
                claim=was.claim.text,
            )
            lines.append(el("li", {}, el("bdi", {}, words)))
    elif not kept.answer.verdicts:
        headline = say("refused", language, snapshot=now.snapshot)
    else:
        headline = say("holds", language, snapshot=now.snapshot)
    lines += [el("li", {}, el("bdi", {}, say("changed", language, title=s.title))) for s in now.changed]
    lines += [el("li", {}, el("bdi", {}, say("gone", language, title=s.title))) for s in now.gone]
    calm = now.holds and not lines
    return el(
        "aside",
        {"class": f"or-standing or-standing-{'holds' if calm else 'differs'}", "role": "note"},
        el(
            "p",
            {},
            say(
                "saved",
                language,
                when=kept.saved_at.replace("T", " ").rstrip("Z") + " UTC",
                snapshot=kept.answer.snapshot,
            ),
        ),
        el("p", {"class": "or-standing-now"}, headline),
        el("ul", {}, lines) if lines else None,
    )


def _live(settings: Settings) -> Snapshot | None:
    try:
        return live_snapshot(settings)
    except OnRecordError:
        return None
