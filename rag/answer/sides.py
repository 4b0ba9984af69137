"""The sides of a question that sets two against or beside each other, and what speaks for each.

"Is Mexico or China the larger source?", "What do critics and supporters say?", "What does the article say?" beside the
sources it rests on. Nothing is judged here: a side only asks for a quote of its own among the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rag.content import content, heading, initials, keys
from rag.glossary import synonyms
from rag.tokens import tokens
from rag.types import Kind, Source

ALIKE = 4  # letters that a name and what is called after it share: China, Chinese
_BESIDE = re.compile(r",? (?:or|and|versus|vs\.?|than|as opposed to|compared (?:to|with)|o|y) ", re.IGNORECASE)
_LEADS = re.compile(r"^(?:(?:the|a|an|in|at|from|by|with|between|does|did|what|el|la|los|las|en) )+", re.IGNORECASE)
_STOPS = re.compile(r"[?.!,;:]")
_NEAR = 3  # words beside "or" that may name a side
_FOR = """
    help helped helpful benefit support supporter praise praised credit credited welcome welcomed success successful
    improve improved improvement progress effective fulfil fulfilled kept achieve achieved save agreed strengthen strengthened advantage
"""
_AGAINST = """
    hinder hindered hurt harm harmed fail failed failing failure weak weakness limited lack lacking criticise criticised criticize
    criticized blame blamed delay delayed decline declined shrank worse worsen worsened obstacle insufficient slow refuse refused
    poor harder less not accuse accused accusations oppose opposed drawback disadvantage
"""
_WORDS_FOR, _WORDS_AGAINST = (
    frozenset(t for word in words.split() for t in tokens(word)) for words in (_FOR, _AGAINST)
)
_POLES = re.compile(
    r"\b(?:help\w*|benefit\w*) or (?:hinder|hurt|harm)\w*|\bcritics? and (?:supporter|defender|advocate|proponent)s?|"
    r"\b(?:supporter|defender|advocate|proponent)s? and (?:critic|opponent)s?|\bpros and cons\b|\bfor and against\b|"
    r"\badvantages and disadvantages\b|\bbenefits and (?:drawbacks|risks|costs)\b|\bstrengths and weaknesses\b|"
    r"\b(?:success(?:es)?|succeed\w*) (?:and|or) (?:fail\w*)|\bfail\w* (?:and|or) succe\w+|\b(?:good|better) or (?:bad|worse)\b|"
    r"\b(?:in)?effective or (?:in)?effective\b|\bwork(?:ed|ing)? or (?:not|fail\w*)|\bboth sides\b|\b(helpful|cooperative|effective|successful|useful|fair|supportive|adequate|sufficient) or (?:un|in|not )\1\b",
    re.IGNORECASE,
)  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:each|every|various|different|several|other|both|all(?: the)?) (?:\w+ ){0,2}?(?:sources?|documents?|reports?|countr(?:y|ies)|agenc(?:y|ies)|"
    r"governments?|sides?|parties|organi[sz]ations?|people|groups?|bod(?:y|ies)|authors?)\b|\b(?:do|did|does) (?:the sources|everyone|everybody)\b|"
    r"\bthe sources say\b|\bsummar(?:y|i[sz]e)\b|\b(?:las fuentes|cada (?:fuente|país))\b|各国|各方|各个?来源",
    re.IGNORECASE,
)  # fmt: skip
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Side:
    """What bears a side: ``words``, each in some form, any of ``tone``, or that it is the seed's, or is not."""

    words: frozenset[str] = frozenset()
    tone: frozenset[str] = frozenset()
    seed: bool | None = None

    def borne_by(self, source: Source, quote: str) -> bool:
        """True when ``quote`` of ``source`` speaks for this side."""
        if self.seed is not None:
            return (source.kind is Kind.SEED) is self.seed
        if self.tone:
            return not self.tone.isdisjoint(tokens(quote, source.language))
        there = keys(f"{heading(source)} {initials(source.publisher)} . {quote}", source.language)
        return all(_met(word, there) for word in self.words)

    def published_by(self, source: Source) -> bool:
        """True when ``source`` is of the publisher that this side names; of none where it names no one."""
        there = keys(f"{source.publisher} {initials(source.publisher)}", source.language)
        return bool(self.words) and all(_met(word, there) for word in self.words)


def sides(question: str, seed_meant: bool = False) -> tuple[Side, ...]:
    """The sides that ``question`` names, two or none; ``seed_meant``: it asks what the seed says."""
    if seed_meant:
        return Side(seed=True), Side(seed=False)
    if _POLES.search(question):
        return Side(tone=_WORDS_FOR), Side(tone=_WORDS_AGAINST)
    return next(_named(question), ())


def asks_several(question: str) -> bool:
    """True when the question wants to hear several sources, countries or bodies, none of them by name."""
    return _SEVERAL.search(question) is not None


def balanced(
    first: Sequence[Item], rest: Sequence[Item], wanted: Sequence[Side], bears: Callable[[Side, Item], bool], most: int
) -> list[Item]:
    """``first`` with the best of ``rest`` for each side that nothing in it bears; at most ``most``, the last give way."""
    found = list(first)
    for side in wanted:
        if any(bears(side, item) for item in found):
            continue
        other = next((item for item in rest if item not in found and bears(side, item)), None)
        if other is None:
            continue
        if len(found) >= most:
            # The last gives way that is not all that another side has.
            needed = [[item for item in found if bears(one, item)] for one in wanted]
            alone = [items[0] for items in needed if len(items) == 1]
            found.remove(next(item for item in reversed(found) if item not in alone))
        found.append(other)
    return found


def _named(question: str) -> Iterator[tuple[Side, ...]]:
    """The two things that stand beside "or", "and" and their like, each with something to tell it by."""
    question = question[:1].lower() + question[1:]  # its first word is no name for being the first
    for beside in _BESIDE.finditer(question):
        before, after = question[: beside.start()], _LEADS.sub("", question[beside.end() :])
        left = _last(_STOPS.split(before)[-1])
        right = _first(_STOPS.split(after)[0])
        if left and right and left.isdisjoint(right):
            yield Side(words=left), Side(words=right)


def _last(text: str) -> frozenset[str]:
    """The names among the last words, or else the very last word, as terms; none where that says nothing."""
    words = text.split()[-_NEAR:]
    return _terms(words, words[-1:])


def _first(text: str) -> frozenset[str]:
    """The names among the first words, or else the very first."""
    words = text.split()[:_NEAR]
    return _terms(words, words[:1])


def _terms(words: Sequence[str], plain: Sequence[str]) -> frozenset[str]:
    names = [word for word in words if word[0].isupper() or word[0].isdigit()]
    return frozenset(t for word in content(" ".join(names or plain)) for t in tokens(word))


def _met(word: str, there: frozenset[str]) -> bool:
    """True when ``word``, one that begins alike or one of its sense is among ``there``."""
    if word in there or not synonyms(word).isdisjoint(there):
        return True
    return (
        len(word) > ALIKE
        and not word[0].isdigit()
        and any(len(o) > ALIKE and o[:ALIKE] == word[:ALIKE] and abs(len(o) - len(word)) < ALIKE for o in there)
    )
