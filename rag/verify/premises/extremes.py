"""A question that gives the highest or the lowest to an age group or a year, where a passage gives it to another.

"People over 65 had the worst rate. Why?" beside "Adults aged 35-44 had the highest rate": one alone can have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.content import content, key
from rag.letters import small
from rag.verify.premises.doubt import Outright
from rag.verify.premises.units import Unit

_MOST = "highest|worst|most|biggest|largest|greatest|record|peak|peaked|deadliest|steepest"
_LEAST = "lowest|smallest|fewest|least"
_SIGN = {word: sign for words, sign in ((_MOST, 1), (_LEAST, -1)) for word in words.split("|")}
_TOP = rf"(?P<top>{_MOST}|{_LEAST})"
_AGES = (
    r"(?:(?:people|persons|adults|those|men|women|teens|teenagers|folks|residents|patients)\b,? )?(?:ages?|aged|at ages?|over|under|above|below)? ?"
    r"(?P<first>\d{1,2})(?: ?(?:-|–|to|and) ?(?P<second>\d{1,2}|over|older|above|up)|\+|[- ]year[- ]olds)?"
)
# Groups that go by a word: from which age to which.
_GROUPS = {
    "children": (0, 12), "kids": (0, 17), "teens": (13, 19), "teenagers": (13, 19), "adolescents": (10, 19), "young people": (10, 29), "young adults": (18, 29),
    "the young": (10, 29), "youths": (10, 24), "seniors": (65, 120), "the elderly": (65, 120), "elderly people": (65, 120), "old people": (65, 120), "retirees": (60, 120),
    "pensioners": (65, 120),
}  # fmt: skip
_GROUP = rf"(?P<group>{'|'.join(_GROUPS)})"
_YEAR = r"(?P<fiscal>FY ?|fiscal (?:year )?)?(?P<year>(?:19|20)\d\d)"
_HAS = r"(?:has|have|had|is|are|was|were|be|been|saw|became|set|marks?|marked|brought|recorded|reached|suffered)"
_I = re.IGNORECASE
# Whose it is said to be: "those aged 65 and over had the worst", "was FY2025 the biggest".
_AGES_HAVE, _GROUP_HAS = (
    (
        re.compile(rf"\b{whose},? {_HAS} (?:by far )?(?:the|its|a|their)? ?(?:[\w-]+ )?{_TOP}\b", _I),
        re.compile(rf"\b(?:did|do|does|have|had|is|are|was|were) {whose} (?:have |has )?(?:the )?{_TOP}\b", _I),
    )
    for whose in (_AGES, _GROUP)
)
_YEAR_HAS = (
    re.compile(rf"\b{_YEAR} {_HAS} (?:by far )?(?:the|its|a|an|another)? ?(?:[\w-]+ )?{_TOP}\b(?=[^.?!,]*\b(?:year|record|ever|peak|high)\b)", _I),
    re.compile(rf"\b(?:was|is) {_YEAR} (?:really )?(?:the|a) {_TOP}\b(?=[^.?!]*\b(?:year|record|ever|peak)\b)", _I),
    re.compile(rf"\b(?P<top>peaked|peak) (?:was |came )?in {_YEAR}", _I),
)  # fmt: skip
_AGES_IN_TEXT = re.compile(r"(?<![\d.,$-])(\d{1,2})(?:-|–| to | and )(\d{1,2}|over|older|above)(?![\d%.,-]*\d)")
_SENTENCE = re.compile(r"[^.?!]+(?:\.\d[^.?!]*)*")
_ASKING = re.compile(r"^\W*(?:(?:why|how|when|how come) )?(?:did|do|does|have|had|is|are|was|were) ", _I)
_MORE = re.compile(
    r",? (?:so |and |but )?(?:why|how|who|what|is|was|are|were)(?:['’]s)?\b(?= )[^,]*$", _I
)  # ", what's behind it"
_OLDEST = 120
_LOOKED_AT = 5  # units, the best


def other_extreme(question: str, units: Sequence[Unit]) -> Outright | None:
    """It gives the most or the least of something to an age group or a year, and a unit to another; None where none does."""
    for sentence in _SENTENCE.findall(question):
        for match, ages in _given(sentence):
            sign = _SIGN[small(match["top"])]
            for unit in units[:_LOOKED_AT]:
                if _alike(sentence, unit) and (_other_ages if ages else _other_year)(sentence, match, sign, unit):
                    return Outright(_statement(sentence), _holder(match, ages), unit)
    return None


def _given(sentence: str) -> Iterator[tuple[re.Match[str], bool]]:
    for patterns, ages in ((_AGES_HAVE, True), (_GROUP_HAS, True), (_YEAR_HAS, False)):
        if found := next((m for p in patterns if (m := p.search(sentence))), None):
            yield found, ages


def _statement(sentence: str) -> str:
    """What is said of the holder, without the words that ask."""
    return _ASKING.sub("", _MORE.sub("", sentence)).strip(" ,")


def _holder(match: re.Match[str], ages: bool) -> str:
    if not ages:
        return f"{match['fiscal'] or ''}{match['year']}"
    if "group" in match.re.groupindex:
        return match["group"]
    second = match["second"]
    return f"{match['first']}{'' if not second else f'-{second}' if second.isdigit() else f' and {second}'}"


def _alike(sentence: str, unit: Unit) -> bool:
    """True when the unit speaks of a thing that the sentence speaks of, besides what is the most of it."""
    return any(
        key(word) in unit.whole for word in content(sentence) if word.lower() not in _SIGN and not word[0].isdigit()
    )


def _tops(sign: int, text: str) -> list[re.Match[str]]:
    return [m for m in re.finditer(rf"\b{_TOP}\b", text, _I) if _SIGN[small(m["top"])] == sign]


def _other_ages(sentence: str, match: re.Match[str], sign: int, unit: Unit) -> bool:
    """True when the unit gives it to one other age group, of the same year where both name one."""
    asked = set(re.findall(r"(?:19|20)\d\d", sentence))
    groups = _AGES_IN_TEXT.findall(unit.text)
    if (
        len(groups) != 1
        or not _tops(sign, unit.text)
        or (asked and unit.own_years and not asked & set(map(str, unit.own_years)))
    ):
        return False
    first, second = int(groups[0][0]), int(groups[0][1]) if groups[0][1].isdigit() else _OLDEST
    if "group" in match.re.groupindex:
        youngest, oldest = _GROUPS[small(match["group"])]
        return oldest < first or youngest > second
    return not first <= int(match["first"]) <= second


def _other_year(sentence: str, match: re.Match[str], sign: int, unit: Unit) -> bool:
    """True when the unit calls its one year the most or the least, and it is another."""
    if len(unit.own_years) != 1 or int(match["year"]) in unit.own_years:
        return False
    return any(re.search(r"\b(?:year|record|ever|peak)", unit.text[m.start() :], _I) for m in _tops(sign, unit.text))
