"""Where two statements on one point differ: in a measure, a date, who holds a rank, a count, or what they deny.

Made for showing conflicts between sources, so it keeps silent when in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.same_word import same_word
from rag.text import Word, content_words, guess_language, words
from rag.verify.conflicts.amounts_abroad import CHINESE_EVENTS, differing_amounts, of_two
from rag.verify.conflicts.measured import differing_measures
from rag.verify.conflicts.scope import one_matter, one_role, one_scope, part_of, rounded
from rag.verify.conflicts.trends import differing_trends, rival_votes
from rag.verify.entities.names import in_text, names
from rag.verify.figures.events import differing_moments
from rag.verify.meaning.ranks import rival_holders
from rag.verify.paraphrase import unlike
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.percentages import part_told
from rag.verify.values.rounding import bearing, clash
from rag.verify.values.statement import Statement, read
from rag.verify.values.units import METRES, SECONDS
from rag.verify.words.counted import noun_class
from rag.verify.words.coverage import coverage, has_word
from rag.verify.words.negation import hedges
from rag.verify.words.opposites import SENSE, opposed
from rag.verify.words.simplified import simplified

_LONGEST = 4000  # characters of a statement; longer ones are no single point
_TELLING = 1000  # from this size on a bare count is hardly near another by chance
_HALF = 0.5  # share of the shorter statement's words that both must have
_LESS = 0.4  # and enough for figures where both give a date
_NEARLY_ALL = 0.75
_MONEYS = "peso crown krona krone yen yuan rupee shilling franc dollar euro pound rouble ruble lira real dinar rand won baht zloty forint guilder mark coin"
_MONEY = frozenset(map(noun_class, _MONEYS.split()))
_ANOTHER = re.compile(
    r"\b(?:another|separate|different|other|second|earlier|previous|otro|otra|anterior)\b|另", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: figures, dates, roles or negation; ``reason``: in words, with what each side says.

    Of figures: the ``noun`` they count, or "", their ``unit``, or "", and the ``years`` that stand beside them.
    """

    kind: str
    reason: str
    noun: str = ""
    years: frozenset[int] = frozenset()
    unit: str = ""

    @property
    def sides(self) -> tuple[str, str]:
        """The two figures, as the reason gives them."""
        one, _, other = self.reason.partition(" against ")
        return one, other


@lru_cache(maxsize=1024)
def _read(text: str, language: str) -> Statement:
    """The same sentence is compared with many others."""
    return read(text, language)


@dataclass(frozen=True, slots=True)
class _Point:
    """Two statements with their content words outside figures and dates, and how many they share."""

    a: Statement
    b: Statement
    words_a: list[Word]
    words_b: list[Word]
    found: int  # words of the shorter that the longer has

    @classmethod
    def of(cls, a: Statement, b: Statement) -> _Point:
        """The two, compared."""
        words_a, words_b = _bare(a.text, a.language), _bare(b.text, b.language)
        short, long = sorted((words_a, words_b), key=len)
        return cls(a, b, words_a, words_b, coverage(short, {w.text for w in long}).found)

    @property
    def share(self) -> float:
        """Of the statement with fewer words."""
        return max(self.found / max(1, min(len({w.text for w in s}) for s in (self.words_a, self.words_b))), 0.0)

    @property
    def share_of_longer(self) -> float:
        """Of the statement with more words."""
        return self.found / max(1, max(len({w.text for w in s}) for s in (self.words_a, self.words_b)))


def differ(a: str, b: str, language: str = "en") -> Difference | None:
    """How two statements on the same point differ; None when they agree, speak of different things, or in doubt.

    Statements in two languages are not compared.
    """
    if max(len(a), len(b)) > _LONGEST:
        return None
    code = guess_language(a, language)
    if not a.strip() or not b.strip() or guess_language(b, language) != code:
        return None
    if code == "zh":
        a, b = simplified(a), simplified(b)
    one, two = _read(a, code), _read(b, code)
    if found := _of_one_thing(one, two):
        return found
    point = _Point.of(one, two)
    if point.share < (_LESS if one.dates and two.dates else _HALF) or point.found < 2 or elsewhere(a, b):
        return None
    return _figures(point) or ((_dates(point) or _negation(point)) if point.share >= _HALF else None)


