"""How dates are written, in English, Spanish and Chinese: the patterns, tried in order, and what must stand beside them."""

from __future__ import annotations

import re

from rag.verify.values.spelt_days import DAY

MONTHS = {
    1: "january|jan|enero|ene",
    2: "february|feb|febrero",
    3: "march|mar|marzo",
    4: "april|apr|abril|abr",
    5: "may|mayo",
    6: "june|jun|junio",
    7: "july|jul|julio",
    8: "august|aug|agosto|ago",
    9: "september|sept|sep|septiembre|setiembre",
    10: "october|oct|octubre",
    11: "november|nov|noviembre",
    12: "december|dec|diciembre|dic",
}
_SHORT = [
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "ene",
    "abr",
    "ago",
    "dic",
]  # behind these a full stop may belong to the name
_ALL = "|".join(sorted("|".join(MONTHS.values()).split("|"), key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(_SHORT)})\b\.?|(?:{_ALL})\b)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORD = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|to|through|till|until|hasta|al?|至|到)\s*"
_AND = r"\s*(?:-|to|and|through|y|e|和|至|到)\s*"
COUNTED_AFTER = re.compile(
    r"\s*(?:percent|per cent|por ciento|million|billion|thousand|millones|mil\b|people|persons|personas|deaths|"
    r"muertes|kg\b|kilo|pounds|lbs?\b|libras|tons|tonnes|toneladas|pills|dollars|euros|dolares|cases|casos|times|veces|[万亿人名公吨个])"
)
SCALED_AFTER = re.compile(r"\s*(?:million|billion|thousand|millones)\b")
NAMED = re.compile(rf"\b(?:{_ALL})\b", re.IGNORECASE)  # where none is, no pattern with the name of a month is tried
OPENS = rf"\b(?P<M1>{_MONTH})"  # how a pattern begins that opens with the name of a month
FIGURE = re.compile(r"[\d月]")
# What else must stand in a text, in small letters, for a pattern of this kind to be tried: most texts have few of them.
NEEDS = {
    "fiscal": ("fy", "fiscal", "财"), "iso": ("-",), "zh": ("年", "月"), "zh range": ("年",), "zh month": ("月",), "days": ("-",),
    "decade": ("0s", "0's"), "named day": (" of ", " the "),
}  # fmt: skip

