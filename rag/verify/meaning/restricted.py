"""A share of some of them told as a share of all: "most of the colonies that were examined" is not "most of the colonies"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import AUXILIARY, PREPOSITIONS, STOPS
from rag.grammar.verb_forms import base, participle, past, thirds
from rag.grammar.verbs import Token, Verb, separates, tokens, verbs
from rag.text import READ_AGAIN, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.predicate import matter
from rag.verify.words.synonyms import synonymous

_SHARES_WORDS = """
    all every each most half third thirds quarter quarters fifth fifths tenth tenths percent cent majority none no nobody any both everyone everything
"""
_SHARES = frozenset(_SHARES_WORDS.split())
_MAY_TELL = re.compile(
    rf"%|\b(?:{'|'.join(sorted(_SHARES))}|in (?:two|three|four|five|six|eight|ten|\d+))\b", re.IGNORECASE
)
_WHO = frozenset(["who", "that", "which", "whom", "whose", "where"])
_LONGEST = 6  # words of what a share is of: "of the 412 dead bee colonies"
# Who was asked and what was looked at goes by many words: a claim may have another of them.
_STUDIED = re.compile(
    r"ask|survey|poll|question|interview|repl|respon|answer|particip|took part|taking part|test|sampl|examin|inspect|check|stud|analy|investigat|look",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Share:
    """The words of what a share is of, and the words that say which of them are meant."""

    of: tuple[str, ...]
    only: frozenset[str]


def check_restricted(claim: str, best: str) -> list[Finding]:
    """A finding where a share in ``claim`` is of all that ``best`` tells a share of some of."""
    if not _MAY_TELL.search(claim) or not _MAY_TELL.search(best):
        return []
    theirs = [share for share in _shares(best) if share.only]
    if not theirs:
        return []
    said = [w.text for w in words(claim)]
    for mine in _shares(claim):
        for share in theirs:
            if not mine.of or not share.of or not synonymous(mine.of[-1], share.of[-1]):
                continue
            told = any(synonymous(w, s) for w in share.only for s in said)
            studied = any(_STUDIED.match(w) for w in share.only) and any(_STUDIED.match(s) for s in said)
            plain = any(not s.only and s.of and synonymous(s.of[-1], mine.of[-1]) for s in _shares(best))
            if not told and not studied and not plain:
                shown = next(w.text for w in words(best) if w.text in share.only)
                return [Finding(Status.NOT_CONFIRMED, f"the source says it of fewer of them (“{shown}”)")]
    return []


@lru_cache(maxsize=READ_AGAIN)
def _shares(text: str) -> tuple[_Share, ...]:
    """What every share in a text is of; that of "Of those asked, half" stands at its head."""
    plain = tokens(text)
    found = verbs(plain)
    out = []
    for at, token in enumerate(plain):
        percent = token.text[0].isdigit() and f"{token.text}%" in text
        if token.text in _SHARES or percent:
            out.append(_share(plain, at + 1, found))
    if plain and plain[0].text in ("of", "among"):
        out.append(_share(plain, 1, found))
    return tuple(out)


def _share(plain: list[Token], start: int, found: list[Verb]) -> _Share:
    """The noun phrase that begins at ``start`` and the clause or participle right behind it."""
    begins = {v.start: v for v in found}
    end = start
    while end < len(plain) and end - start < _LONGEST and not _ends(plain, end, start, begins):
        end += 1
    of = tuple(w for t in plain[start:end] for w in sorted(matter((t,))) if not w[0].isdigit() and w not in _SHARES)
    return _Share(of, _only(plain, end, begins))


def _ends(plain: list[Token], at: int, start: int, begins: dict[int, Verb]) -> bool:
    text = plain[at].text
    if text in PREPOSITIONS or separates(text) or at in begins:
        return True
    return (text == "of" and bool(matter(plain[start:at]))) or (participle(text) and _bare(plain, at, start))


def _bare(plain: list[Token], at: int, start: int) -> bool:
    """True for a participle behind its noun, "the wells tested", not before it, "the tested wells"."""
    follows = plain[at + 1].text if at + 1 < len(plain) else ","
    return bool(matter(plain[start:at])) and (follows in PREPOSITIONS or separates(follows))


def _only(plain: list[Token], at: int, begins: dict[int, Verb]) -> frozenset[str]:
    """The words that say which of them are meant; none where nothing does."""
    if at >= len(plain):
        return frozenset()
    if plain[at].text in _WHO:
        own = next((i for i in range(at + 1, len(plain)) if _deed(plain[i].text) or plain[i].text in STOPS), None)
        if own is None or plain[own].text in STOPS:
            return frozenset()
        return frozenset([plain[own].text, *_first(plain[own + 1 :])])
    follows = plain[at + 1].text if at + 1 < len(plain) else ","
    if not participle(plain[at].text) or (at in begins and not (past(follows) or follows in AUXILIARY)):
        return frozenset()
    return frozenset([plain[at].text, *(_first(plain[at + 1 :]) if at not in begins else ())])


def _deed(word: str) -> bool:
    """True for a word that may be the verb of such a clause."""
    return word not in AUXILIARY and (participle(word) or past(word) or base(word) or word in thirds())


def _first(told: Sequence[Token]) -> frozenset[str]:
    """The first word of matter of a clause that begins so; none where it ends before."""
    for token in told:
        if token.text in STOPS or token.text in AUXILIARY:
            break  # the verb of what is told of them
        if own := matter((token,)):
            return own
    return frozenset()
