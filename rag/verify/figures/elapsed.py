"""What follows from dates by the calendar: which weekday a date was, and how long one date came after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.text import fold
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement

_WEEKDAYS = (
    "monday lunes 星期一 周一", "tuesday martes 星期二 周二", "wednesday miercoles 星期三 周三", "thursday jueves 星期四 周四",
    "friday viernes 星期五 周五", "saturday sabado 星期六 周六", "sunday domingo 星期日 星期天 周日",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}
_AFTER = re.compile(r"\s*(?:after|before|since|later|earlier|despues|antes|desde|之后|以后|后|之前|前)")


def other_weekday(claim: Statement, when: When) -> str:
    """The weekday that ``when`` was, when ``claim`` names another beside a date it can be; "" otherwise."""
    day = _day(when)
    told = fold(claim.text, accents=True).text
    named = [i for i, forms in enumerate(_WEEKDAYS) if any(_stands(form, told) for form in forms.split())]
    if day is None or len(named) != 1 or not any(compatible(when, d) for d in claim.dates):
        return ""
    return "" if day.weekday() == named[0] else WEEKDAYS[day.weekday()]


def time_between(claim: Statement, facts: Sequence[Statement]) -> tuple[Figure, Figure, bool] | None:
    """The time that ``claim`` gives between two events, the time between the dates of exactly two facts, and whether
    they agree; None when the claim gives no such time or a fact has not one full date."""
    told = [f for f in claim.figures if f.unit in _DAYS and _AFTER.match(_rest(claim, f))]
    days = [_only_day(fact) for fact in facts]
    if len(told) != 1 or len(days) != 2 or days[0] is None or days[1] is None:
        return None
    figure, gap = told[0], abs((days[1] - days[0]).days)
    measured = figures(f"{gap / _DAYS[figure.unit]:.2f} {figure.unit}")[0]
    return figure, measured, bearing(measured, figure) is not None


def _rest(claim: Statement, figure: Figure) -> str:
    return fold(claim.text[figure.span.end :], accents=True).text


def _only_day(fact: Statement) -> date | None:
    days = {day for when in fact.dates if (day := _day(when))}
    return days.pop() if len(days) == 1 else None


def _day(when: When) -> date | None:
    """The day as the calendar has it; None when it is not told to the day, or is none (31 February)."""
    if when.until or when.fiscal or not (when.year and when.month and when.day):
        return None
    try:
        return date(when.year, when.month, when.day)
    except ValueError:
        return None


def _stands(form: str, text: str) -> bool:
    return form in text if not form.isascii() else re.search(rf"(?<!\w){form}(?!\w)", text) is not None
