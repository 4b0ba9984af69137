"""A day that a question gives in figures ("17/08/2021", "2021-08-17") in the words that sources write it in.

Read before words are judged: "08" is a month there and no word that a passage may lack. Day first, but in an English question
month first, unless that would be no month. What is part of a longer code is no date.
"""

from __future__ import annotations

import re

from rag.content import MONTHS, MONTHS_ES
from rag.question import language_of

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ALONE = r"(?<![A-Za-z0-9./-])(?<!\$)"
_END = r"(?![A-Za-z0-9/%-])(?![.,]\d)"
_DAY = re.compile(
    rf"{_ALONE}(?:(?P<a>{_D})(?P<s>[/.-])(?P<b>{_D})(?P=s)(?P<y>{_YEAR})|(?P<y2>{_YEAR})(?P<s2>[/.-])(?P<m>0?[1-9]|1[0-2])(?P=s2)(?P<d>{_D})){_END}"
)


def dated(question: str) -> str:
    """``question`` with each day in figures written out; the same string where there is none."""
    if not any(map(str.isdigit, question)) or not _DAY.search(question):
        return question
    language = language_of(question)
    return _DAY.sub(lambda found: _written(found, language), question)


def _written(found: re.Match[str], language: str) -> str:
    """The day in words, or as it was where it is none."""
    if found["y"]:
        one, other = int(found["a"]), int(found["b"])
        day_first = one > 12 or (language != "en" and other <= 12)
        day, month, year = (one, other, found["y"]) if day_first else (other, one, found["y"])
    else:
        day, month, year = int(found["d"]), int(found["m"]), found["y2"]
    if month > 12:
        return found[0]
    if language == "zh":
        return f"{year}年{month}月{day}日"
    if language == "es":
        return f"{day} de {MONTHS_ES[month - 1]} de {year}"
    return f"{day} {MONTHS[month - 1].capitalize()} {year}"
