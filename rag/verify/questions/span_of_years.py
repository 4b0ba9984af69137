"""A question about the years of a span, as a question on each of them.

"What was the toll from 2019 to 2023?" No passage may tell all five, and the best for the whole are of any of them. Asked year by
year it shows which years the sources tell. The questions are for the ranker and the judge, which read keywords as well.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rag.sentences import sentences
from rag.types import Span
from rag.verify.values.dates import When, dates

LEAST, MOST = 3, 10  # years that make a series, and more of them than anybody wants to read
_I = re.IGNORECASE
# What may stand between the two years of a span: "2019 up to 2023", "early 2019 and fiscal 2023".
_NEAR = r"(?:(?:the )?(?:early|mid|late|start of|end of|beginning of)[ -]|(?:the )?(?:calendar |fiscal )?years? |FY ?|(?:el )?año |finales de |principios de )?"
_TO = re.compile(
    rf"\s*(?:,? ?(?:(?:all the way )?up to|through(?: to)?|thru|to|until|till|hasta|al?)\b|[-–—]|[至到])\s*{_NEAR}", _I
)
_AND = re.compile(rf"\s*(?:and|y|[与和])\s*{_NEAR}", _I)
_FROM = re.compile(
    rf"(?:\b(?:from|between|since|over|during|in|for|across|throughout|entre|desde|de|en|durante)\s+(?:the\s+years?\s+|el año\s+)?|从|在)?{_NEAR}$",
    _I,
)
_BETWEEN = re.compile(rf"\b(?:between|entre)\s+{_NEAR}$|之间", _I)
_SINCE = re.compile(rf"(?:\b(?:since|desde)\s+|自从?){_NEAR}$", _I)
_BEHIND = re.compile(r"^\s*(?:fiscal years?|inclusive|之间)", _I)
# What asks for all of them: taken out of a question on one.
_YEARLY = re.compile(
    r",?\s*\b(?:(?:for|in|of) )?(?:by|per|each|every|year (?:by|after|on)|over the|throughout the|across the) (?:fiscal |calendar )?years?\b|"
    r"\b(?:yearly|annual(?:ly)?|year-by-year|anual(?:es|mente)?|(?:por|cada) año|año (?:por|a|tras) año|a lo largo de los años)\b|每年|历年|逐年|各年",
    _I,
)

# What asks for the newest there is: of one year it is asked without it.
_LATEST = re.compile(
    r"\b(?:(?:very )?latest|newest|most (?:recent|up[- ]to[- ]date|current))\b|(?<=\bthe )current(?= (?:number|figure|count|toll|total|rate|level)s?\b)|"
    r"\bmás (?:recientes?|nuev[oa]s?|actual(?:es|izad[oa]s?)?)\b|\búltim[oa]s? (?=(?:cifras?|datos?|números?)\b)|最新的?",
    _I,
)


# "How has the toll changed": of one year it is asked what it was.
_COURSE = re.compile(
    r"^\W*how (?:has|have|did|does|do) (.+?) (?:chang|develop|evolv|gr[eo]w|progress|shift|fare|move|go)(?:e|es|ed|d|n|ne)?(?= *$)",
    _I,
)


def span_of(question: str) -> tuple[int, int, Span, bool] | None:
    """The first and the last year of the span that ``question`` names, where it stands, and whether they are fiscal years; None
    without one of LEAST to MOST years."""
    told = [when for when in dates(question) if when.year and not when.is_decade]
    for one, other in ((when, when) for when in told if when.until and when.until[0]):
        if found := _span(question, one, other, other.until[0] if other.until else None):
            return found
    for one, other in pairwise(told):
        between = question[one.span.end : other.span.start]
        joined = _TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(question[: one.span.start]))
        if joined and not one.until and not other.until and (found := _span(question, one, other, other.year)):
            return found
    return None


def since_of(question: str) -> tuple[int, Span] | None:
    """The year since which ``question`` follows something, and where it stands; None where it names another date or none."""
    told = [when for when in dates(question) if when.year]
    if len(told) != 1 or told[0].until or told[0].year is None or not _SINCE.search(question[: told[0].span.start]):
        return None
    return told[0].year, told[0].span


def asks_latest(question: str) -> bool:
    """True when ``question`` wants the newest there is and names no date."""
    return bool(_LATEST.search(question)) and not dates(question)


def each_year(question: str, years: range | list[int]) -> dict[int, str]:
    """``question`` on each of ``years``, by year: the span that it names, or what asks for every year, gives way to one."""
    since = since_of(question)
    if found := span_of(question) or (since and (since[0], None, since[1], "fiscal" in question.lower())):
        _, _, span, fiscal = found
        sentence = next(s for s in sentences(question) if s.start <= span.start < s.end)
        before, behind = question[sentence.start : span.start], question[span.end : sentence.end]
        return {year: _plain(_FROM.sub("", before), year, _BEHIND.sub("", behind), fiscal) for year in years}
    question = _LATEST.sub("", question)
    told = _YEARLY.search(question)
    before, behind = (question[: told.start()], question[told.end() :]) if told else (question.rstrip(" ?？.。"), "?")
    return {year: _plain(before, year, behind, False) for year in years}


def _span(question: str, one: When, other: When, last: int | None) -> tuple[int, int, Span, bool] | None:
    first = one.year
    if first is None or last is None or not LEAST <= last - first + 1 <= MOST:
        return None
    return first, last, Span(one.span.start, other.span.end), one.fiscal or other.fiscal or "fiscal" in question.lower()


def _plain(before: str, year: int, behind: str, fiscal: bool) -> str:
    """What stands before and behind with the one year between them, without what asks for all."""
    before, behind = (_YEARLY.sub("", words) for words in (before, behind))
    before = _COURSE.sub(r"What was \1", before)
    if re.search(r"[\u3400-\u9fff]", before + behind):
        return f"{before.strip()}{year}年{behind.strip()}"
    named = f"fiscal year {year}" if fiscal else str(year)
    return re.sub(r"\s+(?=[?.,;])|(?<=\s)\s+", "", f"{before.strip()} in {named} {behind.strip()}").strip()
