"""The two sides of a claim: the article's own words, and the facts and passages that decide it with source, date and place; and such
facts of a dispute's side."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.said_by import date_of, wording_words
from rag.lists.deciding import DecidingFact
from rag.lists.ledger import LedgerEntry
from rag.text.place_words import place_words
from rag.text.punctuation import colon, semicolon
from rag.types import AuditMark, Kind, Source, Tier
from rag.wording import wording
from ui.web.nodes import Html, el, join, web_address
from ui.web.pieces import audit_note
from ui.words import ledger_word, word

_BESIDE = 2  # facts that stand open beside another side's words; the rest is folded away


def articles(titles: Sequence[str], language: str) -> list[Html]:
    """The articles under examination, a line each."""
    name = ledger_word("article", language) + colon(language)
    return [el("p", {"class": "or-ledger-seed"}, el("b", {}, name), el("bdi", {}, title)) for title in titles]


def said_by_seed(entry: LedgerEntry, language: str) -> Html:
    """The sentences of the article that bear the claim, verbatim, each with its paragraph."""
    quotes = [
        (
            el("blockquote", {"class": "or-quote", "dir": "auto"}, f"“{said.text}”"),
            el("p", {"class": "or-ledger-place"}, place_words(said.locator, language)),
        )
        for said in entry.seed
    ]
    missing = el("p", {"class": "or-ledger-place"}, ledger_word("no_words", language))
    return el(
        "section",
        {"class": "or-ledger-side or-ledger-side-seed"},
        el("p", {"class": "or-ledger-label"}, ledger_word("says", language)),
        quotes if quotes else missing,
    )


def decided_by(entry: LedgerEntry, language: str) -> Html:
    """What decides it, nearest to the facts first; without any, the sources that could decide."""
    return el(
        "section",
        {"class": "or-ledger-side"},
        el("p", {"class": "or-ledger-label"}, ledger_word("decides", language)),
        facts_shown(entry.facts, language) if entry.facts else el("p", {}, ledger_word("nothing", language)),
        None if entry.facts else _would(entry, language),
    )


def facts_shown(facts: Sequence[DecidingFact], language: str) -> Html:
    """The first two, and the others folded away."""
    shown, folded = facts[:_BESIDE], facts[_BESIDE:]
    return join(_list(shown, language), _folded(folded, language) if folded else None)


def _folded(facts: Sequence[DecidingFact], language: str) -> Html:
    more = ledger_word("more", language) if len(facts) == 1 else ledger_word("more_many", language, count=len(facts))
    return el("details", {"class": "or-ledger-more"}, el("summary", {}, more), _list(facts, language))


def _list(facts: Sequence[DecidingFact], language: str) -> Html:
    return el("ul", {"class": "or-ledger-facts"}, [el("li", {}, _fact(fact, language)) for fact in facts])


def _fact(fact: DecidingFact, language: str) -> tuple[Html | None, ...]:
    """The words, who says them and when, and whose words they are; with the original's where they were found there."""
    place = (fact.publisher or fact.title, date_of(fact.published, language), place_words(fact.locator, language))
    found = fact.audit
    mark = AuditMark(found.status, found.locator, found.sentence, found.reason) if found else None
    return (
        _words(fact),
        el(
            "p",
            {"class": "or-ledger-place"},
            el("bdi", {}, " · ".join(part for part in place if part)),
            " ",
            el("span", {"class": "or-whose"}, _whose(fact, language)),
            _link(fact, language),
        ),
        audit_note(mark, language),
        _confirmed_words(mark, language),
    )


def _words(fact: DecidingFact) -> Html:
    """A document's own words stand between quotation marks; our summary does not."""
    if fact.kind == "record":
        return el("p", {"class": "or-ledger-fact", "dir": "auto"}, fact.text)
    quote = {"class": "or-quote or-ledger-fact", "dir": "auto", "lang": fact.language}
    return el("blockquote", quote, f"“{fact.text}”")


def _whose(fact: DecidingFact, language: str) -> str:
    if fact.tier is Tier.SEED:
        return word("seed_words", language)
    kind = wording(Source(fact.source_id, fact.title, kind=Kind(fact.kind)), fact.basis)
    return wording_words(kind, language)


def _confirmed_words(mark: AuditMark | None, language: str) -> Html | None:
    """What the original itself says where it confirms; where it differs, the note has its words already."""
    if mark is None or mark.status != "confirmed":
        return None
    return el("blockquote", {"class": "or-quote or-ledger-original", "dir": "auto"}, f"“{mark.sentence}”")


def _link(fact: DecidingFact, language: str) -> Html | None:
    address = web_address(fact.url)
    if address is None:
        return None
    link = {"href": address, "rel": "noopener noreferrer", "target": "_blank"}
    hidden = el("span", {"class": "or-hidden"}, f" ({word('new_tab', language)})")
    return el("a", link, ledger_word("original", language), hidden)


def _would(entry: LedgerEntry, language: str) -> Html | None:
    if not entry.would_decide:
        return None
    titles = semicolon(language).join(source.title for source in entry.would_decide)
    return el(
        "p", {"class": "or-ledger-place"}, ledger_word("would", language) + colon(language), el("bdi", {}, titles)
    )
