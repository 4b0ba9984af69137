"""Verbs of several words ("turned the plan down", "let them go") on the table of opposites: which sides of its lines they stand on.

The table names a few itself; of the others a line of synonyms tells it, that has two words of a side, or the only one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.grammar.inflection import inflected
from rag.text import words
from rag.types import Span
from rag.verify.words.synonyms import phrases, runs
from rag.word_tables import table

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
def opposites() -> dict[str, Places]:
    """For each word of the table, and each verb or phrase of several with "_" between them, where it stands."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row, line in enumerate(table("opposites.txt")):
        for side, half in enumerate(line.split("|")):
            for word in dict.fromkeys(half.split()):
                found.setdefault(word, []).append((row, side))
    return {word: tuple(places) for word, places in found.items()}


@cache
def _of_synonyms() -> dict[int, Places]:
    """For each line of synonyms the places of the table that its words stand on."""
    size = Counter(place for places in opposites().values() for place in places)
    found: dict[int, Places] = {}
    for number, line in enumerate(table("synonyms.txt")):
        met = Counter(place for word in set(line.split()) for place in opposites().get(word, ()))
        found[number] = tuple(place for place, count in met.items() if count >= min(_ENOUGH, size[place]))
    return found


@cache
def _own() -> dict[str, tuple[tuple[tuple[str, ...], Places], ...]]:
    """For each form of a first word what follows it in the table's own verbs, and where these stand."""
    found: dict[str, list[tuple[tuple[str, ...], Places]]] = {}
    for verb, places in opposites().items():
        first, *rest = verb.split("_")
        if rest and not LITTLE.fullmatch(verb):
            for form in inflected(first):
                found.setdefault(form, []).append((tuple(rest), places))
    return {form: tuple(verbs) for form, verbs in found.items()}
