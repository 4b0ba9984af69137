"""What the passages tell, unit by unit: the stretches that a premise is laid beside, each with its terms, figures, dates and years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.bridge import bridged
from rag.content import SEED, heading, keys
from rag.sentences import sentences
from rag.text import words
from rag.tokens import fold
from rag.types import Hit, Passage, Source
from rag.verify.entities.names import in_text, spelt_out
from rag.verify.entities.offices import without_office
from rag.verify.premises.poles_abroad import told_keys
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import Figure, figures
from rag.verify.words.synonyms import groups

LOOKED_AT = 8  # passages
LONG = 60  # words from which a passage is read sentence by sentence
_CAPITALS_OF = {
    "washington": "US",
    "moscow": "Russia",
    "london": "UK",
    "brussels": "EU",
    "berlin": "Germany",
}  # its government
TWO_PARTS = re.compile(r"([A-Z][a-z]+) ([A-Z][a-z]+)(?:['’]s)?$")


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with the heading it stands under."""

    heading: str
    body: str
    authors: str = ""
    language: str = ""


def told_by(source: Source, passage: Passage, language: str) -> Told:
    """What ``passage`` tells a question of ``language``; under the section that it stands in, where that is in the question's own."""
    under = heading(source)
    if language != "en" and (section := _SECTION.search(passage.locator)):
        under = f"{under}, {section[1]}"
    return Told(under, passage.text, "; ".join(source.authors), source.language)


def told_of(hits: Sequence[Hit], sources: Mapping[str, Source], language: str) -> list[Told]:
    """What each of ``hits`` tells a question of ``language``."""
    return [told_by(sources[hit.passage.source_id], hit.passage, language) for hit in hits]


_SECTION = re.compile(r"section '([^']+)'")


@dataclass(frozen=True)
class Unit:
    """A stretch of a passage that says one thing, with its heading; ``place``: of the passage in the list."""

    place: int
    text: str
    heading: str
    authors: str = ""
    language: str = ""
    part: bool = False  # one sentence of a longer passage

    @cached_property
    def own(self) -> frozenset[str]:
        """The terms of the text."""
        return told_keys(self.text, self.language)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The terms of heading and text."""
        return keys(f"{self.heading}. {self.text}")

    @property
    def of_seed(self) -> bool:
        """True of the seed's own words."""
        return self.heading.startswith(SEED)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The same in the text's own language."""
        return keys(f"{self.heading}. {self.text}", self.language[:2] or "en")

    @cached_property
    def english(self) -> frozenset[str]:
        """The terms that English has for the words of a Spanish or Chinese text."""
        return frozenset(bridged(self.text, self.language)).difference(self.stems)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words of heading and text as they stand, folded."""
        return _plain(f"{self.heading}. {self.text}")

    @cached_property
    def senses(self) -> frozenset[int]:
        """The lines of the table of synonyms that heading and text touch."""
        return _senses(f"{self.heading}. {self.text}")

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities of the text."""
        return tuple(f for f in figures(self.text, self.language or "en") if f.kind == "quantity")

    @cached_property
    def dates(self) -> tuple[When, ...]:
        """The dates of the text."""
        return dates(self.text, self.language or "en")

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that text and heading name, those inside a range included."""
        return years(f"{self.heading}. {self.text}")

    @cached_property
    def own_years(self) -> frozenset[int]:
        """The years that the text alone names."""
        return years(self.text)

    def names(self, name: str) -> bool:
        """True when ``name`` stands in text or heading in one of its forms."""
        bare = without_office(name)
        bare = _CAPITALS_OF.get(fold(bare).removesuffix("'s"), bare)
        if in_text(bare, self.text, None, [self.heading, self.authors]) or spelt_out(bare, self.heading):
            return True
        parts = TWO_PARTS.match(bare)  # Joe Reil for "Joseph R. Reil"
        return parts is not None and bool(re.search(rf"\b{parts[1][0]}[\w.]* [\w. ]*\b{parts[2]}\b", self.authors))


@lru_cache(maxsize=2_000)
def _plain(text: str) -> frozenset[str]:
    return frozenset(w.text for w in words(text))


@lru_cache(maxsize=2_000)
def _senses(text: str) -> frozenset[int]:
    return frozenset(line for word in _plain(text) for line in groups(word))


_BREAK = re.compile(r"(?<=[,;，；])(?!\d)|\b(?=(?:and|but|while|whereas|although|because|with)\b)")


@lru_cache(maxsize=2_000)
def clauses_of(text: str) -> tuple[str, ...]:
    """``text`` cut into clauses, roughly: together they are the text again."""
    return tuple(part for part in _BREAK.split(text) if part)


def years(text: str) -> frozenset[int]:
    """The years that ``text`` names, those inside a range included."""
    found = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    for first, last in re.findall(
        r"((?:19|20)\d\d)\s*(?:-|–|to|through|until)\s*(?:FY\s?)?((?:19|20)\d\d)(?!\d)", text
    ):
        found |= set(range(int(first), int(last) + 1))
    return frozenset(found)


def units_of(passages: Sequence[Told]) -> list[Unit]:
    """What the best of ``passages`` tell, unit by unit."""
    return [unit for place, told in enumerate(passages[:LOOKED_AT]) for unit in _units(place, told)]


def _units(place: int, told: Told) -> list[Unit]:
    if len(told.body.split()) <= LONG:
        return [Unit(place, told.body, told.heading, told.authors, told.language)]
    parts = (span.of(told.body) for span in sentences(told.body))
    return [Unit(place, part, told.heading, told.authors, told.language, True) for part in parts]
