"""The proper names of a text: who of them is a person, with roles and what he belongs to, and which are parts of longer ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rag.grammar.function_words import SAYING
from rag.referents.apposed import apposed, aside, homes
from rag.referents.entities import Entity, Sort
from rag.referents.nouns import BODIES, FEMALE, MALE, TITLES, personal
from rag.referents.phrases import Phrase, Read

_FOR_SURE = 100  # votes for "he" or "she" that a title gives
_LONGEST = 4  # words of a person's name
_ABOUT_PERSONS = frozenset(["he", "she", "his", "her"])
_IN = frozenset(["in", "near", "across", "around", "outside"])
_WHERE = _IN | {"at", "to", "from", "of", "through"}
_LESS = frozenset(["deputy", "former", "vice", "assistant", "acting", "ex", "late", "junior", "co"])
_Words = tuple[str, ...]


class Names:
    """The proper names of a text; ``people`` and ``others`` are what they stand for."""

    def __init__(self, sentences: Sequence[tuple[Read, int]]) -> None:
        """``sentences``: each with the place at which it begins."""
        told = [read for read, _ in sentences]
        phrases = [p for read in told for p in read.phrases if p.named]
        self._bare = {untitled(p.words) for p in phrases}
        self._things = {p.words for p in phrases if len(p.words) == 1 and p.role and not personal(p.role[-1])}
        self._persons = {
            untitled(one.subjects[0].words)
            for one, after in pairwise(told)
            if after.words[:1] and after.words[0] in _ABOUT_PERSONS and one.subjects and one.subjects[0].named
        }  # whom the next sentence goes on about as "she"
        self._known: dict[_Words, Entity] = {}
        met = [(read, start, at) for read, start in sentences for at, p in enumerate(read.phrases) if p.named]
        met.sort(key=lambda m: -len(m[0].phrases[m[2]].words))  # the full name before the surname
        for read, _, at in met:
            self._meet(read, at)
        self.people = [e for e in self._known.values() if e.sort is Sort.PERSON]
        self.others = [e for e in self._known.values() if e.sort is Sort.NAME]
        self._by_end = _indexed(self.people, lambda e: e.words[-1:])
        self._by_start = _indexed(self.people, lambda e: e.words[:1])
        self._longer = _indexed(self.others, lambda e: (e.words[0], e.words[-1]) if len(e.words) > 1 else ())
        for read, start, at in met:
            self._describe(read, start, at)
        self._by_noun = _indexed(self._known.values(), _nouns)

    def called(self, noun: str) -> list[Entity]:
        """What goes by a noun: the persons of a role, the names of a class ("the comet") or of that last word ("the Board")."""
        return self._by_noun.get(noun, [])

    def entity(self, phrase: Phrase) -> Entity | None:
        """What a proper name stands for; None where it may be several."""
        words = untitled(phrase.words)
        exact = self._known.get(words)
        if words in self._things:  # "the comet Delgado" beside a Ruperto Delgado
            return None if self._by_end.get(words[-1]) else exact
        if persons := self._of_person(words):
            return persons[0] if len(persons) == 1 else None
        if exact is not None and exact.sort is Sort.PERSON:
            return exact
        near = dict.fromkeys([*self._longer.get(words[0], []), *self._longer.get(words[-1], [])])
        longer = [e for e in near if _part_of(words, e.words, phrase.determiner == "the")]
        return longer[0] if len(longer) == 1 and not (exact is not None and exact.outside) else exact

    def open(self, phrase: Phrase) -> bool:
        """True where a name may be one of several persons."""
        return len(self._of_person(untitled(phrase.words))) > 1

    def _of_person(self, words: _Words) -> list[Entity]:
        """The persons whose longer names a surname, else a first name, belongs to."""
        longer = [e for e in self._by_end.get(words[-1], []) if len(e.words) > len(words)]
        families = [e for e in longer if e.words[-len(words) :] == words]
        return families or [e for e in self._by_start.get(words[0], []) if len(e.words) > len(words) == 1]

    def _meet(self, read: Read, at: int) -> None:
        phrase = read.phrases[at]
        words = untitled(phrase.words)
        if words[0] in TITLES:
            return  # "the Mayor": a role
        known = self._known.setdefault(words, Entity(Sort.NAME, read.of(phrase), words))
        if known.sort is Sort.NAME and self._is_person(read, at, words):
            known.sort = Sort.PERSON
        titles = set(phrase.words[: len(phrase.words) - len(words)])
        known.classes |= titles
        if titles & (MALE | FEMALE):
            known.genders["m" if titles & MALE else "f"] = _FOR_SURE
        known.article |= phrase.determiner == "the"
        known.place |= phrase.led in _IN
        known.outside |= phrase.led in _WHERE

    def _is_person(self, read: Read, at: int, words: _Words) -> bool:
        phrase = read.phrases[at]
        titled = len(phrase.words) > len(words)
        if len(words) > _LONGEST or words[-1] in BODIES or phrase.determiner or (len(words) == 1 and not titled):
            return False
        if titled or words in self._persons or (phrase.role and personal(phrase.role[-1])):
            return True
        if words[-1:] in self._bare or (
            len(words) > 2 and words[1:] in self._bare
        ):  # the surname stands alone somewhere
            return True
        after = (*read.words[phrase.end : phrase.end + 2], "", "")
        if phrase.led in SAYING or after[0] in SAYING:
            return True
        return any(map(personal, apposed(read, at))) or (
            after[0] == "," and (after[1].isdecimal() or after[1] == "who")
        )

    def _describe(self, read: Read, start: int, at: int) -> None:
        """Roles, and what a person belongs to, as the text gives them beside the name."""
        phrase = read.phrases[at]
        one = self.entity(phrase)
        if one is None:
            return
        person = one.sort is Sort.PERSON
        roles = [*phrase.role[-1:]] if not _LESS.intersection(phrase.role) else []
        one.classes.update(noun for noun in (*roles, *apposed(read, at)) if not person or personal(noun))
        if not person:
            return
        added = aside(read, at)
        one.aside = one.aside or (added.shifted(start) if added else None)
        bodies = [home for other in homes(read, at) if (home := self.entity(other)) and home.sort is Sort.NAME]
        one.home = one.home or next(iter(bodies), None)


def _nouns(entity: Entity) -> list[str]:
    last = entity.words[-1]
    own = entity.sort is Sort.NAME and (entity.article or last in BODIES)
    return [*sorted(entity.classes), *([last] if own else [])]


def _indexed(entities: Iterable[Entity], keys: Callable[[Entity], Iterable[str]]) -> dict[str, list[Entity]]:
    """The entities under each of their keys, in order."""
    out: dict[str, list[Entity]] = {}
    for entity in entities:
        for key in dict.fromkeys(keys(entity)):
            out.setdefault(key, []).append(entity)
    return out


def untitled(words: _Words) -> _Words:
    """The words of a name without titles before it."""
    at = 0
    while at < len(words) - 1 and (words[at] in TITLES or words[at].removesuffix("s") in TITLES):
        at += 1
    return words[at:]


def _part_of(words: _Words, longer: _Words, article: bool) -> bool:
    """True when ``words`` open or close a ``longer`` name; one word for a body closes it only with "the" ("the Board")."""
    size = len(words)
    if len(longer) <= size:
        return False
    alone = "of" not in longer and (article or words[0] not in BODIES)
    return longer[:size] == words or (longer[-size:] == words and (size > 1 or alone))
