"""A premise that the passages do not bear: denied, reversed, with another figure or name, or said by none of them.

By rules: half to three quarters of false premises are found, and few true ones are taken for false. A flag opens the
answer with a correction and is no verdict; what the sources say follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.content import content, key, keys
from rag.tokens import is_cjk
from rag.verify.poles import ALL, BEARS_MOST, HAS_NEGATION, MOST, NEGATED, NONE, ONLY, POLES
from rag.verify.presupposed import Premise, presupposed

# How far a passage, by its place in the list, meets a word by words of like meaning (0..1).
Meets = Callable[[str, int], float]

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(rf"\b(\d{{1,2}}) (?:{_MONTH})\b|\b(?:{_MONTH}) (\d{{1,2}})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
LOOKED_AT = 8  # passages
NEAR, ABOUT = 0.34, 0.55  # share of the premise's words from which a passage is near it, and is about it


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with the heading it stands under."""

    heading: str
    body: str


def false_premise(
    question: str, passages: Sequence[Told], language: str, meets: Meets = lambda word, place: 0.0
) -> str:
    """What ``question`` takes for granted and ``passages`` (best first) do not bear, in its own words; "" when all is well."""
    premise = presupposed(question)
    if premise is None or not passages:
        return ""
    case = _Case(premise, list(passages[:LOOKED_AT]), language, meets)
    return premise.text if case.false() else ""


class _Case:
    """One premise before its passages."""

    def __init__(self, premise: Premise, passages: list[Told], language: str, meets: Meets) -> None:
        self.premise = premise
        self.language = language
        self.bodies = [p.body for p in passages]
        self._whole = [keys(f"{p.heading}. {p.body}") for p in passages]
        self._own = [keys(p.body) for p in passages]
        self._meets = meets
        self._days = {day for found in _DAY.findall(premise.text) for day in found if day}
        self.words = [w for w in content(premise.text, language) if len(w) > 1 and not is_cjk(w)]
        self.years = [w for w in self.words if _YEAR.fullmatch(w)]
        self.names = [w for w in self.words if w[0].isupper()]
        self.rest = [w for w in self.words if not w[0].isupper() and w not in self.years and w not in self._days]
        self.places = range(len(passages))
        self.share = [self._shared(place) for place in self.places]
        nearest = sorted(self.places, key=lambda place: -self.share[place])[:3]
        self.near = [place for place in nearest if self.share[place] >= NEAR] or nearest[:1]

    def false(self) -> bool:
        """True when one of the checks finds the premise denied or unborne."""
        checks = (self.denied, self.other_figure, self.other_extent, self.reversed, self.names_apart, self.unsaid)
        return any(check() for check in checks)

    def denied(self) -> bool:
        """A passage about it negates one of its words."""
        if HAS_NEGATION.search(self.premise.text):
            return False
        mine = {key(word) for word in self.words}
        names = {key(word) for word in self.names}
        for place in self.places:
            for negated in NEGATED.findall(self.bodies[place]):
                struck = {key(word) for word in negated.split()[:2]} & mine - {""}
                if struck and (self.share[place] >= ABOUT or struck & names):
                    return True
        return False

    def other_figure(self) -> bool:
        """A figure of it stands in no passage about the same names and years."""
        text = self.premise.text
        figures = [
            w
            for w in self.words
            if w[0].isdigit()
            and w not in self.years
            and w not in self._days
            and f"-{w}" not in text
            and f"{w}-" not in text
        ]
        return any(
            not any(key(n) in self._whole[p] and self._names_it(p) and self._dates_it(p) for p in self.places)
            for n in figures
        )

    def other_extent(self) -> bool:
        """It speaks of all, none, only or most, and no passage about the same names does."""
        text = self.premise.text
        same = [place for place in self.near if self._names_it(place)]
        for extent in (ALL, NONE, ONLY):
            if extent.search(text):
                return not any(extent.search(self.bodies[p]) and self.share[p] >= 0.6 for p in same)
        return bool(MOST.search(text)) and not any(BEARS_MOST.search(self.bodies[p]) for p in same)

    def reversed(self) -> bool:
        """The nearest passages use words of the other pole, none nearer uses its own."""
        said = keys(self.premise.text)
        for pole, other in POLES:
            if not any(word in (self.premise.text if is_cjk(word) else said) for word in pole):
                continue
            own = max((self.share[p] for p in self.places if self._own[p] & set(pole)), default=0.0)
            against = [self.share[p] for p in self.near[:2] if self._own[p] & other and not self._own[p] & set(pole)]
            if against and against[0] > own:
                return True
        return False

    def names_apart(self) -> bool:
        """Its names (and years) never stand together in a passage that bears the rest."""
        named = len(self.names) + len(self.years)
        if self.language != "en" or self.premise.of_persons or named < 2 or not self.names:
            return False
        if any(self._bears(place) for place in self.places):
            return False
        nearest = self.near[0]
        gone = [name for name in self.names if self._hit(name, nearest) < 0.5]
        if self.premise.asserted:
            gone += [year for year in self.years if key(year) not in self._whole[nearest]]
        return 0 < len(gone) < named and self.share[nearest] >= 0.4

    def unsaid(self) -> bool:
        """It asserts something that no near passage says in any words."""
        if not self.premise.asserted or self.language != "en":
            return False
        plain = [w for w in self.words if not w[0].isupper() and not w[0].isdigit()]
        gone = [word for word in plain if max(self._hit(word, place) for place in self.near) < 0.15]
        return len(gone) >= 2 and len(gone) > 0.5 * len(plain)

    def _bears(self, place: int) -> bool:
        rest = [self._hit(word, place) for word in self.rest]
        dated = not self.premise.asserted or all(key(year) in self._whole[place] for year in self.years)
        return self._names_it(place) and dated and (not rest or sum(rest) / len(rest) >= 0.4)

    def _names_it(self, place: int) -> bool:
        return all(self._hit(name, place) >= 0.5 for name in self.names)

    def _dates_it(self, place: int) -> bool:
        return all(year in self.bodies[place] for year in self.years)

    def _shared(self, place: int) -> float:
        return sum(self._hit(word, place) for word in self.words) / max(1, len(self.words))

    def _hit(self, word: str, place: int) -> float:
        term = key(word)
        if term in self._whole[place]:
            return 1.0
        if word[0].isupper() and len(term) > 3:  # China, Chinese
            for other in self._whole[place]:
                if len(other) > 3 and other[:4] == term[:4] and abs(len(other) - len(term)) <= 3:
                    return 0.9
        return 0.0 if word[0].isdigit() or word.isupper() else self._meets(word, place)
