"""Everyday words of a Spanish or Chinese question beside sources in its own language: what English has one word for counts as alike.

"¿Cuántos empleados tiene?" is met by a passage on the *plantilla*, through English as between languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rag.answer.asked import Term
from rag.gloss import as_listed
from rag.glossary import senses, terms_of
from rag.word_tables import table


def at_home(terms: Sequence[Term], language: str) -> list[Term]:
    """``terms`` of a question in the language of most sources, each word that is no name with its like in English."""
    return [term if term.number or term.named else replace(term, kin=_kin(term.text, language)) for term in terms]


def _kin(word: str, language: str) -> tuple[str, ...]:
    listed = as_listed(language)[0].get(word.lower(), "")
    told = dict.fromkeys(
        (
            *(terms_of(listed) if listed and " " not in listed else ()),
            *(t for s in senses(word, language)[:1] for t in terms_of(s)),
        )
    )
    return tuple(dict.fromkeys((*told, *(like for term in told for like in _groups().get(term, ())))))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """For each term of the table the terms of its groups."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table("everyday.txt"):
        group = tuple(dict.fromkeys(term for word in line.split(" / ") for term in terms_of(word)))
        for term in group:
            found[term] = tuple(dict.fromkeys((*found.get(term, ()), *group)))
    return found
