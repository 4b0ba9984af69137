"""The figures of quotes with unit, period and what they count; and series of one measure from one source.

A figure of which one of these is not plain from the words is left out: the table never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.summarize.headings import day
from rag.summarize.period import Period, sortable
from rag.summarize.row_figures import in_cell, row_figure
from rag.text import content_words, words
from rag.verify.values.dates import When
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement, read
from rag.verify.words.counted import noun_class

LEAST_POINTS = 3
LEAST_COUNT = 10  # a smaller count ("two presidents") is no figure of a table
_NEAR = 45  # characters between a figure and the date that is taken as its period
_LONGEST = 8  # words after a figure that still say what it counts
_STOP = re.compile(r"[;:]\s|,\s|\.\s|\(|\)|；|。|，|：")
_EDGES = re.compile(r"^[\s,.;:()–-]+|[\s,.;:()–-]+$")
_SPARE = re.compile(
    r"(?:\b(?:in|for|from|to|by|during|at|was|were|is|are|about|some|nearly|almost|over|more|than|only|and|the|a|an|with|"
    r"as|or|that|on|of|since|until|between|within|against|rose|fell|rises|falls|rising|falling|reached|totalled|totaled|put|en|de|por|fue|fueron|y|con|del)\b[\s,:]*)+$",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(
    r"\bof(?:\s+(?:about|some|nearly|almost|over|around|roughly|up to|more than|at least))?\s*$", re.IGNORECASE
)
_VERB = re.compile(r"\s(?:was|were|is|are|has|have|had|will|would|did|does|do)\s.*")
# "Asked me on 2 March to establish how it came to invest 62 million": the date is that of another deed.
_OTHER_DEED = re.compile(r"\b(?:how|whether|why)\b", re.IGNORECASE)
_OPENS = re.compile(r"^(?:and|with|or|but|y|con|o)\s+", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:together |also )?(?:it|he|she|they|that|this|these|those|which|there|who|we|eso|esto|ello|este|esta)\b",
    re.IGNORECASE,
)
# Words between a figure and a date that make the date a limit or a comparison, not the period of the figure.
_COMPARED = re.compile(
    r"\b(?:above|below|than|over|from|since|against|before|after|until|through|to|by|ending|desde|hasta|antes|sobre|que)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:\s|[,;、，；()]|\b(?:in|and|to|en|y|a)\b|和|至)*", re.IGNORECASE)
_AGE = re.compile(r"\b(?:ages?|aged|edad|edades)\s+$", re.IGNORECASE)
_NO_MEASURE = frozenset(("times", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "ordinal", ""))
# "Renk and 41 others": of whom, the words before say, and the table has no room for them.
_NOTHING_COUNTED = frozenset(
    ["other", "others", "more", "rest", "remainder", "such", "same", "otros", "otras", "demás", "más", "resto"]
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a quote, complete."""

    figure: Figure
    when: When
    unit: str
    counted: str
    number: float
    written: str = ""  # where it is not written as the figure is said

    @property
    def said(self) -> str:
        """The value as the quote has it."""
        return (self.written or self.figure.said).strip().rstrip(".")

    @property
    def same_as(self) -> tuple[str, frozenset[str]]:
        """Equal for two points of one series."""
        return self.unit, frozenset(w.text for w in content_words(self.counted))


def measures(quote: str, language: str) -> list[Measure]:
    """The complete figures of ``quote``, in order."""
    statement = read(quote, language)
    found: list[Measure] = []
    for figure in statement.figures:
        if figure.kind != "quantity" or _AGE.search(quote[: figure.span.start]):
            continue
        if row := row_figure(statement, figure):
            found.append(Measure(figure, row.when, row.unit, row.counted, float(figure.value), row.said))
            continue
        if in_cell(statement, figure):
            continue
        when = _period(statement, figure)
        before, led = _before(statement, figure)
        after = _after(statement, figure)
        unit = _unit(statement, figure, before if led else "")
        goes_on = bool(found) and not before and unit in ("", found[-1].unit) and _goes_on(statement, figure)
        if goes_on:  # "814 in FY2019, 1,174 in FY2020": the subject and the unit stand once
            unit, counted = found[-1].unit, found[-1].counted
        else:
            counted = _counted(statement, figure, before, after)
        bare_share = unit.startswith("percent") and not before and not after.startswith(("of ", "de ", "del "))
        if unit.casefold() in _NOTHING_COUNTED:
            continue
        plain = counted and counted.casefold() != unit.casefold() and not bare_share
        if when is not None and unit and plain and (figure.unit or goes_on or led or figure.value >= LEAST_COUNT):
            found.append(Measure(figure, when, unit, counted, float(figure.value)))
    return found


def _counted(statement: Statement, figure: Figure, before: str, after: str) -> str:
    """What the figure counts: the words before it and those after it, "the records of pensioners" as one phrase."""
    if before and after and _LEADS_TO.search(statement.text[: figure.span.start]):
        return f"{before} of {_VERB.sub('', after)}"
    return ", ".join(dict.fromkeys(part for part in (before, after) if part))


def points(
    quotes: Iterable[tuple[str, str]], period: Period
) -> dict[tuple[str, frozenset[str]], list[tuple[int, Measure]]]:
    """The measures of ``quotes`` (text, language) inside ``period``, by what they measure, with the quote's place."""
    by_measure: dict[tuple[str, frozenset[str]], list[tuple[int, Measure]]] = {}
    for place, (quote, language) in enumerate(quotes):
        for measure in measures(quote, language):
            if period.meets(measure.when):
                by_measure.setdefault(measure.same_as, []).append((place, measure))
    return {key: _ordered(found) for key, found in by_measure.items()}


