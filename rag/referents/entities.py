"""What a text speaks of: persons, other names, and things that a longer phrase introduced."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rag.types import Span


class Sort(StrEnum):
    """What an entity is, as far as it matters for what may stand for it."""

    PERSON = "person"
    NAME = "name"  # of a body, a work, a place
    THING = "thing"  # known by a common noun


@dataclass(eq=False, slots=True)
class Entity:
    """What a text speaks of. ``full``: the name or the longest noun phrase; ``words``: of that, folded.

    ``classes``: nouns that it goes by ("captain", "comet"). ``home``: the body that a person belongs to. ``aside``: what the
    text adds to a name where it introduces it.
    """

    sort: Sort
    full: str
    words: tuple[str, ...]
    classes: set[str] = field(default_factory=set)
    genders: dict[str, int] = field(default_factory=dict)  # how often "he" and "she" seemed to stand for it
    home: Entity | None = None
    aside: Span | None = None
    place: bool = False  # it stands behind "in" somewhere
    outside: bool = False  # behind "in", "of", "to" or the like, where a place may stand
    article: bool = False  # it is written with "the"
    plural: bool = False

    @property
    def body(self) -> bool:
        """True for a name that is no place: of a company, a ship, a book."""
        return self.sort is Sort.NAME and not self.place

    def may_be(self, gender: str) -> bool:
        """True unless the other gender seemed to fit better."""
        return self.genders.get(gender, 0) >= max((n for g, n in self.genders.items() if g != gender), default=0)

    def told(self) -> str:
        """It in full, as it may stand in a sentence."""
        return f"the {self.full}" if self.sort is Sort.THING or self.article else self.full
