"""A question that compares two times or two countries, as two questions, one on each.

"How did the toll of 2023 compare with that of 2020?" No passage may tell both, and then each alone looks as though it did not
answer. Asked one by one it shows whether the sources tell both. The halves are for the ranker and the judge, which read
keywords as well: they need not be good sentences.
"""

from __future__ import annotations

import re

from rag.verify.entities.nations import naming, nations_in
from rag.verify.values.dates import When, dates

_I = re.IGNORECASE
# Of two times: that something is followed from one to the other, or set against it.
_OVER_TIME = re.compile(
    r"\b(?:compar\w+|differ\w*|chang\w+|between|versus|vs|than|from|evol\w+|shift\w*|timeline|year(?:ly| by year)|each year|annual(?:ly)?|"
    r"gr[eo]w\w*|develop\w*|histor\w+|cambi\w+|diferenci\w+|entre|desde|evolucion\w*|cada año)\b|相比|比较|变化|之间|从|每年|历年|不同|区别",
    _I,
)
_AGAINST = re.compile(r"\b(?:compar\w+|differ\w*|versus|vs|contrast\w*|diferenci\w+)\b|相比|比较|区别|不同", _I)
# "How much time went by between A and B?", but not "the cooperation between A and B".
_GAP = re.compile(
    r"\b(?:went by|go(?:es)? by|pass(?:ed|es)?|elapsed?|lay|lies|it|there|gap|time|years|months|weeks|days) between (.+?) and (.+?)(?=[?.,;]|$)",
    _I,
)
# What is left before and behind a date or a name that is taken out.
_BEFORE = re.compile(
    r"(?:,? ?\b(?:and|to|up to|through|thru|until|till|versus|vs\.?|than|(?:compared )?(?:with|to)(?: (?:that|those))?(?: (?:of|in|for))?|y|a|hasta|con)"
    r"(?: (?:in|of|its|the|early|late|mid|en|de))*|[与和到至])[ -]*$",
    _I,
)
_BEHIND = re.compile(r"^ *(?:,? ?\b(?:and|up to|to|through|thru|until|till|versus|vs\.?|y|hasta)\b|[与和到至])", _I)


def halves(question: str) -> tuple[str, str] | None:
    """The question on the one and on the other of two events, years or countries that it compares; None where it does not."""
    if gap := _GAP.search(question):
        return f"When was {gap[1]}?", f"When was {gap[2]}?"
    if _OVER_TIME.search(question) and (two := _years(question)):
        return two
    named = nations_in(question)
    if _AGAINST.search(question) and len(named) == 2:
        return _without_nation(question, named[1]), _without_nation(question, named[0])
    return None


def _years(question: str) -> tuple[str, str] | None:
    """The question with the one and with the other of its two years alone; None unless it names exactly two."""
    told = [when for when in dates(question) if when.year]
    if len(told) == 1 and told[0].until and told[0].until[0] not in (None, told[0].year) and not told[0].is_decade:
        before, behind = question[: told[0].span.start], question[told[0].span.end :]
        return (
            f"{before}{_written(told[0].year, told[0])}{behind}",
            f"{before}{_written(told[0].until[0], told[0])}{behind}",
        )
    if len(told) != 2 or told[0].year == told[1].year or any(when.until for when in told):
        return None
    one, other = (when.span for when in told)
    first = _joined(question[: other.start], question[other.end :])
    return first, _joined(question[: one.start], question[one.end :])


def _written(year: int | None, span: When) -> str:
    """The year in the way in which the span was written."""
    return f"{'FY' * span.fiscal}{year}{'年' * ('年' in span.text)}"


def _without_nation(question: str, country: str) -> str:
    found = naming(country, question)
    for span in reversed(found):
        question = _joined(question[: span.start], question[span.end :])
    return question


def _joined(before: str, behind: str) -> str:
    """What stood before and behind something that was taken out, without the word that joined it."""
    cut = _BEFORE.sub("", before)
    if cut == before:
        behind = _BEHIND.sub("", behind)
    return re.sub(r"\s+(?=[?.,;？。]|$)|(?<=\s)\s+", "", f"{cut} {behind}")
