"""Whether a short English question is whole: it asks something of what it names, and needs no question before it.

"Why was the paper retracted?", "Who signed the contract?" and "How long is the warranty?" are; "Why?", "Who voted against?", "the
second one?" and "What did the board say?" are not: they name nothing, or leave open of what it is asked. By its words in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.grammar.function_words import (
    ADVERBS,
    AUXILIARY,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATE,
    TIMES,
)
from rag.grammar.verb_forms import adverb, base, past, thirds
from rag.pointing import words_of

_WHO = frozenset(["who", "what", "which", "whose", "whom"])
_ASKS = _WHO | {"why", "how", "when", "where"}
_FUNCTION = _ASKS | ADVERBS | AUXILIARY | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATE | TIMES
# Words that name nothing in particular, or only in relation to what was said before.
_GENERAL_WORDS = """
    people person persons men women children man woman child anyone anybody anything someone somebody something everyone
    everybody everything nobody nothing none all both any some many much more most less least few fewer several each either
    neither other others another same one ones first second third last next latest former latter only rest else again too
    instead there here so not wrong right of all us ever times time years year days day months month weeks week hours hour
    today now before after since ago long far often big way thing things exactly really actually even ok please out up off down away
    difference differences increase decrease rise fall drop decline growth change changes result results outcome reason
    reasons cause causes total claim claims statement answer option options alternative alternatives reaction reactions
    response effect effects consequence consequences
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())
# What says that the same was asked of another before.
_BACK = frozenset(
    ["too", "instead", "otherwise", "else", "other", "others", "another", "same", "one", "ones", "likewise"]
)
_OPEN_END = frozenset(
    ["so", "too", "then", "next", "before", "after", "afterwards", "since", "later", "either", "more", "less", "first"]
)
# Deeds that answer something: without a word of what, they answer what was told before.
_REACTIONS_WORDS = """
    say said think thought know knew respond responded react reacted reply replied answer answered comment commented agree
    agreed disagree object objected protest protested confirm confirmed deny denied admit admitted explain explained
    apologise apologize do done happen happened help helped matter care believe believed
"""
_REACTIONS = frozenset(_REACTIONS_WORDS.split())
_WHOLE = re.compile(  # short, and yet a question of its own
    r"\W*(?:what|who|where) (?:is|are|was|were) [\w.'’-]+(?: [\w.'’-]+){0,3}\W*", re.IGNORECASE
)
_OPEN = re.compile(r"\b(?:as well|the (?:(?:most|least) \w+|\w{2,}est|best|worst))\W*$", re.IGNORECASE)


def stands(question: str) -> bool:
    """True where ``question``, however short, names what it is about and what it asks of that."""
    words = words_of(question)
    if words and words[0].lower() in PREPOSITIONS:
        words = words[1:]
    low = [word.lower() for word in words]
    if len(low) < 3 or not (low[0] in _ASKS or low[0] in AUXILIARY):
        return False
    if (
        low[-1] in _OPEN_END
        or (low[-1] in _REACTIONS and low[0] != "where")
        or not _BACK.isdisjoint(low)
        or _OPEN.search(question)
    ):
        return False
    if _WHOLE.fullmatch(question):
        return any(_names(word) and not (n == 2 and past(word)) for n, word in enumerate(low) if n > 1)
    at = next((n for n, word in enumerate(low) if word in AUXILIARY), -1)
    if at < 0 and low[0] in ("how", "which", "what") and any(map(_verb, low[2:])):
        return _names(low[1]) or (
            low[1] == "many" and _names(low[2]) and any(map(_verb, low[3:]))
        )  # "How many schools closed"
    if low[0] in _WHO and (at < 0 or at > 1) and (low[0] == "who" or _verb(low[1])):
        return any(_names(word) for word in low[2:])  # "Who signed the contract"
    return at >= 0 and _asked_of(low[:at], low[at + 1 :])


def tells(words: str) -> bool:
    """True where ``words`` have a verb: more than a name or a time."""
    return any(word.lower() in AUXILIARY or past(word.lower()) for word in words_of(words))


def _asked_of(head: Sequence[str], rest: Sequence[str]) -> bool:
    """True where ``head`` ("how long", "which drug") before the auxiliary and ``rest`` behind it name a thing and ask something of it."""
    if any(_names(word) for word in head[1:]) and head[0] in ("which", "what", "how", "whose") and not _measures(head):
        return any(word.isalpha() and word not in _FUNCTION for word in rest)  # "which villages were flooded"
    if not rest:
        return False
    if head and head[-1] in ("which", "many"):
        return _definite(rest)
    if rest[0] == "there":
        return sum(map(_names, rest)) > (not head)  # "Was there a warning" asks it of what was told before
    subject = next((n for n, word in enumerate(rest) if word not in DETERMINERS and word not in ADVERBS), len(rest))
    named = [n for n, word in enumerate(rest) if _names(word)]
    if not named or (rest[subject] in _GENERAL | PRONOUNS and not _definite(rest)):
        return False
    return bool(head) or len([word for word in rest if word.isalpha() and word not in _FUNCTION]) > 1


def _measures(head: Sequence[str]) -> bool:
    """True for "how long", "how well": no noun stands behind "how" but after "many" and "much"."""
    return head[0] == "how" and len(head) > 1 and not {"many", "much"} & set(head[1:-1])


def _definite(words: Sequence[str]) -> bool:
    """True where an article or "no" stands before a word that names something."""
    return any(a in ("the", "a", "an", "no") and _names(b) for a, b in pairwise(words))


def _names(word: str) -> bool:
    """True for a word that may name a thing or tell something of one."""
    return word[0].isalpha() and word not in _FUNCTION and word not in _GENERAL and not adverb(word)


def _verb(word: str) -> bool:
    return past(word) or base(word) or word in thirds()