def _of_one_thing(a: Statement, b: Statement) -> Difference | None:
    """What differs although the sentences say much else: the words beside it tell that one thing is meant."""
    if measures := differing_measures(a, b):
        reason = f"{measures[0].qualified} against {measures[1].qualified}"
        return Difference("figures", reason, measures[0].noun, unit=measures[0].unit)
    if moments := differing_moments(a, b):
        return Difference("dates", f"{moments[0].text} against {moments[1].text}")
    if holders := rival_holders(a, b):
        return Difference("roles", f"{holders[0]} by the one, {holders[1]} by the other")
    if amounts := differing_amounts(a, b):
        reason = f"{amounts[0].qualified} against {amounts[1].qualified}"
        return Difference("figures", reason, amounts[0].noun, unit=amounts[0].unit)
    if moves := differing_trends(a, b):
        return Difference("negation", f"“{moves[0]}” against “{moves[1]}”")
    return None


@lru_cache(maxsize=1024)
def _bare(text: str, language: str) -> list[Word]:
    """Content words outside figures and dates, of a text that is read often."""
    statement = _read(text, language)
    spans = [f.span for f in statement.figures] + [d.span for d in statement.dates]
    return [w for w in content_words(text, language) if not any(s.overlaps(w.span) for s in spans)]


def elsewhere(a: str, b: str) -> bool:
    """True when each names someone or some place that the other does not."""
    only_a = [n for n in names(a, b) if not in_text(n.text, b)]
    only_b = [n for n in names(b, a) if not in_text(n.text, a)]
    return bool(only_a) and bool(only_b)


def same_period(a: Sequence[When], b: Sequence[When]) -> bool:
    """True unless both give dates and one that the fewer give fits none of the others."""
    fewer, more = sorted((a, b), key=len)
    return all(any(_one_period(x, y) for y in more) for x in fewer)


def _one_period(x: When, y: When) -> bool:
    """True when both can name one stretch of time: a year is not the twelve months across two years."""
    return compatible(x, y) and (x.until is None) == (y.until is None)


def _figures(point: _Point) -> Difference | None:
    """The one figure of each that counts the same thing, when no reading makes them agree."""
    if bool(_ANOTHER.search(point.a.text)) != bool(_ANOTHER.search(point.b.text)):
        return None
    if not one_scope(point.a.text, point.b.text):
        return None
    for x in point.a.figures:
        if part_of(point.a, x) or any(part_of(point.b, y) for y in point.b.figures if _comparable(x, y)):
            continue
        if x.unit in METRES:
            continue  # a length is compared only where the words say which one: measured.py
        rivals = [
            y
            for y in point.b.figures
            if (_comparable(x, y) or _implied(point, x, y)) and part_told(point.a, x) == part_told(point.b, y)
        ]
        if (x.noun in _MONEY or point.a.language[:2] != "en") and point.share < _NEARLY_ALL:
            continue  # crowns say nothing of what they were paid for, nor do words that are known in English only
        rivals = [y for y in rivals if not of_two(point.a, x, point.b, y) and one_role(point.a, x, point.b, y)]
        if any(rounded(x, y) for y in rivals) or not all(one_matter(point.a, x, point.b, y) for y in rivals):
            continue
        mine = [f for f in point.a.figures if _comparable(f, x) and one_role(point.a, f, point.a, x)]
        if pair := _apart(point, mine, rivals):
            when = point.a.date_of(pair[0]), point.b.date_of(pair[1])
            years = frozenset(w.year for w in when if w is not None and w.year and not w.until)
            reason = f"{pair[0].qualified} against {pair[1].qualified}"
            return Difference("figures", reason, pair[0].noun or pair[1].noun, years, pair[0].unit or pair[1].unit)
    return None


