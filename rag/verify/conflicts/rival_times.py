"""When one deed was first done and how long one thing went on, where a question asks for it and two sources cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.content import content
from rag.same_word import same_word
from rag.sentences import sentences
from rag.text import words
from rag.verify.conflicts.rivals import Quote, Rivals
from rag.verify.conflicts.scope import rounded
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.qualifiers import Qualifier
from rag.verify.values.rounding import clash

# Each line is one deed: telling in its many words, and verbs whose past has another stem.
_DEEDS = """
    tell told telling report reported reports inform informed warn warned notify notified speak spoke spoken mention mentioned write wrote written alert alerted hear heard
    run ran running runs
    take took taken takes
    hold held
    keep kept
    stand stood
    last lasted lasts
    send sent
    meet met
"""
_DEED_OF = {form: line.split()[0] for line in _DEEDS.strip().splitlines() for form in line.split()}
_WHEN = re.compile(r"^\W*(?:when|on (?:what|which) (?:day|date))\b", re.IGNORECASE)
_HOW_LONG = re.compile(r"^\W*(?:for )?how long (?:did|was|were|has|have|had|does|do)\b", re.IGNORECASE)
# That nothing of the kind was before.
_NONE_BEFORE = re.compile(
    r"\b(?:(?:was|were|had been|has been|is) first\b|first (?=\w+ed\b|told|heard|wrote|spoke)|for the first time|no (?:\w+ )?(?:earlier|previous|prior)\b|"
    r"nothing (?:\w+ ){0,3}(?:before|earlier)\b|not (?:\w+ ){0,3}(?:until|before)\b|never (?:\w+ )?before\b)",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:until|till|since|before|after|by|from|through|to|between)\s+(?:the\s+)?$", re.IGNORECASE)
_DURATIONS = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4"), "years": Decimal("365.25")}
_NEARLY = Decimal("0.15")  # of the longer: two durations in two units, or told roughly, may be one
_ASKED_OF = 2  # words of the question that tell of the deed, below which none is meant


@dataclass(frozen=True, slots=True)
class _Told:
    place: int
    when: When
    none_before: bool
    by_doer: bool


def rival_firsts(question: str, quotes: Sequence[Quote], publishers: Sequence[str]) -> Iterator[Rivals]:
    """The first quotes of two sources where one dates the deed that ``question`` asks for and the other, with a later date, tells that there
    was none before; nothing where the earlier is not told of the doer asked for. ``publishers``: of each quote."""
    if not _WHEN.match(question):
        return
    wanted, names = _asked(question)
    if len(wanted) < _ASKED_OF:
        return
    told = [found for n, quote in enumerate(quotes) if (found := _dated(n, quote, publishers[n], wanted, names))]
    firsts = {quotes[t.place].source_id: t for t in reversed(told)}
    for one in firsts.values():
        for other in firsts.values():
            earlier = one.by_doer and other.none_before and not one.none_before and _before(one.when, other.when)
            if one is not other and earlier:
                yield Rivals(one.place, other.place, f"{one.when.text} against {other.when.text}", "dates")
                return


def rival_durations(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """The first two quotes of two sources that tell all of "how long did X run" with two durations, one in each sentence; or nothing."""
    if not _HOW_LONG.match(question):
        return
    wanted, names = _asked(question)
    wanted |= {name.casefold() for name in names}
    if len(wanted) < _ASKED_OF:
        return
    told = [(n, found) for n, quote in enumerate(quotes) if (found := _lasting(quote, wanted))]
    for i, (one, x) in enumerate(told):
        for other, y in told[i + 1 :]:
            if quotes[one].source_id != quotes[other].source_id and _apart(x, y):
                yield Rivals(one, other, f"{x.qualified} against {y.qualified}")
                return


def _asked(question: str) -> tuple[set[str], list[str]]:
    """The words that tell of the deed, folded, and the names; the first word opens the question."""
    verbs = [w.text for w in words(question) if w.text in _DEED_OF and w.text != "last"]
    said = [w for w in content(question) if w.casefold() not in ("first", "exactly", "earliest")]
    return {w.casefold() for w in (*said, *verbs) if not w[0].isupper()}, [w for w in said if w[0].isupper()]


def _has(wanted: str, have: Sequence[str]) -> bool:
    return any(same_word(wanted, h) or (wanted in _DEED_OF and _DEED_OF.get(h) == _DEED_OF[wanted]) for h in have)


def _said(text: str) -> list[str]:
    return [w.text for w in words(text.replace("-", " "))]


def _dated(place: int, quote: Quote, publisher: str, wanted: set[str], names: Sequence[str]) -> _Told | None:
    """The one date of the sentence that tells of the deed; None unless the quote has all that is wanted, and the sentence the deed."""
    if quote.language != "en" or not all(_has(w, _said(quote.words)) for w in wanted):
        return None
    deeds = {w for w in wanted if w in _DEED_OF} or wanted
    best: tuple[int, When] | None = None
    for span in sentences(quote.words, "en"):
        text = span.of(quote.words)
        found = [d for d in dates(text) if not _BOUND.search(text[: d.span.start])]
        met = sum(_has(w, _said(text)) for w in wanted)
        if (
            len(found) == 1
            and found[0].year
            and all(_has(w, _said(text)) for w in deeds)
            and (not best or met > best[0])
        ):
            best = met, found[0]
    if best is None:
        return None
    doer = all(n.casefold() in f"{quote.words} {publisher}".casefold() for n in names)
    return _Told(place, best[1], _NONE_BEFORE.search(quote.words) is not None, doer)


def _before(x: When, y: When) -> bool:
    """True where ``x`` is surely the earlier."""
    mine, theirs = ((w.year or 0, w.month or 0, w.day or 0) for w in (x, y))
    for a, b in zip(mine, theirs, strict=True):
        if a != b:
            return bool(a and b) and a < b
    return False


def _lasting(quote: Quote, wanted: set[str]) -> Figure | None:
    """The one duration of a sentence that has all that is wanted."""
    if quote.language != "en":
        return None
    for span in sentences(quote.words, "en"):
        text = span.of(quote.words)
        found = [f for f in figures(text) if f.unit in _DURATIONS and f.kind == "quantity"]
        if (
            len(found) == 1
            and all(_has(w, _said(text)) for w in wanted)
            and not re.search(r"\b(?:planned|should|would|expected|not)\b", text)
        ):
            return found[0]
    return None


def _apart(x: Figure, y: Figure) -> bool:
    """True where no rounding and no change of unit makes the two one duration."""
    open_end = {Qualifier.MORE, Qualifier.LESS, Qualifier.RANGE} & {x.qualifier, y.qualifier}
    one, two = (f.value * _DURATIONS[f.unit] for f in (x, y))
    if open_end or abs(one - two) <= _NEARLY * max(one, two):
        return False
    return x.unit != y.unit or (clash(x, y) and not rounded(x, y))
