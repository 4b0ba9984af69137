"""Who does it and to whom, in the active and in the passive: sides that have changed between a claim and its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rag.grammar.irregular import VERB_FORMS, one_word
from rag.numerals import UNITS
from rag.same_word import same_word
from rag.text import Word, content_words, is_cjk, words
from rag.types import Status
from rag.verify.findings import Finding

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got", "gets", "has", "have", "had"])
_NO_VERB = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "by",
        "in",
        "to",
        "for",
        "and",
        "or",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "some",
        "all",
        "no",
    ]
)
# Verbs that mean little without what follows them, and may be left out in the second half of a list.
_LIGHT = frozenset(
    ["made", "took", "came", "went", "got", "gave", "said", "had", "did", "put", "set", "let", "saw", "held", "kept"]
)
_STOP = frozenset(["and", "while", "but", "whereas"])
_BEFORE_COUNT = frozenset(["a", "an", "about", "some", "nearly", "almost", "over", "around", "roughly", "just"])
_MEASURES = frozenset(["half", "third", "quarter", "fifth", "tenth", "majority", "margin", "factor"])
_VOTES = frozenset(["majority", "margin", "vote", "votes"])
_REACH = 8  # words on each side of a verb that take part in it
_ADJECTIVE = re.compile(r"(?:united|supposed|based|related|alleged|so-called|limited|estimated|reported|predicted)$")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with the words of the side that does it and of the side it is done to."""

    verb: str
    doer: frozenset[str]
    done_to: frozenset[str]


def check_voice(claim: str, best: str) -> list[Finding]:
    """A finding when doer and done-to of a verb that both texts have are exchanged."""
    if any(is_cjk(c) for c in claim):
        return []
    theirs = _deeds(best)
    for mine in _deeds(claim):
        same = [t for t in theirs if same_word(mine.verb, t.verb) or one_word(mine.verb, t.verb)]
        if len(same) != 1:
            continue
        other = same[0]
        into = mine.done_to & other.doer - mine.doer - other.done_to
        out = mine.doer & other.done_to - mine.done_to - other.doer
        if into and out:
            reason = f"in the source it is “{min(into)}” that {other.verb}, not “{min(out)}”"
            return [Finding(Status.CONTRADICTED, reason)]
    return []


def _so_much(behind: Sequence[str]) -> bool:
    """True of what stands behind "by" in "grew by about 2 per cent", "passed by a majority": a measure, and nobody who did it."""
    first, second = [*behind, "", ""][:2]
    counted = second if first in _BEFORE_COUNT else first
    return counted[:1].isdecimal() or counted in UNITS["en"] or counted in _MEASURES or not _VOTES.isdisjoint(behind)


def _deeds(text: str) -> list[_Deed]:
    """The verbs in the past (or passive) with both their sides; a passive that names no doer has an empty one."""
    tokens = words(text)
    plain = [t.text for t in tokens]
    matter = {w.span.start: w.text for w in content_words(text)}
    out = []
    for at, word in enumerate(plain):
        if not _may_be_verb(plain, at):
            continue
        left = _side(tokens[max(0, at - _REACH) : at], matter)
        passive = any(p in _BE - {"has", "have", "had"} for p in plain[max(0, at - 3) : at])
        passive = passive or (plain[at + 1] == "by" and not _so_much(plain[at + 2 : at + 5]))
        if "," in text[tokens[at - 1].span.end : tokens[at].span.start]:  # "the plant, built in 1970 by Norsk"
            passive = passive or "by" in plain[at + 1 : at + 1 + _REACH]
        rest = range(at + 1, min(len(plain), at + 1 + _REACH))
        if passive:
            by = next((i for i in rest if plain[i] == "by"), None)
            doer = _side(tokens[by + 1 : by + 1 + _REACH], matter) if by is not None else frozenset()
            out.append(_Deed(word, doer, left))
        else:
            after = takewhile(lambda i: plain[i] not in _STOP, rest)
            out.append(_Deed(word, left, _side([tokens[i] for i in after], matter)))
    return out


def _may_be_verb(plain: list[str], at: int) -> bool:
    """True for a past form that stands where a verb can: not behind an article and not first or last."""
    word = plain[at]
    if (
        not 0 < at < len(plain) - 1
        or (plain[at - 1] in _NO_VERB and not (plain[at - 1] == "that" and at > 2))
        or word in _BE | _LIGHT
        or _ADJECTIVE.match(word)
    ):
        return False
    return (word.endswith("ed") and len(word) > 4) or (
        word in VERB_FORMS and word not in _NO_VERB and not word.endswith("s")
    )


def _side(tokens: Iterable[Word], matter: dict[int, str]) -> frozenset[str]:
    return frozenset(matter[t.span.start] for t in tokens if t.span.start in matter)
