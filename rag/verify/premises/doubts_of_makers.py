"""A question that gives a work to other makers than the sources do.

"Which senators wrote the brief?" "The brief was written by two fellows": people, experts, officials may be anybody, but no
senators. "How long did O'Connor need to write the brief of 2021?" Its authors are others, and he is that of another.
"""

from __future__ import annotations

import re

from rag.content import content
from rag.referents.nouns import personal
from rag.tokens import fold
from rag.verify.entities.names import in_text
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import Doubt, one_form
from rag.verify.premises.units import Unit
from rag.verify.values.dates import compatible, dates

_MAKING = (
    "write wrote written pen penned author authored draft drafted compose composed prepare prepared compile compiled",
    "design designed draw drew drawn devise devised",
    "sign signed",
    "lead led chair chaired head headed",
)
_SORT = {form: n for n, forms in enumerate(_MAKING) for form in forms.split()}
_ASKED = re.compile(
    rf"^(?:(?:of )?(?:the|these|those|two|three|four|five) )*(?P<who>(?:[a-z-]+ ){{0,2}}?[a-z-]+(?:,? (?:and|or) [a-z-]+)?(?: of [A-Z]\w+)?) (?P<verb>{'|'.join(_SORT)}) (?P<what>.+)$"
)
_WORK = r"(?:report|paper|study|brief|update|article|letter|book|essay|memo|memorandum)"
_BY = re.compile(rf"\b{_WORK}\b[^.;,]{{0,60}}? by (?P<who>[^,.;()]+)")
_WRITES = re.compile(r"\b(?:wrote|writ(?:e|es|ing|ten)|penn(?:ed|ing)|author(?:ed|s|ing)?|draft(?:ed|ing)?)\b")
_MADE = re.compile(rf"\b(?P<verb>{'|'.join(_SORT)}) (?:\w+ly )?by (?P<who>[^,.;()]+)")
# Words that whoever made it may go by.
_ANYBODY = frozenset(
    "people person man woman author writer expert researcher official scholar scientist analyst specialist employee worker officer".split()  # noqa: SIM905
)
_FIRST = 2  # passages, the best: which thing is meant is told by their being found
_ABOUT = 1 / 3  # of the thing's words that such a unit must meet all the same


def other_makers(case: Beside) -> Doubt | None:
    """It asks which of a kind made it, and one of the first units says that others did."""
    asked = _ASKED.match(case.premise.text)
    if asked is None or case.language != "en":
        return None
    who = _persons(asked["who"])
    # "members" alone may be anybody's, "members of Congress" not.
    if not who or who & _ANYBODY or (who == {"member"} and " of " not in asked["who"]):
        return None
    for unit in case.units:
        made = _made(unit, _SORT[asked["verb"]]) if unit.place < _FIRST and case.of_its_time(unit) else ""
        makers, thing = _persons(made), content(asked["what"])
        met = sum(case.hit(word, unit) >= MET for word in thing) / len(thing) if thing else 0.0
        told = makers - _ANYBODY
        if told and met >= _ABOUT and not any(one_form(a, b) for a in who for b in makers):
            return Doubt(asked["who"], unit, True)
    return None


def other_author(case: Beside) -> Doubt | None:
    """It gives a text of a date to the author of another, and the source of that date has authors of its own."""
    asked = [d for d in case.dates if d.year and d.month]
    if not asked or case.language != "en" or not _WRITES.search(case.premise.text):
        return None
    signed = [u for u in case.units if u.authors]
    mine = [u for u in signed if any(compatible(d, w) for d in dates(u.heading) if d.year for w in asked)]
    for name in case.names if mine else ():
        of = [u for u in signed if in_text(name.text, u.authors)]
        if of and " " in name.text and not any(u in mine for u in of):
            return Doubt(name.text, next((u for u in mine if _names_its_author(u)), mine[0]), True)
    return None


def _names_its_author(unit: Unit) -> bool:
    """True when the unit itself tells who wrote its source."""
    return any(re.sub(r"\s*\(.*?\)", "", author) in unit.text for author in unit.authors.split("; "))


def _made(unit: Unit, sort: int) -> str:
    """By whom the unit says that something was made in this way; "" where it does not."""
    if (made := _MADE.search(unit.text)) and _SORT[made["verb"]] == sort:
        return made["who"]
    by = _BY.search(unit.text) if sort == _SORT["write"] else None
    return by["who"] if by else ""


def _persons(words: str) -> frozenset[str]:
    """The nouns in ``words`` that name persons, one of each."""
    single = (re.sub(r"men$", "man", fold(word)) for word in re.findall(r"[a-z-]+", words))
    return frozenset(noun for word in single for noun in (word, word.removesuffix("s")) if personal(noun))
