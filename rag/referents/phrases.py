"""A sentence read for what it speaks of: its noun phrases with their places, which of them are names, which are subjects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rag.grammar.function_words import (
    ADVERBS,
    AUXILIARY,
    CONJUNCTIONS,
    DETERMINERS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    SAYING,
    STOPS,
    SUBORDINATE,
    TIMES,
)
from rag.grammar.irregular import VERB_FORMS
from rag.grammar.verbs import Verb, spans, tokens, verbs
from rag.referents.nouns import BODIES
from rag.types import Span

_DESCRIBING = frozenset(["managing", "acting", "founding", "presiding", "visiting", "leading", "serving", "sitting"])
OWNERS = frozenset(["his", "her", "its", "their"])
_NO_NOUNS_WORDS = """
    of than there here she her him us our my mine not all most many few several such other more less beside besides beneath
    beyond opposite except amid
"""
_NO_NOUNS = (
    AUXILIARY | CONJUNCTIONS | PREPOSITIONS | PRONOUNS | RELATIVE | STOPS | SUBORDINATE | ADVERBS | DETERMINERS | OWNERS
    | frozenset(_NO_NOUNS_WORDS.split())
)  # fmt: skip
_WITHIN_NAMES_WORDS = """
    of the de des du del di da van von der den la le les el y
"""
_WITHIN_NAMES = frozenset(_WITHIN_NAMES_WORDS.split())
THIRD = frozenset(["he", "she", "it", "they", "him", "her", "them"])
_RANKS = frozenset(["first", "last", "later", "once"])
_SHORTENED_WORDS = """
    mr mrs ms dr st prof sen gov rep lt col gen sgt capt hon rev
"""
_SHORTENED = frozenset(_SHORTENED_WORDS.split())
_PAST = VERB_FORMS - NOUNS
_AFTER_VERBS = THIRD | DETERMINERS | frozenset(["that", "to"])
_OPENS_WORDS = """
    only even despite according asked both neither writing some another
"""
OPENS_NO_NAME = _NO_NOUNS | TIMES | frozenset(_OPENS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, tokens ``start`` to ``end`` (exclusive), determiner included.

    ``words``: its words, folded, without determiner and owner; the last is the head. ``named``: it is a proper name.
    ``owner``: the phrase ends in 's. ``led``: the token before it ("of", "said", "," or ""). ``role``: the common words
    before a name ("trial judge").
    """

    start: int
    end: int
    determiner: str
    words: tuple[str, ...]
    named: bool
    owner: bool
    led: str
    role: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The noun that the others describe."""
        return self.words[-1]

    @property
    def pronoun(self) -> bool:
        """True for "she", "it", "them"."""
        return self.end - self.start == 1 and not self.determiner and self.words[0] in THIRD


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence: its text, the folded words and their places in it, its verbs and noun phrases; ``quoted``: by word."""

    text: str
    words: tuple[str, ...]
    places: tuple[Span, ...]
    verbs: tuple[Verb, ...]
    phrases: tuple[Phrase, ...]
    quoted: tuple[bool, ...]

    def span(self, start: int, end: int) -> Span:
        """Where words ``start`` to ``end`` stand in the text."""
        return Span(self.places[start].start, self.places[end - 1].end)

    def of(self, phrase: Phrase) -> str:
        """A phrase as it is written, without its determiner and without 's."""
        first = phrase.start + (phrase.determiner not in ("", "two", "three"))
        told = self.span(first, phrase.end).of(self.text)
        return told[:-2] if phrase.owner and told[-2:-1] in "'’" else told.rstrip("'’")

    @property
    def subjects(self) -> tuple[Phrase, ...]:
        """The phrase before each finite verb that no preposition leads, in order, each once; those in quotes are none."""
        found: dict[Phrase, None] = {}
        since, said = 0, True
        for verb in self.verbs:
            if verb.kind != "finite":
                continue
            near = [p for p in self.phrases if since <= p.start and p.end <= verb.start and _may_be_subject(p)]
            if not said:  # what stands right behind a verb is its object
                near = [p for p in near if p.start > since]
            named = [p for p in near if p.named]
            if near and not self.quoted[near[-1].start]:
                found[(named or near)[-1]] = None
            since, said = verb.end, verb.verb in SAYING
        named = [p for p in self.phrases if p.named and not self.quoted[p.start]]
        others = [p for p in named if p not in found and self._acts(p)]
        if not found and not others:  # a verb that no table has
            others = [p for p in named if _may_be_subject(p)][:1]
        return (*found, *others)

    def _acts(self, phrase: Phrase) -> bool:
        """True of "Penhall Aggregates, which bought", "said Ruth Callan" and "said the engineer, Ruth Callan"."""
        after = [w for w in self.words[phrase.end : phrase.end + 2] if w != ","]
        speaks = phrase.led in SAYING or any(
            p.led in SAYING and phrase.led == "," and p.end == phrase.start - 1 for p in self.phrases
        )
        return speaks or after[:1] in (["which"], ["who"])


def _may_be_subject(phrase: Phrase) -> bool:
    return phrase.led not in PREPOSITIONS and phrase.led != "of" and not phrase.owner


