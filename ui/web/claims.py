"""One sentence of an answer as a list item: who says it, the words, its marks, its verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.phrases import phrase
from rag.types import AuditMark, Citation, Claim, Kind, Source, Verdict
from ui.audit_line import audit_line
from ui.reasons import reason_words
from ui.seed_words import of_the_seed
from ui.web.badges import caution, is_struck, seed_badge, slug, tier_badge, verdict_badge
from ui.web.marks import mark
from ui.web.nodes import Html, el, join
from ui.web.words import word

_NUMBER = re.compile(r"\s*\[(\d+)\]")
_PLACE = re.compile(r"\b(pp?\.|para|row|table) (?=\d)")  # what a line's end must not part: "p. 1"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A claim of the form ``who: “quote” rest``; without that form everything is ``rest``."""

    who: str
    quote: str
    rest: str


def claim_item(verdict: Verdict, sources: Mapping[str, Source], turn: str, index: int, language: str) -> Html:
    """The sentence with a mark for each citation; struck when a reader must not take it as an answer."""
    claim = verdict.claim
    cut = _cut(claim)
    words = join(
        el("span", {"class": "or-quote", "dir": "auto"}, f"“{cut.quote}”") if cut.quote else None,
        _with_marks(cut.rest, claim, sources, turn, index, language),
    )
    cited = [sources[c.source_id] for c in claim.citations if c.source_id in sources]
    plain, reason = verdict.status.borne, reason_words(verdict, language)
    return el(
        "li",
        {"class": f"or-claim or-claim-{slug(verdict.status)}"},
        el(
            "div",
            {"class": "or-claim-head"},
            el("div", {"class": "or-said-by"}, _tiers(cited, language), _who(cut.who, cited, language)),
            seed_badge(language) if of_the_seed(verdict, sources) else verdict_badge(verdict.status, language, reason),
        ),
        el("p", {"class": "or-words"}, el("s", {}, words) if is_struck(verdict.status) else words),
        None if plain else el("p", {"class": "or-reason"}, reason),
        [audit_note(c.audit, language, c.number if len(claim.citations) > 1 else None) for c in claim.citations],
        _seed_warning(claim, sources, language),
    )


def _tiers(cited: Sequence[Source], language: str) -> list[Html]:
    """How close to the facts the sources of a sentence stand, each tier once."""
    return [tier_badge(tier, language) for tier in dict.fromkeys(source.tier for source in cited)]


def _who(said: str, cited: Sequence[Source], language: str) -> Html:
    """Who says it; where that is our own record of a source, with what such a record is."""
    shown = _PLACE.sub("\\1\u00a0", said)
    before, ours, after = shown.rpartition(phrase("our_record", language))
    if not ours or all(source.kind is not Kind.RECORD for source in cited):
        return el("span", {"class": "or-who", "dir": "auto"}, shown)
    told = el("span", {"class": "or-ours", "title": word("record_is", language)}, ours)
    return el("span", {"class": "or-who", "dir": "auto"}, before, told, after)


def audit_note(mark: AuditMark | None, language: str, number: int | None = None) -> Html | None:
    """What the fetched original says to a fact of our record; nothing when that is not known."""
    if mark is None:
        return None
    line = audit_line(mark, language)
    before = f"[{number}] " if number is not None else ""
    return el("p", {"class": f"or-audit or-audit-{slug(mark.status)}"}, before, el("bdi", {}, line))


def _cut(claim: Claim) -> _Cut:
    for citation in claim.citations:
        before, found, after = claim.text.partition(f"“{citation.quote}”")
        if found and not after.strip().strip("[]0123456789, "):
            return _Cut(before.rstrip().removesuffix(":").removesuffix("："), citation.quote, after)
    return _Cut("", "", claim.text)


def _with_marks(text: str, claim: Claim, sources: Mapping[str, Source], turn: str, index: int, language: str) -> Html:
    """``text`` with [n] as buttons. Only numbers that the claim cites are marks, and none inside a quote is."""
    citations = {c.number: c for c in reversed(claim.citations)}  # the first of several quotes from one passage
    quoted = [(text.find(c.quote), text.find(c.quote) + len(c.quote)) for c in claim.citations if c.quote in text]
    parts: list[Html | str] = []
    placed: set[int] = set()
    at = 0
    for found in _NUMBER.finditer(text):
        number = int(found[1])
        if number not in citations or any(start <= found.start() < end for start, end in quoted):
            continue
        parts += [text[at : found.start()], _mark(citations[number], len(placed), sources, turn, index, language)]
        placed.add(number)
        at = found.end()
    parts.append(text[at:])
    missing = [c for n, c in citations.items() if n not in placed]
    parts += [_mark(c, len(placed) + i, sources, turn, index, language) for i, c in enumerate(missing)]
    return join(parts)


def _mark(citation: Citation, nth: int, sources: Mapping[str, Source], turn: str, index: int, language: str) -> Html:
    return mark(citation, sources, turn, f"{index}-{nth}", language)


def _seed_warning(claim: Claim, sources: Mapping[str, Source], language: str) -> Html | None:
    """Said once under a sentence that rests on the seed: it is quoted as a claim, not as a fact."""
    for citation in claim.citations:
        source = sources.get(citation.source_id)
        if source is not None and source.kind == "seed":
            return el("p", {"class": "or-seed-note"}, caution(source, language))
    return None
