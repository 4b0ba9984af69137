"""Nouns by which persons are told from bodies, works and places; the tables stand in rag/data."""

from __future__ import annotations

from rag.word_tables import table

_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ess", "ant", "ee", "ic")
_SHORT = 4  # letters of a word whose ending tells nothing
_titles = [frozenset(line.split()) for line in table("titles.txt")]
MALE, FEMALE = _titles[:2]
TITLES = frozenset[str]().union(*_titles)
BODIES = frozenset(word for line in table("bodies.txt") for word in line.split())  # the last words of their names
PERSONS = frozenset(word for line in table("persons.txt") for word in line.split())
_THINGS = frozenset(word for line in table("things.txt") for word in line.split())


def personal(noun: str) -> bool:
    """True for a noun that as a rule names a person: "maltster", "captain", "geneticist"."""
    if noun in PERSONS or noun in TITLES:
        return True
    return noun not in _THINGS and noun.endswith(_ENDINGS) and len(noun) > _SHORT
