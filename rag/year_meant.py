"""The year that a follow-up means by "the year after", "dos años antes" or "次年": counted from the one asked about before.

"How much was seized in fiscal 2021?", "and the year after?": in fiscal 2022. By rules, in three languages; where the conversation
names no year, or the follow-up names its own, the words stay as they are.
"""

from __future__ import annotations

import re

from rag.content import MONTHS
from rag.letters import small
from rag.tokens import NUMBER_NAMES

_I = re.IGNORECASE
_DIGITS_ZH = "零一二三四五六七八九十"
_COUNT_ES = ("cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_UP_TO = 10  # years away that are told in words
_BARE = 3  # words beside the time ("and what about") of a follow-up that asks the same, of the same month
_NAMED = "|".join(NUMBER_NAMES[1 : _UP_TO + 1])
# Of what stands within a year the month that it begins in.
_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12} | {
    month: n for n, month in enumerate(MONTHS, 1)
}
_WITHIN = "|".join(_BEGINS)
_VALUE = {name: n for names in (NUMBER_NAMES, _COUNT_ES, _DIGITS_ZH) for n, name in enumerate(names)} | {
    "a": 1,
    "an": 1,
    "两": 2,
}
_LEADS = r"(?:(?P<leads>in|of|from|by|during|for|until|since|to) )?"
# What stands after "the year after" tells of what: only the year before may be meant.
_ENDS = r"(?= *(?:[?.!,;:]|$|and\b|or\b|then\b|too\b|instead\b|as well\b|that\b))(?: that(?: one| year)?(?= *(?:[?.!,;:]|$)))?"
_ENGLISH = (
    (rf"\b{_LEADS}(?:the|that) (?:same )?year (?:(?P<after>after(?:wards?)?)|(?P<before>before)){_ENDS}", 1),
    (rf"\b{_LEADS}the (?:(?P<after>following|next)|(?P<before>previous|preceding|prior)) year\b", 1),
    (rf"\b{_LEADS}the (?P<after>following|next) (?P<within>{_WITHIN})\b", 1),
    (rf"\b{_LEADS}the (?P<within>{_WITHIN}) (?P<after>after){_ENDS}", 1),
    (
        rf"\b{_LEADS}(?P<count>an?|{_NAMED}|\d{{1,2}}) years? (?:(?P<after>later|on|afterwards?|after)|"
        rf"(?P<before>earlier|before(?:hand)?|prior)){_ENDS}",
        0,
    ),
    (rf"\b{_LEADS}(?:in )?(?:that|the) same year\b", 0),
)
_SPANISH = (
    (r"\b(?:en |para )?(?:el|al) (?:año (?:(?P<after>siguiente|próximo|posterior)|(?P<before>anterior|previo))|(?:próximo|siguiente) año)\b", 1),
    (rf"\b(?P<count>{'|'.join(_COUNT_ES[1:])}|\d{{1,2}}) años? (?:(?P<after>después|más tarde|mas tarde|despues)|(?P<before>antes))\b(?! de\b)", 0),
    (r"\ben (?:el|ese) mismo año\b", 0),
)  # fmt: skip
_CHINESE = (
    (r"(?P<after>第二年|次年|翌年|后一年|下一年|隔年)|(?P<before>前一年|上一年)", 1),
    (rf"(?:(?P<count>[两{_DIGITS_ZH[1:]}]|\d{{1,2}})年(?:(?P<after>之?后|以后|过后)|(?P<before>之?前|以前)))", 0),
    (r"同一?年", 0),
)
_PATTERNS = {
    "en": tuple((re.compile(text, _I), count) for text, count in _ENGLISH),
    "es": tuple((re.compile(text, _I), count) for text, count in _SPANISH),
    "zh": tuple((re.compile(text), count) for text, count in _CHINESE),
}
_YEAR = re.compile(
    rf"(?<![\d.,$])(?:(?P<fiscal>FY ?|(?:fiscal|budget)(?: year)? |año fiscal |财年|财政年度)['’]?(?P<short>\d\d(?:\d\d)?)|"
    rf"(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d))(?![\d%]|[.,]\d)",
    _I,
)
_WHEN = re.compile(r"\b(?:when|(?:which|what) (?:\w+ )?year|cuándo|(?:en )?qué año)\b|什么时候|何时|哪一?年|几时", _I)
_QUOTED = re.compile(r"[“«](.+?)[”»]")


def _names_year(question: str) -> bool:
    """True where the question has a year of its own."""
    return _YEAR.search(question) is not None


def counts_on(question: str, language: str) -> bool:
    """True where the question counts from a year that it does not name: "and two years later?"."""
    return not _names_year(question) and _found(question, language) is not None


def in_its_year(question: str, before: str, answer: str, language: str) -> str:
    """``question`` with the year that it counts to, from the last that ``before`` names; where that asks for the year
    itself, from the one that the first quote of ``answer`` gives. As it is where there is none, or two."""
    found = None if _names_year(question) else _found(question, language)
    base = _last(before) or (_only(answer) if _WHEN.search(before) else None)
    if found is None or base is None:
        return question
    match, count = found
    head, tail = question[: match.start()], question[match.end() :]
    month = (base["month"] or "") if len(f"{head} {tail}".split()) <= _BARE else ""
    return head + _put(match, count, base, month, language) + tail


def _found(question: str, language: str) -> tuple[re.Match[str], int] | None:
    for pattern, count in _PATTERNS.get(language, ()):
        if match := pattern.search(question):
            return match, count
    return None


def _put(match: re.Match[str], count: int, base: re.Match[str], month: str, language: str) -> str:
    said = match.groupdict()
    if said.get("count"):
        count = _number(said["count"])
    year = _number_of(base) + (-count if said.get("before") else count)
    fiscal, from_month = base["fiscal"] or "", base["month"] or ""
    if within := said.get("within") or "":
        year -= (
            bool(from_month) and _BEGINS[small(within)] > _BEGINS[small(from_month)]
        )  # the July after May 2019 is in that year
        month = within
    if language == "zh":
        return f"{fiscal}{year}{'' if fiscal else '年'}"
    if language == "es":
        return f"en {'el año fiscal ' if fiscal else ''}{year}"
    lead = said.get("leads") or "in"
    month = small(month).capitalize() if small(month) in MONTHS else month
    return f"{lead} {f'{month} ' if month else 'fiscal ' if fiscal else ''}{year}"


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _VALUE[small(said)]


def _number_of(base: re.Match[str]) -> int:
    told = base["short"] or base["year"]
    return int(told) + (2000 if len(told) == 2 else 0)


def _last(text: str) -> re.Match[str] | None:
    found = list(_YEAR.finditer(text))
    return found[-1] if found else None


def _only(answer: str) -> re.Match[str] | None:
    """The year that the first quote of an answer gives, where it gives one alone."""
    quote = _QUOTED.search(answer)
    found = list(_YEAR.finditer(quote[1])) if quote else []
    return found[0] if len({_number_of(one) for one in found}) == 1 else None