def read(text: str, quoted: Collection[Span], known: Collection[str]) -> Read:
    """A sentence with its noun phrases; ``known``: words that the document writes with a capital within sentences.

    ``quoted``: what stands between quotation marks, in places of ``text``.
    """
    plain, places = tokens(text), spans(text)
    told = tuple(v for v in verbs(plain) if not (v.kind == "ing" and v.verb in _DESCRIBING))
    verbal = {at for verb in told for at in range(verb.start, verb.end)}
    capital = [_capital(text, places, at, known) for at in range(len(plain))]
    words = tuple(t.text for t in plain)
    inside = tuple(any(q.start <= p.start < q.end for q in quoted) for p in places)
    return Read(text, words, tuple(places), told, tuple(_phrases(words, capital, verbal)), inside)


def _capital(text: str, places: Sequence[Span], at: int, known: Collection[str]) -> bool:
    """True for a word of a name: with a capital that no beginning of a sentence or quote accounts for."""
    word = places[at].of(text)
    if not word[0].isupper() or word.casefold() in TIMES:
        return False
    before = text[: places[at].start].rstrip()
    if at and places[at - 1].of(text).casefold() in _SHORTENED:
        return True
    if at and before and before[-1] not in '"“‘.!?:':
        return word not in ("I", "I'm", "I've", "I'd", "I'll")
    if bare(word) in known:
        return True
    follows = places[at + 1].of(text) if at + 1 < len(places) else ""
    apart = text[places[at].end : places[at + 1].start] if follows else ""
    short = (word.casefold() in _SHORTENED or len(word) == 1) and apart == ". "  # "Mrs. Callan"
    return follows[:1].isupper() and (apart == " " or short) and word.casefold() not in OPENS_NO_NAME


def bare(word: str) -> str:
    """A word without 's."""
    return word[:-2] if word[-2:] in ("'s", "’s") else word.rstrip("'’")


def _phrases(words: Sequence[str], capital: Sequence[bool], verbal: Collection[int]) -> list[Phrase]:
    """All noun phrases in order; of "the trial judge Helen Brandreth" the name, with its role."""
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        start, determiner = at, ""
        if words[at] in DETERMINERS or words[at] in OWNERS or words[at] in ("that", "both"):
            determiner, at = words[at], at + 1
        first = at
        while at < len(words) and _goes_on(words, capital, verbal, at, first):
            at += 1
            if words[at - 1].endswith(("'s", "s'")) and not (determiner == "the" and _titled(words, capital, at)):
                break
        if at < len(words) and at > first and capital[at - 1] and words[at].isdecimal() and len(words[at]) < 3:
            at += 1  # "Line 7"
        if at == first:
            if words[start] in THIRD:
                found.append(
                    Phrase(start, start + 1, "", (words[start],), False, False, words[start - 1] if start else "")
                )
            at = max(first, start + 1)
            continue
        name = next(
            (i for i in range(first, at) if all(_of_name(words, capital, j) for j in range(i, at)) and capital[i]), at
        )
        told = tuple(map(bare, words[first:at]))
        owner, led = words[at - 1].endswith(("'s", "s'")), words[start - 1] if start else ""
        if first < name < at:
            found.append(Phrase(name, at, "", told[name - first :], True, owner, led, told[: name - first]))
        else:
            found.append(Phrase(start, at, determiner, told, name == first, owner, led))
    return found


def _titled(words: Sequence[str], capital: Sequence[bool], at: int) -> bool:
    """True between "the Farmers'" and "Union": a name goes on behind its owner."""
    return at < len(words) and capital[at - 1] and capital[at]


def _of_name(words: Sequence[str], capital: Sequence[bool], at: int) -> bool:
    return capital[at] or words[at] in _WITHIN_NAMES or (words[at].isdecimal() and at > 0 and capital[at - 1])


def _goes_on(words: Sequence[str], capital: Sequence[bool], verbal: Collection[int], at: int, first: int) -> bool:
    """True where the word at ``at`` goes on with the phrase that began at ``first``."""
    if capital[at]:
        return True
    if at > first and capital[at - 1] and words[at] in _WITHIN_NAMES and not words[at - 1].endswith("'s"):
        if words[at] == "of" and at - first > 1 and words[at - 1] not in BODIES:
            return False  # "Ruth Callan of the Harbour Board"
        after = next((i for i in range(at, min(at + 3, len(words))) if words[i] not in _WITHIN_NAMES), len(words))
        return after < len(words) and capital[after]
    if at == first and at and words[at] in _RANKS and words[at - 1] in DETERMINERS | OWNERS:
        return True  # "her first win"
    if at > first and words[first:at] in (["former"], ["latter"]):
        return False
    if at > first and words[at] == "-":
        return words[at - 1].isdecimal() and words[at + 1 : at + 2] != ["-"]  # "19-year-old"
    follows = words[at + 1] if at + 1 < len(words) else ""
    if at > first and all(capital[first:at]) and (follows in _AFTER_VERBS or words[at] in _PAST):
        return False  # a verb that no table has: "Callan reckons that", "Callan wept"
    if at > first and words[at] in ("one", "ones"):
        return True
    return at not in verbal and words[at] not in _NO_NOUNS and words[at][:1].isalnum()
