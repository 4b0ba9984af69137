"""A question that asks for a timeline: its quotes stand in the order of the dates that they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.content import MONTHS
from rag.letters import small

SERIES = "series"  # of a hit's score: its place among those that tell of one year each, from 1
LEAST = 3  # quotes with a date that make a timeline
_ASKS = re.compile(
    r"\btime ?lines?\b|\bchronolog\w+|\bsequence of events\b|\bin (?:order of|chronological) \w+|\bordered by date\b|\bcronolog\w+|"
    r"\blínea (?:de|del) tiempo\b|时间线|时间表|年表|大事记|按时间",
    re.IGNORECASE,
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{_MONTH})\.?(?: (?P<late>\d{{1,2}})(?:st|nd|rd|th)?,)?,? (?P<year>(?:1[89]|20)\d\d)\b|"
    r"\b(?P<iso>(?:1[89]|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?:-(?P<dd>\d\d))?\b|(?<![\d.,-])(?P<only>(?:1[89]|20)\d\d)(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_STARTS = [month[:3] for month in MONTHS]
Item = TypeVar("Item")


def asks_timeline(question: str) -> bool:
    """True when ``question`` wants events in the order in which they happened."""
    return bool(_ASKS.search(question))


_YEARLY = re.compile(
    r"\b(?:by|per|each|every|year (?:by|after|on)|over the) years?\b|\b(?:yearly|annual(?:ly)?|year-by-year|anual(?:es|mente)?|(?:por|cada) año|año (?:por|a|tras) año)\b|每年|历年|逐年|各年",
    re.IGNORECASE,
)


def asks_yearly(question: str) -> bool:
    """True when ``question`` wants a figure of every year."""
    return bool(_YEARLY.search(question))


_COURSE = re.compile(
    r"\bhow (?:has|have|did|does|do) .+ (?:chang|develop|evolv|gr[eo]w|progress|shift|fare|move)(?:e|ed|d|n)?\b|\b(?:over time|trend|course|development) (?:of|in|since)\b|"
    r"\bcómo (?:ha|han) (?:cambiado|evolucionado|crecido)\b|\b(?:evolución|tendencia) de\b|变化|演变|发展",
    re.IGNORECASE,
)


# What is followed is no figure but what somebody holds or has laid down: "how did its view of X change", "how has the law changed".
_PLACED = r"\b(?:of|on|for|about|towards?|to|in|with|between|regarding|from|over|against|concerning)\b"
_HELD = (
    r"(?:views?|opinions?|positions?|stances?|attitudes?|assessments?|accounts?|descriptions?|explanations?|definitions?|understanding|"
    r"polic(?:y|ies)|laws?|legislation|rules?|regulations?|guidelines?|guidance|standards|approach(?:es)?|strateg(?:y|ies)|priorities|"
    r"roles?|relations(?:hips?)?|cooperation|tone|wording)"
)
_HOLDS = re.compile(
    rf"\bhow (?:has|have|did|does|do) (?:(?!{_PLACED})[^,;?])*?\b{_HELD}(?: {_PLACED} [^,;?]+?)? (?:chang|develop|evolv|differ|shift|mov)(?:e|ed|s)?\b|"
    rf"\b(?:what|which .+?) chang(?:ed|es) (?:in|about) (?:(?!{_PLACED})[^,;?])*?\b{_HELD}\b|"
    r"\bcómo (?:ha |han )?(?:cambi|evolucion)(?:ó|aron|ado) (?:el|la|los|las|su|sus) (?:\w+ )?(?:visión|opini[óo]n(?:es)?|posici[óo]n(?:es)?|posturas?|políticas?|"
    r"ley(?:es)?|legislación|normas?|reglas?|enfoques?|estrategias?|papel|relaci[óo]n(?:es)?|cooperación)\b|"
    r"(?:看法|观点|立场|态度|政策|法律|法规|规定|做法|策略|角色|关系|合作|说法)[^，。？]{0,12}(?:变化|演变|改变|转变)",
    re.IGNORECASE,
)


def asks_course(question: str) -> bool:
    """True when ``question`` wants to know how something went on."""
    return bool(_COURSE.search(question))


def asks_ends(question: str) -> bool:
    """True when ``question`` sets what somebody holds, or a rule, at one time against the same at another: no series."""
    return bool(_HOLDS.search(question))


def date_key(words: str) -> tuple[int, int, int] | None:
    """Year, month and day of the first date in ``words``, 0 for what it does not give; None without one."""
    found = _DATE.search(words)
    if found is None:
        return None
    if only := found["only"]:
        return int(only), 0, 0
    if iso := found["iso"]:
        return int(iso), int(found["mm"]), int(found["dd"] or 0)
    month = _STARTS.index(small(found["month"])[:3]) + 1
    return int(found["year"]), month, int(found["day"] or found["late"] or 0)


def in_order(items: Sequence[Item], words: Callable[[Item], str]) -> list[Item]:
    """Those of ``items`` whose words give a date, by it; none where too few do."""
    dated = [(key, item) for item in items if (key := date_key(words(item)))]
    return [item for _, item in sorted(dated, key=lambda pair: pair[0])] if len(dated) >= LEAST else []
