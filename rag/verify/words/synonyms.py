"""General English words that say the same, and words that say nothing of their own: neither lowers a verdict.

The tables stand in rag/data: synonyms.txt, broader.txt (a salmon may be called a fish) and light.txt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.grammar.inflection import inflected
from rag.grammar.irregular import one_word
from rag.same_word import same_word, stem
from rag.text import READ_AGAIN, STOP_EN, words
from rag.types import Span
from rag.word_tables import table

_GAP = 3  # words that may stand inside a phrase of verb and particle: "put the launch off", "found Sayle guilty"
_PARTICLES = frozenset(
    ["off", "up", "down", "out", "back", "away", "over", "on", "in", "go", "guilty", "unchanged", "life", "lives"]
)
_LONG_ENOUGH = 4  # letters of a word that another one may end with: "campfire", "fire"
_TURNING = ("un", "in", "im", "il", "ir", "dis", "mis", "non", "anti", "re", "de", "under", "over", "out", "counter")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a text that say one thing together ("put off"), with their spans and the lines they stand on."""

    spans: tuple[Span, ...]
    lines: frozenset[int]


LIGHT = frozenset(word for line in table("light.txt") for word in line.split())


@lru_cache(maxsize=65536)
def synonymous(a: str, b: str) -> bool:
    """True when two folded words are forms of one word or stand on one line of the table."""
    return same_word(a, b) or one_word(a, b) or not groups(a).isdisjoint(groups(b))


def shared(a: Iterable[str], b: Collection[str]) -> int:
    """How many words of ``a`` are synonymous with one of ``b``."""
    return sum(any(synonymous(x, y) for y in b) for x in a)


def all_named(thing: str, present: Collection[str]) -> bool:
    """True when every word and figure of ``thing`` that is no function word has one like it among those ``present``, words of no weight too."""
    named = [w.text for w in words(thing) if w.text not in STOP_EN]
    return bool(named) and shared(named, present) == len(named)


@lru_cache(maxsize=READ_AGAIN)
def groups(word: str) -> frozenset[int]:
    """The lines of the table on which a form of ``word`` stands; empty for a word it does not know."""
    known = _lines().words
    return known.get(word) or known.get(stem(word)) or frozenset()


def said_otherwise(word: str, present: Collection[str]) -> bool:
    """True when ``word`` adds nothing, or a word of the same or a narrower sense is among ``present``."""
    if word in LIGHT or word in present:
        return True
    for other in present:
        if synonymous(word, other) or broader(word, other):
            return True
    return _compound(word, present)


@lru_cache(maxsize=65536)
def broader(word: str, narrow: str) -> bool:
    """True when what is called ``narrow`` may be called ``word``: "fish" for a salmon, "fire" for a campfire."""
    if not (_called().get(stem(narrow), frozenset()).isdisjoint((word, stem(word)))):
        return True
    head = narrow[: -len(word)] if narrow.endswith(word) else ""
    return len(word) >= _LONG_ENOUGH and len(head) > 2 and head not in _TURNING


@lru_cache(maxsize=READ_AGAIN)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of the table that stand in ``text``, in any form of their first word."""
    tokens = words(text)
    plain = [t.text for t in tokens]
    found = []
    for at, word in enumerate(plain):
        for rest, lines in _lines().phrases.get(word, ()):
            if where := runs(plain, at, rest):
                found.append(Phrase(tuple(tokens[i].span for i in where), lines))
    return tuple(found)


def unsaid(text: str, missing: Collection[str], evidence: str) -> tuple[str, ...]:
    """The ``missing`` words of ``text`` that no phrase accounts for: one of the text that ``evidence`` says in other
    words, or one of the evidence that says what the word says."""
    if not missing:
        return ()
    theirs = {line for phrase in phrases(evidence) for line in phrase.lines}
    own = phrases(text)
    said = theirs | {line for w in words(evidence) for line in groups(w.text)} if own else theirs
    mine = [span for phrase in own if not phrase.lines.isdisjoint(said) for span in phrase.spans]
    inside = {w.text for w in words(text) if any(s.start <= w.span.start < s.end for s in mine)}
    return tuple(w for w in missing if w not in inside and groups(w).isdisjoint(theirs))


@cache
def general() -> frozenset[str]:
    """The forms of the words of a general sense, of which a free rewording may have a few of its own."""
    return frozenset(form for line in table("general.txt") for word in line.split() for form in inflected(word))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Which lines each form of a word stands on, and the phrases by the forms of their first words."""

    words: dict[str, frozenset[int]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], frozenset[int]], ...]]


@cache
def _lines() -> _Lines:
    single: dict[str, set[int]] = {}
    joined: dict[tuple[str, ...], set[int]] = {}
    for number, line in enumerate(table("synonyms.txt")):
        for entry in line.split():
            first, *rest = entry.split("_")
            if rest:
                joined.setdefault((first, *rest), set()).add(number)
            else:
                for form in inflected(first):
                    single.setdefault(form, set()).add(number)
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[int]]]] = {}
    for (first, *rest), numbers in joined.items():
        for form in inflected(first):
            by_first.setdefault(form, []).append((tuple(rest), frozenset(numbers)))
    return _Lines({f: frozenset(n) for f, n in single.items()}, {f: tuple(p) for f, p in by_first.items()})


@cache
def _called() -> dict[str, frozenset[str]]:
    """For the stem of each narrower word, the broader ones and their stems."""
    out: dict[str, set[str]] = {}
    for line in table("broader.txt"):
        narrow, _, broad = line.partition(" : ")
        names = {form for word in broad.split() for form in (word, stem(word))}
        for word in narrow.split():
            out.setdefault(stem(word), set()).update(names)
    return {word: frozenset(names) for word, names in out.items()}


def runs(plain: list[str], at: int, rest: tuple[str, ...]) -> list[int]:
    """Where in ``plain`` the words of a phrase stand whose first is at ``at``; empty when they do not."""
    where = [at]
    for word in rest:
        reach = _GAP + 1 if word in _PARTICLES and len(where) == 1 else 1
        near = range(where[-1] + 1, min(len(plain), where[-1] + 1 + reach))
        next_at = next((i for i in near if plain[i] == word or (len(word) > 3 and same_word(plain[i], word))), None)
        if next_at is None:
            return []
        where.append(next_at)
    return where


def _compound(word: str, present: Collection[str]) -> bool:
    """True for "hailstorm" where there are hail and storm."""
    for cut in range(3, len(word) - 2):
        if word[:cut] in present and any(synonymous(word[cut:], other) for other in present):
            return True
    return False
