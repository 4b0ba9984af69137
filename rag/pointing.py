"""Which words of an English question point back to what was said before it, and to nothing that stands in it.

"That" before a clause, "there" of "there was", an "it" that only holds the place of a clause, and "its" or "her" behind its
owner point to nothing outside: "Who said that nobody was told?", "Did the firm pay its staff?". Told by forms and neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.grammar.function_words import AUXILIARY, BE, CONJUNCTIONS, DETERMINERS, PERIODS, PREPOSITIONS, SUBORDINATE
from rag.grammar.verb_forms import adverb, base, past, thirds
from rag.referents.nouns import TITLES, personal

_WORD = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*|\d[\d.,]*|[,;:]")
_SHORT = {"'s": "is", "n't": "not", "'d": "did", "'re": "are", "'ve": "have", "'ll": "will"}
_HOSTS = frozenset(["who", "what", "where", "how", "when", "why", "that", "there", "it", "he", "she", "they", "this"])
_TIMES = PERIODS | {"night", "time", "summer", "winter", "spring", "autumn", "fall", "morning", "evening", "afternoon"}
_POSSESSIVES = frozenset(["its", "their", "his", "her"])
_OF_PERSONS = frozenset(["his", "her", "he", "she"])
_ASKS = frozenset(["who", "what", "which", "whose", "whom", "why", "how", "when", "where"])
_NEUTRAL = frozenset(["the", "a", "an", "each", "every", "no", "any", "some", "which", "what"])
_FIRST = frozenset(["since", "as", "when", "if", "because", "although", "though", "after", "before", "given", "while"])
_TURNS = _FIRST | {"until", "once"}
# "Is it known why ...", where "Was it shut when ..." tells of a thing
_KNOWN = frozenset(
    [
        "known",
        "clear",
        "certain",
        "sure",
        "obvious",
        "understood",
        "recorded",
        "said",
        "reported",
        "explained",
        "stated",
        "told",
    ]
)
_TAKES = frozenset(["take", "takes", "took", "cost", "costs", "need", "needs", "require", "requires"])
_LONG = 6  # words of a question whose "other" is told by the rest of it
POINTS = frozenset(
    [
        "it",
        "its",
        "that",
        "this",
        "these",
        "those",
        "they",
        "them",
        "their",
        "he",
        "him",
        "his",
        "she",
        "her",
        "there",
        "then",
        "former",
        "latter",
        "else",
        "other",
        "others",
    ]
)


def words_of(question: str) -> list[str]:
    """The words and commas of a question as they are written, "who's" as "who is" and "Vantor's" as "Vantor"."""
    found: list[str] = []
    for word in _WORD.findall(question.replace("’", "'")):
        stem, mark, end = word.rpartition("'")
        if mark and stem.endswith("n") and end == "t":
            found += [stem[:-1], "not"] if len(stem) > 2 else [word]
        elif mark and (end != "s" or stem.lower() in _HOSTS):
            found += [stem, _SHORT.get(f"'{end}", end)] if f"'{end}" in _SHORT else [word]
        else:
            found.append(stem if mark else word)
    return found


def points_back(question: str) -> bool:
    """True where a word of ``question`` stands for what it does not name itself."""
    return bool(pointers(question))


def pointers(question: str) -> list[str]:
    """The words of ``question``, in small letters, that stand for what it does not name itself."""
    words = words_of(question)
    return [word.lower() for at, word in enumerate(words) if word.lower() in POINTS and not _bound(words, at)]


def _bound(words: Sequence[str], at: int) -> bool:
    """True where the word of ``POINTS`` at ``at`` needs nothing from outside the sentence."""
    word, low = words[at].lower(), [w.lower() for w in words]
    after = low[at + 1] if at + 1 < len(low) else ""
    if word == "that":
        return _opens_clause(low, at)
    if word == "there":
        return _exists(low, at)
    if word == "this":
        return after in ("article", "case")  # the one that is on the table
    if word == "those":
        return after in ("who", "whose")
    if word == "former":
        return bool(after) and after not in AUXILIARY
    if word in ("other", "others", "else"):
        return len(low) > _LONG or after == "than" or low[at - 1 : at] == ["each"]
    if word in _POSSESSIVES and _noun(after) and _owner(words[:at], word):
        return True
    if word in ("it", "they", "he", "she"):
        return (word == "it" and _holds_place(low, at)) or _named_before(words, low, at)
    return False


def _opens_clause(low: Sequence[str], at: int) -> bool:
    """True for the "that" of "said that the pump leaked" and of "the loan that it took", not of "that year" or "is that"."""
    before, rest = low[at - 1] if at else "", low[at + 1 :]
    if len(rest) < 2 or rest[0] in _TIMES or not before or before in AUXILIARY | PREPOSITIONS | CONJUNCTIONS | _ASKS:
        return len(rest) == 1 and bool(before) and _noun(before) and past(rest[0])  # "the bridge that fell"
    end = next((n for n, word in enumerate(rest) if word in SUBORDINATE), len(rest))
    return any(word in AUXILIARY or past(word) or word in thirds() for word in rest[:end])


def _exists(low: Sequence[str], at: int) -> bool:
    before, after = low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    if after in BE | {"has", "have", "had", "will", "would", "may", "might"}:
        return True
    if before not in BE or (at > 1 and low[at - 2] in ("who", "else")):
        return before in AUXILIARY and after in ("be", "been", "exist")
    asks_how_many = low[0] in ("how", "which", "what") and at == len(low) - 1 and at > 2 + (low[1] in ("many", "much"))
    return asks_how_many or (bool(after) and after not in PREPOSITIONS | _TURNS | {"then", ","})


def _holds_place(low: Sequence[str], at: int) -> bool:
    """True for the "it" of "Is it known why the pump failed", "Is it legal to dump ash", "How long did it take to mend the wall"."""
    rest = [word for word in low[at + 1 :] if not adverb(word)]
    if not rest:
        return False
    if rest[0] in _TAKES:
        return any(word == "to" and len(rest) > n + 2 and _deed(rest[n + 1]) for n, word in enumerate(rest))
    if at == 0 or low[at - 1] not in BE | {"be", "been"} or rest[0] in ("a", "an"):
        return False
    joint = next((n for n, word in enumerate(rest) if word in _ASKS | {"that", "whether", "if", "to"}), 0)
    if not joint or len(rest) < joint + 3:
        return False
    if rest[joint] == "to":
        return joint == 1 and (base(rest[2]) if past(rest[0]) else _deed(rest[2]))  # not "sold to investors abroad"
    if rest[joint] in ("that", "who"):
        return rest[joint + 1] not in _TIMES
    return rest[0] in _KNOWN


def _deed(word: str) -> bool:
    """True for what may stand as an infinitive behind "to"."""
    return base(word) or (_noun(word) and not word.endswith("s"))


def _owner(before: Sequence[str], word: str) -> bool:
    """True where ``before`` names somebody or something that ``word`` ("its", "her") may belong to."""
    low = [w.lower() for w in before]
    if word in _OF_PERSONS:
        return _person(before)
    if any(a in _NEUTRAL and _noun(b) for a, b in pairwise(low)):
        return True
    plural = word == "their" and ("who" in low or any(b.endswith("s") and _noun(b) for b in low[1:]))
    return plural or any(w[0].isupper() for w in before[1:])


def _person(words: Sequence[str]) -> bool:
    """True where ``words`` name a person: "Dr Amari", "Ana Ruiz", "the widow"."""
    for at, (a, b) in enumerate(pairwise(words)):
        if a.lower() in DETERMINERS and personal(b.lower()):
            return True
        if at and a[0].isupper() and b[0].isupper() and (a.lower() in TITLES or not (a.isupper() or b.isupper())):
            return True
    return False


def _named_before(words: Sequence[str], low: Sequence[str], at: int) -> bool:
    """True where a clause before the pronoun's own names whom or what it means: "Since Iceland paid, what vote does it have"."""
    comma = next((n for n in range(at, 0, -1) if low[n] == ","), 0)
    if comma and low[0] in _FIRST:
        return _owner(words[:comma], {"he": "his", "she": "her", "it": "its", "they": "their"}[low[at]])
    turn = low[at - 1] in _TURNS if at else False
    return turn and low[at] in ("he", "she") and _person(words[: at - 1])


def _noun(word: str) -> bool:
    """True for a word that may be a noun or stand before one."""
    return word.isalpha() and not (
        word in AUXILIARY | PREPOSITIONS | CONJUNCTIONS | SUBORDINATE | _ASKS | DETERMINERS or adverb(word)
    )
