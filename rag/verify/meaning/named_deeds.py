"""A deed that a noun tells ("a request from the towns"), told of somebody else: "the board asked the towns"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import AUXILIARY, PREPOSITIONS, PRONOUNS, TIMES
from rag.grammar.verb_forms import lemma
from rag.grammar.verbs import Token, separates, tokens, verbs
from rag.text import READ_AGAIN, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.predicate import Predicate, matter
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import LIGHT, synonymous
from rag.verify.words.written import as_written

# A noun, and the verbs by which the same deed is told.
_DEEDS = {
    noun: frozenset(map(lemma, told.split()))
    for noun, told in (
        ("request", "request ask"), ("appeal", "appeal ask call urge"), ("plea", "plead ask beg appeal urge"),
        ("petition", "petition ask"), ("offer", "offer"), ("demand", "demand ask"), ("complaint", "complain"),
        ("letter", "write send ask"), ("message", "write send"), ("proposal", "propose suggest offer"),
        ("suggestion", "suggest propose"), ("recommendation", "recommend suggest"), ("warning", "warn"),
        ("invitation", "invite"), ("question", "ask"), ("query", "ask"), ("threat", "threaten"), ("promise", "promise"),
        ("pledge", "pledge promise"), ("application", "apply ask"), ("apology", "apologise apologize"),
        ("criticism", "criticise criticize"), ("objection", "object"), ("protest", "protest"), ("bid", "bid offer"),
        ("gift", "give donate"), ("donation", "donate give"), ("loan", "lend"), ("grant", "grant give"), ("payment", "pay"),
        ("attack", "attack"), ("visit", "visit"), ("claim", "claim"), ("accusation", "accuse"), ("order", "order"),
        ("instruction", "instruct order"), ("advice", "advise"), ("praise", "praise"), ("call", "call ask urge"),
        ("challenge", "challenge"), ("lawsuit", "sue"), ("refusal", "refuse"), ("denial", "deny"), ("report", "report"),
        ("inspection", "inspect"), ("examination", "examine"), ("survey", "survey"), ("review", "review"), ("investigation", "investigate"),
        ("inquiry", "inquire investigate"), ("audit", "audit"), ("search", "search"), ("raid", "raid"), ("study", "study"),
        ("assessment", "assess"), ("analysis", "analyse analyze"), ("test", "test"), ("vote", "vote"), ("decision", "decide"),
        ("purchase", "buy purchase"), ("sale", "sell"), ("takeover", "buy acquire"), ("acquisition", "buy acquire"), ("rescue", "rescue"),
        ("arrest", "arrest"), ("murder", "murder kill"), ("theft", "steal"), ("discovery", "discover find"), ("invention", "invent"),
    )
}  # fmt: skip
_GIVEN = frozenset(
    map(lemma, ["make", "send", "write", "issue", "lodge", "file", "submit", "put", "hand", "present", "give"])
)
_NAMED = re.compile(
    rf"\b(?:{'|'.join(sorted(_DEEDS))}|quer(?:y|ies)|apologies)s?\b.{{1,40}}\b(?:from|by)\b", re.IGNORECASE
)
_NEAR = 5  # words between such a noun and "from"


@dataclass(frozen=True, slots=True)
class _Deed:
    """A noun that tells a deed and the words of who does it."""

    noun: str
    doer: frozenset[str]


def check_named_deeds(claim: str, sentences: tuple[str, ...]) -> list[Finding]:
    """A finding where the claim has somebody else do what a noun in ``sentences`` tells as somebody's deed."""
    deeds = [deed for sentence in sentences if _NAMED.search(sentence) for deed in _deeds(sentence)]
    if not deeds:
        return []
    text = " ".join(sentences)
    here = {w.text for w in words(text)}
    told = predicates(sentences)
    for noun, doer, verb in _mine(claim, deeds):
        same = [deed for deed in deeds if deed.noun == noun]
        known = {w for w in doer if any(synonymous(w, h) for h in here)} - LIGHT
        if not known or any(_alike(known, deed.doer) for deed in same):
            continue
        if verb and any(lemma(p.verb) == verb and _alike(known, p.words) for p in told):
            continue  # it did that as well
        theirs, ours = as_written(same[0].doer, claim, text, most=4), as_written(known, claim, text, most=4)
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{noun}” of “{theirs}”, not of “{ours}”")]
    return []


def _alike(some: Collection[str], others: Collection[str]) -> bool:
    return any(synonymous(w, o) for w in some for o in others)


def _mine(claim: str, deeds: list[_Deed]) -> Iterator[tuple[str, frozenset[str], str]]:
    """The nouns of ``deeds`` that the claim tells, each with its doer there and the verb that tells it, or ""."""
    nouns = dict.fromkeys(deed.noun for deed in deeds)
    own = _deeds(claim) if _NAMED.search(claim) else ()
    for noun in nouns:
        yield from ((noun, deed.doer, "") for deed in own if deed.noun == noun)
        for mine in predicates((claim,)):
            verb = lemma(mine.verb)
            given = verb in _GIVEN and any(_noun(w) == noun for c in mine.rest if not c.joint for w in c.head)
            if (verb in _DEEDS[noun] or given) and (doer := _doer(mine)):
                yield noun, doer, verb


def _doer(mine: Predicate) -> frozenset[str]:
    """Who does it in the claim; nothing where that stays open."""
    if mine.passive:
        return mine.after("by")
    return frozenset() if mine.open or mine.kind != "finite" else mine.head


def _noun(word: str) -> str:
    """The noun of the table that a word is a form of, or ""."""
    if word in _DEEDS:
        return word
    single = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return single if single in _DEEDS else ""


@lru_cache(maxsize=READ_AGAIN)
def _deeds(text: str) -> tuple[_Deed, ...]:
    """The nouns of a text that tell a deed "from" or "by" somebody; none that a verb stands behind before that."""
    plain = tokens(text)
    starts = {v.start for v in verbs(plain)}
    out = []
    for at, token in enumerate(plain):
        noun = "" if at in starts else _noun(token.text)
        led = _led(plain, at, starts) if noun else None
        if led is None:
            continue
        end = led + 1
        while end < len(plain) and not _ends(plain, end, starts):
            end += 1
        doer = matter(plain[led + 1 : end])
        named = doer and not any(w[0].isdigit() or w in TIMES for w in doer)
        if named and not any(t.text in PRONOUNS for t in plain[led + 1 : end]):
            out.append(_Deed(noun, doer))
    return tuple(out)


def _led(plain: list[Token], at: int, starts: set[int]) -> int | None:
    """Where the "from" or "by" behind the noun at ``at`` stands."""
    for i in range(at + 1, min(len(plain), at + 1 + _NEAR)):
        if plain[i].text in ("from", "by"):
            return i
        if i in starts or separates(plain[i].text) or plain[i].text in AUXILIARY:
            return None
    return None


def _ends(plain: list[Token], at: int, starts: set[int]) -> bool:
    text = plain[at].text
    joins = text in ("and", "or") and at + 1 < len(plain) and plain[at + 1].text not in AUXILIARY
    return at in starts or text in PREPOSITIONS or text in AUXILIARY or (separates(text) and not joins)