def _apart(point: _Point, mine: Sequence[Figure], rivals: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The first two figures of one time that cannot both be right.

    None when any two agree, or when it is open which belong together: where both sides give several, they must be as
    many, or each must have its date.
    """
    if not rivals or any(bearing(f, x) for x in mine for f in point.b.figures):
        return None
    pairs = [(x, y) for x in mine for y in rivals]
    dated = [(x, y) for x, y in pairs if point.a.date_of(x) and point.b.date_of(y)]
    if dated and len(dated) == len(pairs):
        pairs = [(x, y) for x, y in dated if _one_period(point.a.date_of(x), point.b.date_of(y))]  # type: ignore[arg-type]  # both are there
        if len({x.span for x, _ in pairs}) > 1 and len({y.span for _, y in pairs}) > 1:
            return None
    else:
        if len(mine) > 1 and len(rivals) > 1:
            listed = len(mine) == len(rivals) and point.share >= _NEARLY_ALL
            pairs = list(zip(mine, rivals, strict=True)) if listed else []
        if not same_period(point.a.dates, point.b.dates):
            return None
    return pairs[0] if pairs and all(clash(x, y) for x, y in pairs) else None


def _comparable(x: Figure, y: Figure) -> bool:
    """True when both count the same thing, narrowed in the same way."""
    if x.kind != "quantity" or y.kind != "quantity" or not (x.unit == y.unit or clash(x, y)):
        return False
    if x.unit != y.unit and (x.noun != y.noun or x.unit in SECONDS):
        return False  # two hours and three days are rarely times of one thing
    if x.noun != y.noun or (not x.noun and x.unit in ("", "percent", "times")):
        return x.unit == y.unit == "percent" and not x.noun and not y.noun
    return _narrowed_alike(x, y)


def _implied(point: _Point, x: Figure, y: Figure) -> bool:
    """True when only one names what it counts, and the other's sentence has that noun before the bare figure."""
    if x.kind != "quantity" or y.kind != "quantity" or x.unit or y.unit or bool(x.noun) == bool(y.noun):
        return False
    bare, named, text = (x, y, point.a.text) if not x.noun else (y, x, point.b.text)
    near = max(x.value, y.value) <= 2 * min(x.value, y.value) and min(x.value, y.value) >= _TELLING
    return near and any(noun_class(w.text) == named.noun for w in words(text[: bare.span.start]))


def _narrowed_alike(x: Figure, y: Figure) -> bool:
    return all(any(same_word(m, n) for n in y.narrowed) for m in x.narrowed) and all(
        any(same_word(m, n) for n in x.narrowed) for m in y.narrowed
    )


def _dates(point: _Point) -> Difference | None:
    """Two dates of one event in Chinese, where clauses are not read: nearly the same words, one date each."""
    if len(point.a.dates) != 1 or len(point.b.dates) != 1 or point.a.figures or point.b.figures:
        return None
    x, y = point.a.dates[0], point.b.dates[0]
    if x.fiscal or y.fiscal or x.until or y.until or compatible(x, y) or point.share_of_longer < _NEARLY_ALL:
        return None
    same = any(e in point.a.text and e in point.b.text for e in CHINESE_EVENTS)
    return Difference("dates", f"{x.text} against {y.text}") if same else None


def _negation(point: _Point) -> Difference | None:
    """What one denies and the other does not, or opposite words on the same matter."""
    a, b, language = point.a.text, point.b.text, point.a.language
    if (
        point.found < 3
        or point.share < _NEARLY_ALL
        or point.share_of_longer < _HALF
        or not same_period(point.a.dates, point.b.dates)
    ):
        return None
    if hedges(a) or hedges(b):
        return None
    if any(
        not has_word(w, {o.text for o in other})
        for w, other in ((_none(a), point.words_b), (_none(b), point.words_a))
        if w
    ):
        return None  # "no gold was found" denies nothing of a mask
    if sides := rival_votes(a, b):
        return Difference("negation", f"“{sides[0]}” against “{sides[1]}”")
    mine, theirs = unlike(a, b, language)
    pair = opposed(a, b)
    if pair and mine == theirs and _rest_shared(point, pair):
        return Difference("negation", f"“{pair[0]}” against “{pair[1]}”")
    if mine != theirs and not pair:
        word = min(mine ^ theirs)
        first, second = ("denied", "affirmed") if word in mine else ("affirmed", "denied")
        return Difference("negation", f"“{word}”: {first} by the one, {second} by the other")
    return None


def _none(text: str) -> str:
    """The noun behind "no", folded; "" when there is none."""
    found = re.search(r"\bno ([a-z]{3,})", text.casefold())
    return found.group(1) if found else ""


def _rest_shared(point: _Point, pair: tuple[str, str]) -> bool:
    """True when the subject beside the opposite words is shared: nearly all other words of the shorter."""
    short, long = sorted((point.words_a, point.words_b), key=len)
    rest = [w for w in short if w.text not in SENSE and w.text not in {p.casefold() for p in pair}]
    have = {w.text for w in long}
    return sum(has_word(w.text, have) for w in rest) >= max(2, _NEARLY_ALL * len(rest))
