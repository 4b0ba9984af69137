"""What a text introduces with a longer phrase ("a new sea wall") and goes on about with a shorter one ("the wall")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.grammar.function_words import TIMES
from rag.referents.entities import Entity, Sort
from rag.referents.nouns import personal
from rag.referents.phrases import Phrase, Read

_NO_HEAD_WORDS = """
    year years month months week weeks day days time times one ones percent per cent number lot
"""
NO_HEAD = TIMES | frozenset(_NO_HEAD_WORDS.split())
# Such a word tells one of two from the other.
_CONTRASTED_WORDS = """
    old new former latter other first second third previous original current last next northern southern eastern western north
    south east west upper lower left right big small larger smaller elder younger older newer
"""
_CONTRASTED = frozenset(_CONTRASTED_WORDS.split())
_EMPTY = frozenset(["same", "other", "own", "such"])
_MOST = 50  # things of one head that are told apart; a text of more is a list
_JOINS = ("of", "for", "in", "at", "on")


class Things:
    """The things introduced so far, in order."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}

    def introduced(self, told: Read, phrase: Phrase) -> Entity | None:
        """The thing of a phrase, a new one or one that it tells more of; None for what no shorter phrase can stand for."""
        head = phrase.head
        if head in NO_HEAD | _CONTRASTED or head[0].isdecimal() or _EMPTY.intersection(phrase.words):
            return None
        if personal(head) and len(phrase.words) == 1:
            return None
        full, words = _with_name(told, phrase)
        own = set(phrase.words)
        alike = self._by_head.setdefault(head, [])
        one = next((e for e in alike[-_MOST:] if own <= set(e.words) or set(e.words) <= set(words)), None)
        if one is None:
            plural = head.endswith("s") and not head.endswith("ss")
            one = Entity(Sort.THING, full, words, {head}, plural=plural)
            alike.append(one)
        elif len(words) > len(one.words):
            one.full, one.words = full, words
        for word in dict.fromkeys(words):
            if one not in (same := self._by_word.setdefault(word, []))[-_MOST:]:
                same.append(one)
        return one

    def meant(self, phrase: Phrase, names: Iterable[Entity]) -> tuple[list[Entity], bool]:
        """What "the wall" may stand for, of the things and the ``names`` that go by that noun; and whether only what is near may be taken.

        The latter where there are several, or the only one is told from another ("the old wall").
        """
        more = set(phrase.words[:-1])
        things = self._by_head.get(phrase.head, [])[-_MOST:]
        known = [e for e in dict.fromkeys((*things, *names)) if len(e.words) > 1 and more <= set(e.words)]
        named = [e for e in known if e.sort is Sort.NAME]
        if not more and len(named) == 1:
            known = named
        near = len(known) > 1 or (not more and any(_CONTRASTED.intersection(e.words) for e in known))
        return known, near

    def described(self, more: Sequence[str]) -> Entity | None:
        """The only thing that is described like "the southern one"."""
        known = [e for e in self._by_word.get(more[0], [])[-_MOST:] if set(more) <= set(e.words)]
        return known[0] if len(known) == 1 else None


def _with_name(told: Read, phrase: Phrase) -> tuple[str, tuple[str, ...]]:
    """A phrase and its words with the name that an "of" or "in" adds to it: "the town council of Port Ellery"."""
    added = (p for p in told.phrases if p.start == phrase.end + 1 and p.named and p.led in _JOINS)
    behind = next(added, None)
    if behind is None:
        return told.of(phrase), phrase.words
    tail = told.text[told.places[phrase.end - 1].end : told.places[behind.end - 1].end]
    return f"{told.of(phrase)}{tail[:-2] if behind.owner else tail}", phrase.words + behind.words