def is_series(found: Sequence[tuple[int, Measure]]) -> bool:
    """True for three or more points, one a period, all of one length (years with years, months with months)."""
    whens = [measure.when for _, measure in found]
    shapes = {(w.fiscal, w.month is None, w.day is None, w.until is None) for w in whens}
    return len(found) >= LEAST_POINTS and len(shapes) == 1 and len({sortable(w) for w in whens}) == len(found)


def shown(measure: Measure, language: str) -> str:
    """The period of a measure for the reader."""
    return day(measure.when, language)


def _ordered(found: list[tuple[int, Measure]]) -> list[tuple[int, Measure]]:
    """By time; the same value of the same time once."""
    once: dict[tuple[str, float], tuple[int, Measure]] = {}
    for place, measure in sorted(found, key=lambda f: sortable(f[1].when)):
        once.setdefault((sortable(measure.when), measure.number), (place, measure))
    return list(once.values())


def _period(statement: Statement, figure: Figure) -> When | None:
    """The date beside the figure, or the only one that the quote names; None without a year or in doubt."""
    beside = statement.date_of(figure)
    if beside is None and len(statement.dates) == 1:
        beside = statement.dates[0]
    if beside is None or beside.year is None:
        return None
    first, last = sorted((beside.span, figure.span), key=lambda s: s.start)
    between = statement.text[first.end : last.start]
    if len(between) > _NEAR or (beside.span.start > figure.span.start and _COMPARED.search(between)):
        return None
    if beside.span.start < figure.span.start and _OTHER_DEED.search(between):
        return None
    if beside.span.start < figure.span.start and _COMPARED.search(statement.text[: figure.span.start].split()[-1]):
        return None  # "up 33 percent from 40.5": of an earlier time that is not named
    nexts = [f.span.start for f in statement.figures if f.span.start >= figure.span.end]
    rival = [
        d
        for d in statement.dates
        if figure.span.end <= d.span.start < min(nexts, default=len(statement.text)) and d != beside
    ]
    return None if rival else beside


def _goes_on(statement: Statement, figure: Figure) -> bool:
    """True when only dates and joining words stand between the figure before and this one."""
    earlier = [f.span.end for f in statement.figures if f.span.end <= figure.span.start]
    between = list(statement.text[max(earlier) : figure.span.start]) if earlier else ["?"]
    start = figure.span.start - len(between)
    for when in statement.dates:
        if when.span.start >= start and when.span.end <= figure.span.start:
            between[when.span.start - start : when.span.end - start] = " " * (when.span.end - when.span.start)
    return _JOINED.fullmatch("".join(between)) is not None


def _unit(statement: Statement, figure: Figure, subject: str) -> str:
    """The unit, or the counted noun as the quote writes it after the figure, or at the end of its ``subject``."""
    if figure.unit:
        return figure.unit.strip() if figure.unit not in _NO_MEASURE else ""
    behind = statement.text[figure.span.end : figure.span.end + 60]
    piece = _STOP.split(behind)[0]
    for word in words(piece):
        if figure.noun and noun_class(word.text) == figure.noun and not word.text.endswith("ed"):
            return word.span.of(piece)
    last = subject.split(", ")[0].split()
    return last[-1] if last and last[-1].endswith("s") and last[-1].islower() else ""


def _before(statement: Statement, figure: Figure) -> tuple[str, bool]:
    """The words of the quote that lead to the figure, and whether they stand before a colon ("Deaths, 2020: 93,331")."""
    at, led = figure.span.start, False
    parts: list[str] = []
    while at > 0:
        stops = list(_STOP.finditer(statement.text, 0, at))
        start = stops[-1].end() if stops else 0
        colon = bool(stops) and stops[-1].group().strip() in (":", "：")
        held = [f for f in statement.figures if start <= f.span.start < at]
        low = max((f.span.end for f in held), default=start)
        piece = _bare(statement, low, at)
        if piece and not (held and parts):
            parts.insert(0, piece)
        if held or not stops or (parts and not colon):
            break
        led = led or (colon and not parts)
        at = stops[-1].start()
    text = ", ".join(parts)
    return ("", False) if _POINTS.match(text) else (text, led)


def _after(statement: Statement, figure: Figure) -> str:
    """The words right after the figure that say what it counts; "" when there are none or too many."""
    limits = [span.start for span in statement.numbers]
    stop = _STOP.search(statement.text, figure.span.end)
    ends = [n for n in limits if n >= figure.span.end] + [stop.start() if stop else len(statement.text)]
    found = _bare(statement, figure.span.end, min(ends))
    return found if len(found.split()) <= _LONGEST else ""


def _bare(statement: Statement, start: int, end: int) -> str:
    """The words from ``start`` to ``end`` outside dates, without small words left hanging at the ends."""
    pieces, at = [], start
    for when in [d.span for d in statement.dates if start <= d.span.start < end]:
        pieces.append(statement.text[at : when.start])
        at = when.end
    pieces.append(statement.text[at:end])
    bare = [_OPENS.sub("", _EDGES.sub("", _SPARE.sub("", _EDGES.sub("", p)))) for p in pieces]
    told = [" ".join(p.split()) for p in bare if content_words(p, statement.language)]
    return ", ".join(told)
