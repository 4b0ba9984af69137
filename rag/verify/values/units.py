"""Units of measure: how they are written in en, es and zh, and which of them convert into one another.

A month and a year have no fixed length and convert into nothing. "48m" is 48 million (numerals.py), "48 m" 48 metres.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_END = r"(?![\w])"
_LONG = rf"{_END}(?!\s*(?:/|per\b|an?\s+(?:hour|second)\b|por\s+(?:hora|segundo)\b))"  # a speed is no length
_MULTIPLES = (("k", "kilo", "千"), ("M", "mega", "兆"), ("G", "giga", "吉"), ("T", "tera", "太"))
_UNITS: tuple[tuple[str, str], ...] = (
    ("percentage points", rf"(?:percentage|percent)[\s-]points?{_END}|pp{_END}|puntos?\s+porcentual(?:es)?|个?百分点"),
    ("percent", rf"%|(?:percent|per\s+cent|pct|por\s+ciento|porciento){_END}"),
    ("USD", rf"(?:u\.?s\.?\s+)?(?:dollars?|dolares|dolar){_END}|usd{_END}|美元"),
    ("EUR", rf"(?:euros?|eur){_END}|欧元"),
    ("GBP", rf"(?:pounds?\s+sterling|gbp){_END}|英镑"),
    ("CNY", rf"(?:yuan|rmb|yuanes){_END}|人民币|元"),
    ("kg", rf"(?:kgs?|kilograms?|kilogrammes?|kilos?|kilogramos?){_END}|公斤|千克"),
    ("lb", rf"(?:lbs?\.?|pounds?|libras?){_END}|磅"),
    ("mg", rf"(?:mg|milligrams?|miligramos?){_END}|毫克"),
    ("µg", rf"(?:mcg|μg|µg|ug|micrograms?|microgramos?){_END}|微克"),
    ("g", rf"(?:g|grams?|grammes?|gramos?){_END}|克"),
    ("oz", rf"(?:oz|ounces?|onzas?){_END}|盎司"),
    ("tonnes", rf"(?:metric\s+tons?|tonnes?|toneladas?){_END}|公?吨"),
    ("tons", rf"(?:short\s+)?tons?{_END}"),
    ("m²", rf"(?:square[\s-]met(?:re|er)s?|sq\.?\s?m|m2|metros?\s+cuadrados?){_END}|平方米"),
    ("km²", rf"(?:square[\s-]kilomet(?:re|er)s?|sq\.?\s?km|km2|kilometros?\s+cuadrados?){_END}|平方公里"),
    ("square miles", rf"(?:square[\s-]miles?|millas?\s+cuadradas?){_END}"),
    ("square feet", rf"(?:square[\s-](?:feet|foot)|sq\.?\s?ft|pies?\s+cuadrados?){_END}"),
    ("hectares", rf"(?:hectares?|hectareas?){_END}|公顷"),
    ("acres", rf"acres?{_END}"),
    ("mm", rf"(?:mm|millimet(?:re|er)s?|milimetros?){_LONG}|毫米"),
    ("cm", rf"(?:cm|centimet(?:re|er)s?|centimetros?){_LONG}|厘米"),
    ("km", rf"(?:kms?|kilomet(?:re|er)s?|kilometros?){_LONG}|公里|千米"),
    ("m", rf"(?:m|met(?:re|er)s?|metros?){_LONG}(?!\s+cuadrad)|米"),
    ("miles", rf"(?:miles?|millas?){_LONG}(?!\s+cuadrad)|英里"),
    ("feet", rf"(?:feet|foot|ft\.?){_LONG}|pies?(?=\s+de\s){_LONG}|英尺"),  # five pies are also eaten
    ("inches", rf"(?:inch(?:es)?|pulgadas?){_LONG}|英寸"),
    ("years", rf"(?:years?|yrs?|anos?){_END}|周?岁|年"),
    ("months", rf"(?:months?|mes|meses){_END}|个月"),
    ("weeks", rf"(?:weeks?|semanas?){_END}|周|星期"),
    ("days", rf"(?:days?|dias?){_END}|天|日"),
    ("hours", rf"(?:hours?|hrs?|horas?){_END}|个?小时"),
    ("minutes", rf"(?:minutes?|mins?|minutos?){_END}|分钟"),
    ("seconds", rf"(?:seconds|secs?|segundos?|(?<=-)second){_END}|秒"),  # "second" by itself is mostly an ordinal
    # In front of the watts: "megawatt hours".
    *(
        (f"{sign}Wh", rf"(?:{sign.lower()}wh|{long}[\s-]?(?:watt|vatio)s?[\s-]?(?:hours?|hora)s?){_END}|{zh}瓦时")
        for sign, long, zh in _MULTIPLES
    ),
    *((f"{sign}W", rf"(?:{sign.lower()}w|{long}(?:watt|vatio)s?){_END}|{zh}瓦(?!时)") for sign, long, zh in _MULTIPLES),
    ("watts", rf"(?:watts?|vatios?){_END}"),
    ("kV", rf"(?:kv|kilovolt(?:io)?s?){_END}|千伏"),
    ("volts", rf"volt(?:io)?s?{_END}|伏特"),
    ("dB", rf"(?:db|decibel(?:io)?s?|decibeles){_END}|分贝"),
    *((f"{sign}Hz", rf"(?:{sign.lower()}hz|{long}(?:hertz|hercio)s?){_END}|{zh}赫") for sign, long, zh in _MULTIPLES),
    ("Hz", rf"(?:hz|hertz|hercios?){_END}|赫兹"),
    ("°C", rf"(?:°\s?c|degrees?\s+(?:celsius|centigrade)|grados?\s+(?:celsius|centigrados?)){_END}|摄氏度"),
    ("ml", rf"(?:ml|millilit(?:re|er)s?|mililitros?){_END}|毫升"),
    ("litres", rf"(?:lit(?:re|er)s?|litros?){_END}|公升"),
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
METRES = {
    "mm": Decimal("0.001"),
    "cm": Decimal("0.01"),
    "inches": Decimal("0.0254"),
    "feet": Decimal("0.3048"),
    "m": Decimal(1),
    "km": Decimal(1000),
    "miles": Decimal("1609.344"),
}
SQUARE_METRES = {
    "square feet": Decimal("0.09290304"),
    "m²": Decimal(1),
    "acres": Decimal("4046.8564224"),
    "hectares": Decimal(10000),
    "km²": Decimal(1000000),
    "square miles": Decimal("2589988.110336"),
}
SECONDS = {
    "seconds": Decimal(1),
    "minutes": Decimal(60),
    "hours": Decimal(3600),
    "days": Decimal(86400),
    "weeks": Decimal(604800),
}
_THOUSANDS = [(sign, Decimal(1000) ** (place + 1)) for place, (sign, _, _) in enumerate(_MULTIPLES)]
WATTS = {"watts": Decimal(1)} | {f"{sign}W": times for sign, times in _THOUSANDS}
WATT_HOURS = {f"{sign}Wh": times for sign, times in _THOUSANDS}
HERTZ = {"Hz": Decimal(1)} | {f"{sign}Hz": times for sign, times in _THOUSANDS}
VOLTS = {"volts": Decimal(1), "kV": Decimal(1000)}
LITRES = {"ml": Decimal("0.001"), "litres": Decimal(1)}
_SCALES: tuple[Mapping[str, Decimal], ...] = (
    GRAMS, METRES, SQUARE_METRES, SECONDS, WATTS, WATT_HOURS, HERTZ, VOLTS, LITRES,
)  # fmt: skip
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
    return next((scale[unit] / scale[into] for scale in _SCALES if unit in scale and into in scale), None)
