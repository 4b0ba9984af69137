"""A text read from top to bottom: what each short mention stands for, from what was named before it.

Plain rules after centering (Grosz, Joshi and Weinstein 1995): a pronoun goes back to the subject of the sentence before, a
noun to the longer phrase of that head, a role to the person who has it. Where two would do, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from rag.grammar.function_words import PREPOSITIONS, SAYING
from rag.referents.apposed import beside_name
from rag.referents.entities import Entity, Sort
from rag.referents.nouns import BODIES, TITLES, personal
from rag.referents.people import Names, untitled
from rag.referents.phrases import OWNERS, Phrase, Read
from rag.referents.things import NO_HEAD, Things
from rag.types import Span

# Nouns that any body may go by, whatever its name.
_GENERAL_WORDS = """
    company firm club group agency authority body organisation organization charity business party team manufacturer
    carrier operator supplier brewer retailer developer insurer producer provider
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())
_NO_TRADE_WORDS = """
    group agency authority body organisation organization charity party team club
"""
_TRADES = _GENERAL - frozenset(_NO_TRADE_WORDS.split())
# The last words of names of bodies that nobody calls a company.
_PUBLIC_WORDS = """
    board council court ministry commission committee parliament office agency authority department university school
    hospital museum church league union party institute college academy orchestra
"""
_PUBLIC = frozenset(_PUBLIC_WORDS.split())
_SPEAKING_WORDS = """
    told tells asked asks replied explained recalled insisted wrote laughed joked called adds admitted promised
"""
_SPEAKING = SAYING | frozenset(_SPEAKING_WORDS.split())
_DOERS = frozenset(["he", "she", "it", "they"])
_LEAD = PREPOSITIONS | {"of"}  # before what is no subject
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_REACH = 12  # sentences back, within a paragraph, to which a mention goes
_LONG_NAME = 4  # words, from which a name is no person's
_SAYS_WHICH = frozenset(["of", "that", "which", "who", "whose"])
_EMPTY_IT = re.compile(
    r"it\s+(?:is|was|will be|has been|had been|would be|takes?|took|seems?|seemed|appears?|appeared|rain\w*|snow\w*)\b"
    r"[^.;]{0,60}?\b(?:that|to|who|when|whether)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a sentence that stand for an entity; ``owner``: "her", "the company's". ``said``: nothing is written there,
    and the entity says the quoted words before it."""

    span: Span
    entity: Entity
    owner: bool = False
    said: bool = False


@dataclass(slots=True)
class _Told:
    """What a sentence was about: its subjects and everything it names, each in order."""

    subjects: list[Entity] = field(default_factory=list)
    met: list[Entity] = field(default_factory=list)
    outside: list[Entity] = field(default_factory=list)  # of quotes
    open: bool = False  # a person in it may be one of several
    unknown: set[str] = field(default_factory=set)  # "it" or "they", where it is open what that stands for


class Walk:
    """What was told so far."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._things = Things()
        self._before = [_Told()]  # the sentences of this paragraph; first the last of the paragraph before
        self._now = _Told()
        self._speaker: Entity | None = None

    def paragraph(self) -> None:
        """A paragraph begins."""
        self._before = [self._before[-1]]
        self._speaker = None

    def sentence(self, told: Read) -> list[Found]:
        """What the short mentions of the next sentence stand for."""
        self._now = _Told()
        subjects = told.subjects
        found: list[Found] = []
        for phrase in told.phrases:
            if told.quoted[phrase.start]:
                if phrase.named and (one := self._names.entity(phrase)):
                    self._now.met.append(one)
                continue
            entity, mention = self._phrase(told, phrase)
            found += [mention] if mention else []
            unclear = phrase in subjects[:1] and _human(phrase) if entity is None else False
            self._now.open |= unclear or (phrase.named and self._names.open(phrase))
            if entity is not None:
                self._now.met.append(entity)
                self._now.outside.append(entity)
                if phrase in subjects or phrase.words[0] in _DOERS:
                    self._now.subjects.append(entity)
        found += self._spoken(told)
        self._before = [*self._before[-_REACH:], self._now]
        return found

    def _phrase(self, told: Read, phrase: Phrase) -> tuple[Entity | None, Found | None]:
        """What a phrase stands for, and the mention if it is a short one."""
        place = told.span(phrase.start, phrase.end)
        if phrase.pronoun:
            entity = self._pronoun(told, phrase)
            if entity is None and _acts(told, phrase):
                self._now.unknown.add(phrase.words[0])
            return entity, Found(place, entity) if entity else None
        if phrase.determiner in OWNERS:
            return self._owned(told, phrase)
        if phrase.named and (len(phrase.words) > 1 or phrase.words[0] not in TITLES):
            entity = self._names.entity(phrase)
            short = entity is not None and len(untitled(phrase.words)) < len(entity.words)
            return entity, Found(place, entity, phrase.owner) if entity and short else None
        entity = self._noun(told, phrase)
        if entity is not None:
            return entity, Found(place, entity, phrase.owner)
        return self._things.introduced(told, phrase), None

    def _owned(self, told: Read, phrase: Phrase) -> tuple[Entity | None, Found | None]:
        """ "Her mother": whose; and of "his firm" the body that he belongs to."""
        owner = self._pronoun(told, phrase)
        if owner is None:
            return None, None
        self._now.met.append(owner)
        if owner.home is not None and phrase.head in _GENERAL:
            return owner.home, Found(told.span(phrase.start, phrase.end), owner.home, phrase.owner)
        return None, Found(told.span(phrase.start, phrase.start + 1), owner, owner=True)

    def _pronoun(self, told: Read, phrase: Phrase) -> Entity | None:
        """What a pronoun stands for; of things only subjects and owners ("it", "its") are told, for others may be anything."""
        word = phrase.determiner or phrase.words[0]
        if word in ("he", "him", "his", "she", "her"):
            done_to = self._now.subjects[-1:] if phrase.pronoun and word in ("him", "her") else []
            inserted = self._now.outside[-1:] if _inserted(told, phrase) else []  # "Neri, she said, would not"
            return self._person("m" if word in ("he", "him", "his") else "f", [*done_to, *inserted])
        if word not in OWNERS and (phrase.led in _LEAD or (phrase.start and not _acts(told, phrase))):
            return None
        if word in ("they", "their"):
            return self._thing(lambda e: e.plural or (e.body and not e.article), word)
        if word == "it" and _EMPTY_IT.match(told.text[told.places[phrase.start].start :]):
            return None
        return self._thing(lambda e: e.sort is not Sort.PERSON and not e.plural, word)

    def _person(self, gender: str, apart: Collection[Entity]) -> Entity | None:
        """The person that "she" stands for: the only one near, else the subject; none of those ``apart``, by whom something is
        done to her."""
        for sentence in (self._now, *reversed(self._before)):
            if sentence.open:
                return None
            people = [e for e in dict.fromkeys(sentence.met) if e.sort is Sort.PERSON]
            if not people and any(_perhaps_person(e) for e in sentence.outside):
                return None
            near = [e for e in people if e.may_be(gender) and e not in apart]
            if not near and gender == "f" and sentence.subjects and _ship(sentence.subjects[0]):
                return sentence.subjects[0]
            if near:
                subject = next((e for e in sentence.subjects if e in near), None)
                if near == [subject]:  # whoever is no subject may be somebody beside another
                    near[0].genders[gender] = near[0].genders.get(gender, 0) + (2 if sentence is self._now else 1)
                return near[0] if len(near) == 1 else subject
        return None

    def _thing(self, fits: Callable[[Entity], bool], word: str) -> Entity | None:
        """What "it" stands for: the subject of this sentence, else the first subject of the one before that fits.

        An owner ("its") in the sentence of its subject goes back to names only: other nouns may stand between.
        """
        here = [e for e in self._now.subjects if fits(e) and (word not in OWNERS or e.sort is Sort.NAME)]
        if here or any(e.sort is not Sort.PERSON for e in self._now.subjects):
            return here[0] if here else None
        for sentence in reversed(self._before):
            fitting = list(dict.fromkeys(e for e in sentence.subjects if fits(e)))
            if ("it" if word in ("it", "its") else "they") in sentence.unknown or not sentence.subjects:
                return None
            if fitting:
                return fitting[0] if len(fitting) == 1 or fitting[0].sort is Sort.NAME else None
        return None

    def _noun(self, told: Read, phrase: Phrase) -> Entity | None:
        """What "the wall", "the captain", "that company", "the latter" stands for."""
        head, more = phrase.head, phrase.words[:-1]
        if phrase.determiner == "the" and phrase.words in (("former",), ("latter",)):
            return self._of_two(head)
        if phrase.determiner == "the" and head == "one" and more:
            return self._things.described(more)
        behind = told.words[phrase.end] if phrase.end < len(told.words) else ""
        if phrase.determiner not in _DEFINITE or head in NO_HEAD or behind in _SAYS_WHICH or beside_name(told, phrase):
            return None
        called = self._names.called(head)
        if people := [e for e in called if e.sort is Sort.PERSON]:
            return people[0] if len(people) == 1 and not more else None
        known, only_near = self._things.meant(phrase, called)
        if not known and not more and head in _GENERAL:
            return self._body(head in _TRADES)
        near = self._nearest(known) if only_near else known
        return near[0] if len(near) == 1 and len(near[0].words) > len(phrase.words) else None

    def _body(self, trades: bool) -> Entity | None:
        """What "the company" stands for: the body of the person who speaks, else the last named subject that is no person."""
        homes = {e.home for e in self._now.met if e.home is not None}
        if homes:
            return homes.pop() if len(homes) == 1 else None
        for sentence in (self._now, *reversed(self._before)):
            fitting = [e for e in sentence.outside if e.body and not (trades and e.words[-1] in _PUBLIC)]
            near = [e for e in sentence.subjects if e in fitting]
            others = {e for e in fitting if len(e.words) > 1}
            if near or (sentence is not self._now and len(others) == 1):
                return near[0] if near else others.pop()
        return None

    def _of_two(self, which: str) -> Entity | None:
        """The first or the last of what the sentence before names."""
        named = [e for e in dict.fromkeys(self._before[-1].outside) if e.sort is Sort.NAME]
        if len(named) < 2 or (which == "former" and len(named) > 2):
            return None
        return named[0] if which == "former" else named[-1]

    def _nearest(self, known: Sequence[Entity]) -> list[Entity]:
        """Of several of one head the subject of the sentence before, or what this paragraph speaks of alone."""
        for sentence in reversed(self._before):
            if near := [e for e in known if e in sentence.subjects]:
                return near
        near = [e for e in known if any(e in s.met for s in self._before)]
        return near if len(near) == 1 else []

    def _spoken(self, told: Read) -> list[Found]:
        """Who says the words of a sentence that is nothing but a quote: who spoke before in this paragraph."""
        unquoted = [w for w, inside in zip(told.words, told.quoted, strict=True) if not inside and w[0].isalnum()]
        if unquoted:
            near = (*self._now.subjects, *self._now.outside)
            people = [e for e in near if e.sort is Sort.PERSON] or [e for e in near if _perhaps_person(e)]
            if any(told.quoted) and not _SPEAKING.isdisjoint(unquoted):
                self._speaker = people[0] if people else None
            return []
        start, end = told.places[-1].end if told.places else 0, len(told.text)
        if self._speaker is None or not 0 < start < end:
            return []
        self._now.met.append(self._speaker)  # beside whom the words speak of: "she" may be either
        return [Found(Span(start, end), self._speaker, said=True)]


def _acts(told: Read, phrase: Phrase) -> bool:
    """True where a verb follows."""
    return any(verb.start == phrase.end for verb in told.verbs)


def _inserted(told: Read, phrase: Phrase) -> bool:
    """True of "she" in "Neri, she said,", right behind a name."""
    speaks = phrase.led == "," and not _SPEAKING.isdisjoint(told.words[phrase.end : phrase.end + 1])
    return speaks and any(p.named and p.end == phrase.start - 1 for p in told.phrases)


def _human(phrase: Phrase) -> bool:
    """True for "the coach", "the 36-year-old"."""
    return not phrase.named and (personal(phrase.head) or phrase.head.endswith("year-old"))


def _perhaps_person(entity: Entity) -> bool:
    """True for a name of which nothing tells what it is."""
    words = entity.words
    return (
        entity.body
        and not entity.outside
        and not entity.article
        and 1 < len(words) < _LONG_NAME
        and words[-1] not in BODIES
    )


def _ship(entity: Entity) -> bool:
    """True for what may be "she" without being a person: a name with "the" that is no place and no body."""
    return entity.body and entity.article and entity.words[-1] not in BODIES