# Tried in this order; what one pattern has read, the next ones leave alone.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "fiscal",
            rf"(?<!\w)(?:fy|fiscal(?:\s+years?)?|(?:ano|ejercicio)\s+fiscal(?:\s+de)?)\s*'?(?P<y1>{_YEAR}|\d\d)\b"
            rf"(?:(?:{_AND})(?:fy|fiscal(?:\s+year)?)?\s*'?(?P<y2>{_YEAR}|\d\d)\b(?!\s*(?:%|percent|million)))?",
        ),
        ("fiscal", rf"(?<!\d)(?P<y1>{_YEAR})\s*(?:财年|财政年度)"),
        ("iso", rf"(?<![\w-])(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>[0-3]\d)(?![\d-])"),
        ("zh range", rf"(?<!\d)(?P<y1>{_YEAR})\s*年?\s*[至到-]\s*(?P<y2>{_YEAR})\s*年"),
        ("zh", rf"(?<!\d)(?P<y1>{_YEAR})\s*年\s*(?:(?P<m1>1[0-2]|0?[1-9])\s*月(?:\s*(?P<d1>[0-3]?\d)\s*[日号])?)?"),
        ("zh", r"(?<!\d)(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?P<d1>[0-3]?\d)\s*[日号]"),
        ("zh month", r"(?<![\d.])(?P<m1>1[0-2]|[1-9])\s*月(?!\s*\d)"),
        ("zh month", r"(?<![零〇一二三四五六七八九十百千])(?P<z1>十[一二]?|[一二三四五六七八九])月"),
        (
            "slashed",
            rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y1>{_YEAR})(?![\w/-]|[.,]\d)",
        ),
        (
            "year first",
            rf"(?<![\w/.-])(?P<y1>{_YEAR})(?P<sep>[/.-])(?P<m1>0?[1-9]|1[0-2])(?P=sep)(?P<d1>[0-3]?\d)(?![\w/-]|[.,]\d)",
        ),
        (
            "days",
            rf"\b(?P<M1>{_MONTH})\s+(?P<d1>\d{{1,2}}){_ORD}\s*-\s*(?P<d2>\d{{1,2}}){_ORD}\b(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        (
            "days",
            rf"(?<![\w$€£.,/-])(?P<d1>[0-3]?\d){_ORD}\s*-\s*(?P<d2>[0-3]?\d){_ORD}\s+(?:of\s+|de\s+)?(?P<M1>{_MONTH})(?!\w)"
            rf"(?:,?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b)?",
        ),
        (
            "full range",
            rf"\b(?P<M1>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b{_TO}(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y2>{_YEAR})\b",
        ),
        ("months", rf"\b(?P<M1>{_MONTH}){_TO}(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b"),
        (
            "months",
            rf"(?:between|entre)\s+(?P<M1>{_MONTH})\s+(?:and|y)\s+(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b",
        ),
        (
            "day",
            rf"(?<![\d.,-])(?P<d1>[0-3]?\d){_ORD}[\s-]+(?:of\s+|de\s+)?(?P<M1>{_MONTH})(?!\w)"
            rf"(?:,?[\s-]+(?:del?\s+)?(?P<y1>{_YEAR})\b)?",
        ),
        ("day", rf"\b(?P<M1>{_MONTH})\s+(?P<d1>[0-3]?\d){_ORD}\b(?![,.]?\d|\s*%)(?:,?\s+(?P<y1>{_YEAR})\b)?"),
        (
            "named day",
            rf"(?<![\w-])(?P<D1>{DAY})(?:\s+day)?\s+(?:of\s+)(?P<M1>{_MONTH})(?!\w)(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        (
            "named day",
            rf"\b(?P<M1>{_MONTH})\s+the\s+(?:(?P<D1>{DAY})|(?P<d1>[0-3]?\d){_ORD})(?![\w-])(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        ("month", rf"\b(?P<M1>{_MONTH}),?\s+(?:of\s+|del?\s+)?(?P<y1>{_YEAR})\b"),
        ("iso", rf"(?<![\w-])(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?![\d-])"),
        ("decade", r"(?<![\w-])(?P<y1>(?:1[5-9]|20)\d0)'?s\b"),
        ("years", rf"(?<![\w$€£/.,])(?P<y1>{_YEAR})(?:{_TO}(?P<y2>{_YEAR})|-(?P<y3>\d\d))(?![\w%]|[.,]\d)"),
        ("years", rf"(?:between|entre)\s+(?P<y1>{_YEAR})\s+(?:and|y)\s+(?P<y2>{_YEAR})\b"),
        # Of the years before 1500 those that stand where nothing is counted: "in 1461."
        (
            "year",
            r"(?:(?<=\bin )|(?<=\bby )|(?<=\bfrom )|(?<=\bsince )|(?<=\buntil )|(?<=\bafter )|(?<=\bbefore )|(?<=\baround ))(?P<y1>1[0-4]\d\d)(?=\s*(?:[.,;:)]|$)|\s+(?:and|but|by|on|at|when|after|before|as|the)\b)",
        ),
        ("month alone", rf"\b(?P<M1>{_MONTH})(?!\w)"),
        (
            "year",
            rf"(?:(?<![\w$€£¥/.,'-])|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=late-)|(?<=early-))(?P<y1>{_YEAR})(?![\w%/]|[.,]\d)",
        ),
    )
)
BEFORE_MONTH = re.compile(r"(?:\b(?:in|since|by|until|of|last|en|desde|hasta|de|early|late|mid)[\s-]+)$", re.IGNORECASE)
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|during|from|until|of|year|en|desde|hasta|ano|durante|de)\s+$", re.IGNORECASE
)
# Between two days or months of which the second gives the year of both.
JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|y|o|e)|、|和|及|与)\s*(?:(?:on|in|the|el|en|again|then)\s+){0,3}", re.IGNORECASE
)
