"""A figure that is asked for of a name, an age group or a fiscal year, where the passages give that of others only.

"How many pounds in fiscal 2018?" beside the pounds of 2019, 2020 and 2021 has every word of an answer but the one that counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.sentences import sentences

OTHERS = 2  # sentences with the figure of another year that make a series
_I = re.IGNORECASE
_FIGURE = re.compile(
    r"\bhow (?:many|much)\b|\b(?:rates?|numbers?|shares?|percentage|proportion|fraction|count|total|percent|toll)\b", _I
)
# "Is it true that rates rose?", "Why did they?": of such a question a figure is no part of the answer.
_WHETHER = re.compile(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|why|how come)\b(?!.*\bhow (?:many|much)\b)", _I)
_RANGE = r"(\d{1,2})(?:[\s-]*(?:-|–|to|and)[\s-]*(\d{1,2}))?"
_PEOPLE = r"(?:people|persons?|adults|americans|men|women|boys|girls|teenagers|those|residents|workers|patients)"
_AGE = re.compile(
    rf"\b(?:ages?|aged)\s+(?:of\s+|from\s+|between\s+)?{_RANGE}\b(?!\s*(?:%|percent))|\b{_RANGE}[-\s]years?[-\s]olds?\b|"
    rf"\b{_PEOPLE}\s+(?:aged\s+)?(?:over|under|above|below|older than|younger than)\s+(\d{{1,2}})\b",
    _I,
)
_FISCAL = re.compile(r"\b(?:fy|fiscal(?:\s+years?)?)\s*'?((?:19|20)\d\d)\b", _I)
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|to|through)\s*(?:fy\s*)?((?:19|20)\d\d)\b", _I)
_OF_AGE = re.compile(
    r"\b\d{1,2}\s*(?:-|–|to|and)\s*(?:\d{1,2}|over|older|above)\b|\b(?:19|20)\d\d\b|\b\d{1,2}(?:th|st|nd|rd)\b", _I
)


def without_figure(question: str, passages: Sequence[str], strangers: Sequence[str] = ()) -> str:
    """Of whom a figure is asked for that none of ``passages`` gives, in the words of ``question``, or "": the first of
    ``strangers``, names that no source has; an age group; a fiscal year.

    A year only where two sentences or more give figures of other fiscal years: else it may be that of the source.
    """
    if not _FIGURE.search(question) or _WHETHER.match(question):
        return ""
    if strangers:
        return strangers[0]
    told = [span.of(text) for text in passages for span in sentences(text)]
    if (group := _AGE.search(question)) and not any(_of_ages(group, sentence) for sentence in told):
        return group[0]
    years = {int(year) for year in _FISCAL.findall(question)}
    if len(years) == 1 and not any(_names(min(years), sentence) for sentence in told):
        others = [s for s in told if _FISCAL.search(s) and re.search(r"\d", _FISCAL.sub("", s))]
        if len(others) >= OTHERS:
            return next(found[0] for found in _FISCAL.finditer(question))
    return ""


def _of_ages(group: re.Match[str], sentence: str) -> bool:
    """True when the sentence names the ages and has a figure besides."""
    ages = [age for age in group.groups() if age]
    return all(re.search(rf"(?<![\d.,]){age}(?![\d.,]*\d)", sentence) for age in ages) and bool(
        re.search(r"\d", re.sub("|".join(rf"(?<!\d){age}(?!\d)" for age in ages), "", _OF_AGE.sub("", sentence)))
    )


def _names(year: int, sentence: str) -> bool:
    """True when the year stands in the sentence, or lies in a span of years there."""
    return str(year) in sentence or any(int(a) <= year <= int(b) for a, b in _SPAN.findall(sentence))
