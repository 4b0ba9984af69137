"""The claim ledger as Markdown: for a report or a repository. No text of a case becomes markup or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answer.said_by import date_of
from rag.lists.deciding import DecidingFact
from rag.lists.ledger import STATUSES, Ledger, LedgerEntry
from rag.types import AuditMark
from ui.audit_line import audit_line

BASIS = {
    "computed": "Computed from the facts",
    "code disagrees": "**Code disagrees**",
    "editor": "An editor's judgement",
    "opinion": "An opinion: no fact decides it",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$:@=^])")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def markdown(ledger: Ledger) -> str:
    """The whole ledger, claims by status, each under a heading of its own."""
    return "\n".join(_lines(ledger)) + "\n"


def plain(value: str) -> str:
    """``value`` on one line, every character that Markdown or HTML could act on escaped."""
    shown = _UNSEEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", value)
    return _SPECIAL.sub(r"\\\1", " ".join(shown.split()))


def _lines(ledger: Ledger) -> Iterator[str]:
    yield "# The article's claims"
    yield ""
    for seed in ledger.seeds:
        yield f"The article: {plain(seed)}"
        yield ""
    yield "| status | claims |"
    yield "|---|---:|"
    yield from (f"| {status} | {len(ledger.of(status))} |" for status in STATUSES if ledger.of(status))
    for status in STATUSES:
        if ledger.of(status):
            yield ""
            yield f"## {status.capitalize()}"
        for entry in ledger.of(status):
            yield ""
            yield from _entry(entry)


def _entry(entry: LedgerEntry) -> Iterator[str]:
    yield f"### {plain(entry.id)}: {plain(entry.claim)}"
    yield ""
    told = "" if entry.basis in ("opinion", "editor") else f": {plain(entry.computed)}"
    yield f"*{entry.status}* · {BASIS[entry.basis]}{told}"
    yield ""
    yield plain(entry.reason)
    if entry.evidence_leans:
        yield f"The evidence leans: {plain(entry.evidence_leans)}."
    yield ""
    if entry.attributed_to:
        yield f"Attributed to: {plain(entry.attributed_to)}"
        yield ""
    for said in entry.seed:
        yield f"> “{plain(said.text)}”  "
        yield f"> (the article, {plain(said.locator)})"
        yield ""
    yield from (f"- {fact_line(fact)}" for fact in entry.facts)
    if not entry.facts:
        yield "No fact on record decides it."


def fact_line(fact: DecidingFact) -> str:
    """Tier, source, date and place, the document's words or ours, the link, and what the original says."""
    who = ", ".join(p for p in (fact.publisher or fact.title, date_of(fact.published), fact.locator) if p)
    link = f" [original](<{fact.url}>)" if fact.url.startswith(("http://", "https://")) else ""
    ours = fact.kind == "record"
    own = f"our record, {plain(fact.basis)}, {plain(fact.id)}" if ours else plain(fact.id)
    words = plain(fact.text) if ours else f"“{plain(fact.text)}”"
    line = f"**{fact.tier}** · {plain(who)} ({own}): {words}{link}"
    if fact.audit:
        mark = AuditMark(fact.audit.status, fact.audit.locator, fact.audit.sentence, fact.audit.reason)
        line += f" *{plain(audit_line(mark))}*"
    return line
