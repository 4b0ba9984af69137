"""A premise laid beside the passages found for it: which of its words each unit of their text meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.content import content, key, keys
from rag.grammar.irregular import one_word
from rag.referents.titled import behind_title
from rag.sentences import sentences
from rag.text import words
from rag.tokens import fold, is_cjk
from rag.verify.entities.names import Name, in_text, names, spelt_out
from rag.verify.entities.offices import without_office
from rag.verify.premises.poles import CJK_POLES, EXTENT_WORDS, POLE_KEYS
from rag.verify.questions.presupposed import Form, Premise
from rag.verify.values.columns import YEAR
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import Figure, figures
from rag.verify.words.synonyms import groups

# How far a passage, by its place in the list, meets a word by words of like meaning (0..1).
Meets = Callable[[str, int], float]
# The words of a run of Chinese.
Cut = Callable[[str], Sequence[str]]

LOOKED_AT = 8  # passages
LONG = 60  # words from which a passage is read sentence by sentence
MET = 0.5  # from this on a word counts as met
HALF_A_NAME = 0.8
RANKED = 0.2  # what the first rank adds to a share across languages; nothing from the fifth on
_EXCEPT = re.compile(
    r"\b(?:other than|except(?: for)?|besides|outside|apart from|rather than|not) (?:the )?$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\b[A-Z][a-z]+|\bNo\.?|\b(?:order|decree|directive|resolution|law|act|bill|regulation|section|article|title|chapter|docket|case|número|ley|decreto)) $"
    r"|[\d:]:$"
)  # Order 14059, Law 119: a name, also in small letters; 22:40: a time
_CAPITALS_OF = {
    "washington": "US",
    "moscow": "Russia",
    "london": "UK",
    "brussels": "EU",
    "berlin": "Germany",
}  # its government
_TWO_PARTS = re.compile(r"([A-Z][a-z]+) ([A-Z][a-z]+)(?:['’]s)?$")
_CODED = re.compile(r"\b[A-Z]{2,} $")  # EO 14059


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with the heading it stands under."""

    heading: str
    body: str
    authors: str = ""


