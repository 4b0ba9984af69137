"""Verbs of several words ("turned the plan down", "let them go") on the table of opposites: which sides of its lines they stand on.

The table names a few itself; of the others a line of synonyms tells it, that has two words of a side, or the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.grammar.inflection import inflected
from rag.grammar.tables import table
from rag.text import words
from rag.types import Span
from rag.verify.words.synonyms import phrases, runs

OPPOSITES = "opposites.txt"
LITTLE = re.compile(r"(?:on|to|in|as|behind|within|under|over|better|worse|later)_\w+")  # phrases that are no verbs
_ENOUGH = 2  # words of a side on a line of synonyms: one alone may have another sense there ("abandon, drop, leave")
Places = tuple[tuple[int, int], ...]  # lines of the table, and the side of each


@dataclass(frozen=True, slots=True)
class Sided:
    """Some words of a text that are one verb, as they stand there, and the places of the table that they are on."""

    text: str
    spans: tuple[Span, ...]
    places: Places


def sided(text: str) -> Iterator[Sided]:
    """The verbs of several words in ``text`` that have an opposite."""
    for phrase in phrases(text):
        if places := tuple(sorted({place for line in phrase.lines for place in _of_synonyms().get(line, ())})):
            yield Sided(_told(text, phrase.spans), phrase.spans, places)
    tokens = words(text)
    plain = [token.text for token in tokens]
    for at, word in enumerate(plain):
        for rest, places in _own().get(word, ()):
            if where := runs(plain, at, rest):
                spans = tuple(tokens[i].span for i in where)
                yield Sided(_told(text, spans), spans, places)


def _told(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(text) for span in spans)


@cache
def _table() -> tuple[tuple[frozenset[str], ...], ...]:
    """The words of each side of each line."""
    return tuple(tuple(frozenset(half.split()) for half in line.split("|")) for line in table(OPPOSITES))


@cache
def _of_synonyms() -> dict[int, Places]:
    """For each line of synonyms the places of the table that its words stand on."""
    found: dict[int, Places] = {}
    for number, line in enumerate(table("synonyms.txt")):
        members = set(line.split())
        found[number] = tuple(
            (row, side)
            for row, halves in enumerate(_table())
            for side, half in enumerate(halves)
            if len(half & members) >= min(_ENOUGH, len(half))
        )
    return found


@cache
def _own() -> dict[str, tuple[tuple[tuple[str, ...], Places], ...]]:
    """For each form of a first word what follows it in the table's own verbs, and where these stand."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for row, halves in enumerate(_table()):
        for side, half in enumerate(halves):
            for verb in half:
                if "_" in verb and not LITTLE.fullmatch(verb):
                    places.setdefault(tuple(verb.split("_")), []).append((row, side))
    found: dict[str, list[tuple[tuple[str, ...], Places]]] = {}
    for (first, *rest), there in places.items():
        for form in inflected(first):
            found.setdefault(form, []).append((tuple(rest), tuple(there)))
    return {form: tuple(verbs) for form, verbs in found.items()}
