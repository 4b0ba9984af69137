"""Units of measure: how they are written in en, es and zh, and which of them convert into one another."""

from __future__ import annotations

import re
from decimal import Decimal

_END = r"(?![\w])"
_UNITS: tuple[tuple[str, str], ...] = (
    ("percentage points", rf"(?:percentage|percent)[\s-]points?{_END}|pp{_END}|puntos?\s+porcentual(?:es)?|个?百分点"),
    ("percent", rf"%|(?:percent|per\s+cent|pct|por\s+ciento|porciento){_END}"),
    ("USD", rf"(?:u\.?s\.?\s+)?(?:dollars?|dolares|dolar){_END}|usd{_END}|美元"),
    ("EUR", rf"(?:euros?|eur){_END}|欧元"),
    ("CNY", rf"(?:yuan|rmb|yuanes){_END}|人民币|元"),
    ("kg", rf"(?:kgs?|kilograms?|kilogrammes?|kilos?|kilogramos?){_END}|公斤|千克"),
    ("lb", rf"(?:lbs?\.?|pounds?|libras?){_END}|磅"),
    ("mg", rf"(?:mg|milligrams?|miligramos?){_END}|毫克"),
    ("µg", rf"(?:mcg|μg|µg|ug|micrograms?|microgramos?){_END}|微克"),
    ("g", rf"(?:g|grams?|grammes?|gramos?){_END}|克"),
    ("oz", rf"(?:oz|ounces?|onzas?){_END}|盎司"),
    ("tonnes", rf"(?:metric\s+tons?|tonnes?|toneladas?){_END}|公?吨"),
    ("tons", rf"(?:short\s+)?tons?{_END}"),
    ("years", rf"(?:years?|yrs?|anos?){_END}|周?岁|年"),
    ("months", rf"(?:months?|mes|meses){_END}|个月"),
    ("weeks", rf"(?:weeks?|semanas?){_END}|周|星期"),
    ("days", rf"(?:days?|dias?){_END}|天|日"),
    ("hours", rf"(?:hours?|hrs?|horas?){_END}|个?小时"),
    ("minutes", rf"(?:minutes?|mins?|minutos?){_END}|分钟"),
    ("times", rf"(?:times|fold|veces|x){_END}|倍"),
)
_AFTER = tuple((name, re.compile(rf"[\s-]?(?:de\s+)?(?:{pattern})")) for name, pattern in _UNITS)
_CURRENCY = re.compile(r"(?:(?P<usd>(?:us|u\.s\.)?\$|usd\s?)|(?P<eur>€|eur\s?)|(?P<gbp>£)|(?P<cny>¥|rmb\s?))\s?$")

GRAMS = {
    "µg": Decimal("0.000001"),
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "oz": Decimal("28.349523"),
    "lb": Decimal("453.59237"),
    "kg": Decimal(1000),
    "tons": Decimal("907184.74"),
    "tonnes": Decimal(1000000),
}
COUNTED = ("", "ordinal")  # units under which the counted noun tells what is meant


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The unit written after ``end`` of folded ``text`` and where it ends; ("", end) for a bare number."""
    for name, pattern in _AFTER:
        if match := pattern.match(text, end):
            return name, match.end()
    return "", end


def currency_before(text: str, start: int) -> tuple[str, int]:
    """The currency sign before ``start`` and where it begins; ("", start) when there is none."""
    match = _CURRENCY.search(text[max(0, start - 8) : start])
    if not match or not match.lastgroup:
        return "", start
    return match.lastgroup.upper(), start - len(match.group())


def factor(unit: str, into: str) -> Decimal | None:
    """By what to multiply a value in ``unit`` to have it in ``into``; None when that makes no sense."""
    if unit == into:
        return Decimal(1)
    if unit in GRAMS and into in GRAMS:
        return GRAMS[unit] / GRAMS[into]
    return None