@dataclass(frozen=True)
class Unit:
    """A stretch of a passage that says one thing, with its heading; ``place``: of the passage in the list."""

    place: int
    text: str
    heading: str
    authors: str = ""

    @cached_property
    def own(self) -> frozenset[str]:
        """The terms of the text."""
        return keys(self.text)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The terms of heading and text."""
        return keys(f"{self.heading}. {self.text}")

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
        return tuple(f for f in figures(self.text) if f.kind == "quantity")

    @cached_property
    def dates(self) -> tuple[When, ...]:
        """The dates of the text."""
        return dates(self.text)

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
        parts = _TWO_PARTS.match(bare)  # Joe Reil for "Joseph R. Reil"
        return parts is not None and bool(re.search(rf"\b{parts[1][0]}[\w.]* [\w. ]*\b{parts[2]}\b", self.authors))


@lru_cache(maxsize=2_000)
def _plain(text: str) -> frozenset[str]:
    return frozenset(w.text for w in words(text))


@lru_cache(maxsize=2_000)
def _senses(text: str) -> frozenset[int]:
    return frozenset(line for word in _plain(text) for line in groups(word))


_BREAK = re.compile(r"(?<=[,;])(?!\d)|\b(?=(?:and|but|while|whereas|although|because|with)\b)")


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


class Beside:
    """One premise and the units of its passages; a share is 0..1 of the premise's words."""

    def __init__(
        self, premise: Premise, units: Sequence[Unit], language: str, meets: Meets, cut: Cut | None = None
    ) -> None:
        self.premise = premise
        self.language = language
        self.units = units
        self._meets = meets
        self._hits: dict[tuple[str, int], float] = {}
        known = " ; ".join(unit.text for unit in self.units)
        text = premise.text if premise.text != premise.text.lower() else _capitals(premise.text, known)
        self.dates = dates(text, language)
        self.asked_years = {y for d in self.dates for y in (d.year, d.until[0] if d.until else None) if y}
        self.figures = [
            f
            for f in figures(text, language)
            if f.kind == "quantity"
            and not _NUMBERED.search(text[: f.span.start])
            and not (f.text.isdigit() and not f.unit and _CODED.search(text[: f.span.start]))
        ]
        counted = [f.span for f in self.figures] + [d.span for d in self.dates]
        # Cut out of a question, the premise opens no sentence: a capital there is a name.
        found = names(f"x {text}", known) if premise.inside else names(text, known)
        shift = 2 if premise.inside else 0
        moved = [Name(n.text, n.span.shifted(-shift)) for n in found]
        self.names = [
            n
            for n in moved
            if not any(s.start <= n.span.start < s.end for s in counted) and not _EXCEPT.search(text[: n.span.start])
        ]
        blank = list(text)
        for span in [*counted, *(n.span for n in self.names)]:
            blank[span.start : span.end] = " " * (span.end - span.start)
        matter = content("".join(blank), language)
        chosen = [part for word in matter for part in (cut(word) if cut and is_cjk(word) else [word])]
        self.words = [w for w in chosen if _matter(w)]  # without names, figures, dates, poles and extents
        self.full = [w for w in chosen if len(w) > 1 and not YEAR.fullmatch(w)]  # with poles and extents
        self.terms = [*self.words, *(n.text for n in self.names)]

    @property
    def complete(self) -> bool:
        """True of an English premise in which nothing is what the question asks for."""
        return self.language == "en" and self.premise.form not in (Form.OPEN, Form.SOUGHT)

    def share(self, unit: Unit, without: str = "") -> float:
        """How many of the premise's words and names ``unit`` meets; ``without`` one of them.

        Words of another language than the sources are met by meaning alone, which says less: there the passage's rank
        counts too.
        """
        terms = [t for t in self.terms if t != without]
        share = sum(self.hit(t, unit) for t in terms) / len(terms) if terms else 0.0
        return share if self.language == "en" else min(1.0, share + RANKED * max(0.0, 1 - unit.place / 4))

    def best(self, without: str = "") -> float:
        """The greatest share of any unit."""
        return max((self.share(unit, without) for unit in self.units), default=0.0)

    def of_its_time(self, unit: Unit) -> bool:
        """True unless premise and unit both name years, and none is the same."""
        return not self.asked_years or not unit.years or bool(self.asked_years & unit.years)

    def hit(self, term: str, unit: Unit) -> float:
        """How far ``unit`` meets a word or a name (0..1)."""
        at = (term, id(unit))
        if at not in self._hits:
            self._hits[at] = self._hit(term, unit)
        return self._hits[at]

    def _hit(self, term: str, unit: Unit) -> float:
        if any(term == n.text for n in self.names):
            if unit.names(term):
                return 1.0
            parts = [w for w in content(term, self.language) if len(w) > 1]
            if self._alone(term, unit):
                return MET
            share = sum(self._word(part, unit, " " not in term) for part in parts) / len(parts) if parts else 0.0
            return share if "-" in term else HALF_A_NAME * share  # another Ann is not Ann Walker
        return self._word(term, unit)

    def _alone(self, name: str, unit: Unit) -> bool:
        """True when one part of a name of two stands in ``unit`` beside no other capital, and another unit has the whole."""
        parts = _TWO_PARTS.match(without_office(name))
        if parts is None:
            return False
        if not any(in_text(name, u.text) for u in self.units):
            return behind_title(parts[2], [unit.text, *(u.text for u in self.units)])[0]
        return any(
            re.search(rf"\b{part}\b(?:['’]s)?(?! [A-Z])", unit.text)
            and not re.search(rf"\b[A-Z][\w-]+ {part}\b", unit.text)
            for part in parts.groups()
        )

    def _word(self, word: str, unit: Unit, by_meaning: bool = True) -> float:
        term = key(word)
        if term and term in unit.whole:
            return 1.0
        kin = (o for o in unit.whole if _kin(o, term))
        if word[0].isupper() and len(term) > 3 and any(kin):  # China, Chinese
            return 0.9
        if word[0].isdigit() or word.isupper():
            return 0.0
        if (
            len(word) > 2
            and not is_cjk(word)
            and any(one_word(fold(word), o) for o in unit.plain if o[:1] == fold(word[0]))
        ):
            return 1.0
        if not is_cjk(word) and not unit.senses.isdisjoint(groups(fold(word))):
            return 0.9
        return self._meets(word, unit.place) if by_meaning else 0.0


def _kin(a: str, b: str) -> bool:
    """True for China and Chinese, not for Commerce and Commission."""
    stem = max(4, min(len(a), len(b)) - 2)
    return len(a) > 3 and a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 3


def _capitals(text: str, known: str) -> str:
    """``text``, typed without capitals, with those that names have in ``known``."""

    def named(match: re.Match[str]) -> str:
        word = match.group()
        raised = word.upper() if re.search(rf"(?<!\w){re.escape(word.upper())}(?!\w)", known) else word.capitalize()
        inside = re.search(rf"(?<=[a-z,] ){re.escape(raised)}(?!\w)", known)
        return raised if inside and not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", known) else word

    return re.sub(r"[^\W\d_]{3,}", named, text)


def _matter(word: str) -> bool:
    low = fold(word)
    if word in CJK_POLES:
        return False
    return len(word) > 1 and not YEAR.fullmatch(word) and key(word) not in POLE_KEYS and low not in EXTENT_WORDS


def units_of(passages: Sequence[Told]) -> list[Unit]:
    """What the best of ``passages`` tell, unit by unit."""
    return [unit for place, told in enumerate(passages[:LOOKED_AT]) for unit in _units(place, told)]


def _units(place: int, told: Told) -> list[Unit]:
    if len(told.body.split()) <= LONG:
        return [Unit(place, told.body, told.heading, told.authors)]
    return [Unit(place, span.of(told.body), told.heading, told.authors) for span in sentences(told.body)]
