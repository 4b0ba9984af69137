"""Which of two things is more, later or older, and whether one rose or fell, by the figures and dates that the source gives for each.

"Imports were 40 million and exports 65 million" has no "more", and yet imports did not exceed exports. A side of the claim is known by a
word that stands with the one figure and not with the other; where several figures fit, all must tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rag.text import READ_AGAIN
from rag.types import Status
from rag.verify.figures.figured_items import Item, items, stems
from rag.verify.findings import Finding
from rag.verify.meaning.greater import CHANGED, CLAUSES, LESS, compared
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import read
from rag.verify.values.times_of_day import meets
from rag.verify.values.units import factor
from rag.verify.words.negation import negations
from rag.verify.words.synonyms import groups

# Of these scales a greater figure is more; a faster run has the smaller one, and what is better nobody can tell.
_SIZE_WORDS = """
    more less fewer higher lower larger greater bigger smaller longer shorter taller heavier deeper shallower wider broader narrower
    hotter warmer colder cooler dearer cheaper further farther nearer closer thicker thinner
"""
_BY_SIZE = frozenset(_SIZE_WORDS.split())
_BY_DATE = {
    "older": True,
    "earlier": True,
    "before": True,
    "younger": False,
    "newer": False,
    "later": False,
    "after": False,
}
_ORDER = re.compile(
    r"(?<!ever)(?<!year)(?<!month)(?<!week)(?<!day)\s(?P<word>before|after)\s+(?!since\b|that\b|\S*\d)", re.IGNORECASE
)
# "The hospital with the greater number of beds" is one of two.
_OF_TWO = re.compile(
    r"\b(?:has|had|have|with|is|was|recorded|reported|saw) the (?P<word>greater|higher|lower|larger|smaller|longer|shorter|bigger|older|younger|dearer|cheaper)\b(?! than)",
    re.IGNORECASE,
)
BY_SO_MUCH = re.compile(
    r"(?:\s+[a-z]+){0,2}\s*", re.IGNORECASE
)  # behind a figure: "43 million dollars more", "9 more pupils"
_MOST = 40  # figures and dates: beyond, it is a table of its own


@dataclass(frozen=True, slots=True)
class _Asked:
    """A comparison of the claim: its word, whether the first side is to have more (or come first), the stems of both sides, of a
    change the two times, and the unit of the difference that it gives ("43 million dollars more")."""

    word: str
    more: bool
    first: frozenset[str]
    second: frozenset[str]
    times: tuple[When, When] | None = None
    unit: str = ""
    given: frozenset[Decimal] = frozenset()  # of a change the figures that the claim gives for it


def check_by_figures(claim: str, sentences: Sequence[str]) -> list[Finding]:
    """A finding for a comparison, an order or a change of the claim that the figures or dates of ``sentences`` turn round."""
    for holds, told in _told(claim, tuple(sentences)):
        if not holds:
            x, y = (one.value.text.strip(" .") for one in told)
            reason = f"by the source's own figures it is the other way round: {x} against {y}"
            return [Finding(Status.CONTRADICTED, reason)]
    return []


def borne_by_figures(claim: str, sentences: Sequence[str]) -> bool:
    """True when the figures of ``sentences`` bear each comparison of the claim that they tell anything of, and one at least."""
    found = [holds for holds, _ in _told(claim, tuple(sentences))]
    return bool(found) and all(found)


def compared_pair(claim: str, sentences: Sequence[str]) -> tuple[Figure, Figure] | None:
    """The figures of the two things that the claim compares, where the source gives both; None for dates."""
    for _, (x, y) in _told(claim, tuple(sentences)):
        if isinstance(x.value, Figure) and isinstance(y.value, Figure) and not x.dated:
            return x.value, y.value
    return None


@lru_cache(maxsize=READ_AGAIN)
def _told(claim: str, sentences: tuple[str, ...]) -> tuple[tuple[bool, tuple[Item, Item]], ...]:
    """Whether each comparison of the claim holds by the figures, and two of them; without those that they tell nothing of."""
    asked = [] if negations(claim) else list(_asked(claim))
    if not asked:
        return ()
    times = _times(claim)
    found = [i for sentence in sentences for row in sentence.split("\n") for i in items(row) if _of_its_time(i, times)]
    if len(found) > _MOST:
        return ()
    out = []
    for one in asked:
        fits = [(holds, pair) for pair in _pairs(found, one) if (holds := _holds(one, pair)) is not None]
        if fits and len({holds for holds, _ in fits}) == 1:
            out.append(fits[0])
    return tuple(out)


def _asked(claim: str) -> Iterator[_Asked]:
    for match, before, after in compared(claim):
        unit = next(
            (f.unit for f in read(claim).figures if BY_SO_MUCH.fullmatch(claim[f.span.end : match.start()])), ""
        )
        word = (match["more"] or match["less"]).casefold().split()[0]
        word = word if word in _BY_DATE or word in _BY_SIZE else _plain(match)
        yield _Asked(word, match["more"] is not None, stems(before), stems(after), unit=unit)
    for match in _ORDER.finditer(claim):
        before, after = CLAUSES.split(claim[: match.start()])[-1], CLAUSES.split(claim[match.end() :], maxsplit=1)[0]
        yield _Asked(match["word"].casefold(), True, stems(before), stems(after))
    for match in _OF_TWO.finditer(claim):
        word = match["word"].casefold()
        yield _Asked(word, word not in LESS, stems(claim[: match.start()] + claim[match.end() :]), frozenset())
    times = _times(claim)
    if len(times) == 2 and (first := _earlier(*times)) is not None and (change := CHANGED.search(claim)):
        then, now = times if first else times[::-1]
        given = frozenset(f.value for f in read(claim).figures if f.kind == "quantity")
        yield _Asked("more", change["down"] is not None, stems(claim), frozenset(), (then, now), given=given)


def _plain(match: re.Match[str]) -> str:
    """ "more" for "exceeded" and "twice as many", "" for a scale that figures do not tell."""
    return "more" if "what" not in match.groupdict() or "times" in match[0] or "twice" in match[0] else ""


def _times(claim: str) -> tuple[When, ...]:
    """The dates of a claim, the ends of a span one by one."""
    found: list[When] = []
    for when in read(claim).dates:
        ends = [replace(when, year=y, month=m, day=d, until=None) for y, m, d in when.ends] if when.until else [when]
        found += ends
    return tuple(found)


def _of_its_time(item: Item, times: Sequence[When]) -> bool:
    """True unless the claim and the stretch that the item stands in give times, and none of them can be one."""
    return not times or not item.when or any(compatible(w, t) for w in item.when for t in times)


def _pairs(found: Sequence[Item], asked: _Asked) -> list[tuple[Item, Item]]:
    """The items of the first side and of the second, those that most words of the claim stand beside."""
    fits: list[tuple[tuple[int, int], tuple[Item, Item]]] = []
    mine, theirs = asked.first - asked.second, asked.second - asked.first
    for x in found:
        for y in found:
            if x is y or x.dated != y.dated or (x.dated and asked.word not in _BY_DATE) or not _one_column(x, y):
                continue
            if asked.times:
                here = all(any(compatible(w, t) for w in i.when) for i, t in zip((x, y), asked.times, strict=True))
                fit = here and bool(_named(asked.first) & (x.said | y.said))
            elif theirs:
                fit = bool(mine & x.said - y.said and theirs & y.said - x.said) and not theirs & x.said - y.said
            else:
                fit = bool(mine & x.said - y.said) and not mine & y.said - x.said
            if fit:
                beside = len(mine & x.said) + len(theirs & y.said)
                fits.append(((beside, len((x.said | y.said) & (asked.first | asked.second))), (x, y)))
    if len(asked.given) == 2:  # "from 19.8 to 15.9": of the row's other columns nothing is said
        fits = [
            (near, (x, y))
            for near, (x, y) in fits
            if {getattr(x.value, "value", None), getattr(y.value, "value", None)} == asked.given
        ] or fits
    most = max((near for near, _ in fits), default=None)
    return [pair for near, pair in fits if near == most]


def _named(told: frozenset[str]) -> frozenset[str]:
    """The words among some that are no numbers."""
    return frozenset(word for word in told if not word[0].isdigit() and len(word) > 2)


def _one_column(x: Item, y: Item) -> bool:
    """True unless both tell what they count or are measured in, and it is not the same."""
    if not x.column or not y.column or x.column == y.column or (x.row and x.row == y.row):
        return True
    (a, *_), (b, *_) = sorted(x.column), sorted(y.column)
    alike = len(x.column) == len(y.column) == 1
    return alike and (factor(a, b) is not None or not groups(a).isdisjoint(groups(b)))


def _holds(asked: _Asked, pair: tuple[Item, Item]) -> bool | None:
    """Whether the first of a pair is as the word says; None where the two cannot be compared, or are equal."""
    x, y = (one.value for one in pair)
    if pair[0].dated:
        first = _earlier(x, y)
        if first is None:
            return None
        return (
            (first is _BY_DATE[asked.word])
            if asked.second or asked.word in ("before", "after")
            else first is asked.more
        )
    if not isinstance(x, Figure) or not isinstance(y, Figure) or asked.word not in _BY_SIZE | {"older", "younger"}:
        return None
    by = factor(x.unit, y.unit)
    if asked.unit and factor(asked.unit, x.unit) is None:
        return None
    if by is None or x.value * by == y.value or (asked.word in ("older", "younger") and x.unit != "years"):
        return None
    return (x.value * by > y.value) is asked.more


def _earlier(x: Figure | When, y: Figure | When) -> bool | None:
    """True when ``x`` comes before ``y``, by what both tell; None where that leaves it open."""
    if isinstance(x, Figure) or isinstance(y, Figure):
        one, other = getattr(x, "time", None), getattr(y, "time", None)
        return None if one is None or other is None or meets(one, other) else one.minutes < other.minutes
    for a, b in zip(x.parts, y.parts, strict=True):
        if a is None or b is None:
            if a is not b:
                return None
            continue
        if a != b:
            return a < b
    return None
