"""Units of a figures table in the reader's language; the brief itself keeps the names by which figures are compared."""

from __future__ import annotations

import re

from ui.in_language import Words, in_language

_UNITS: dict[str, Words] = {
    "percent": ("percent", "%", "%"),
    "percentage points": ("percentage points", "puntos porcentuales", "百分点"),
    "USD": ("USD", "USD", "美元"),
    "EUR": ("EUR", "EUR", "欧元"),
    "GBP": ("GBP", "GBP", "英镑"),
    "CNY": ("CNY", "CNY", "元"),
    "kg": ("kg", "kg", "公斤"),
    "lb": ("lb", "libras", "磅"),
    "mg": ("mg", "mg", "毫克"),
    "µg": ("µg", "µg", "微克"),
    "g": ("g", "g", "克"),
    "oz": ("oz", "onzas", "盎司"),
    "tonnes": ("tonnes", "toneladas", "吨"),
    "tons": ("tons", "toneladas cortas", "短吨"),
    "m²": ("m²", "m²", "平方米"),
    "km²": ("km²", "km²", "平方公里"),
    "square miles": ("square miles", "millas cuadradas", "平方英里"),
    "square feet": ("square feet", "pies cuadrados", "平方英尺"),
    "hectares": ("hectares", "hectáreas", "公顷"),
    "acres": ("acres", "acres", "英亩"),
    "mm": ("mm", "mm", "毫米"),
    "cm": ("cm", "cm", "厘米"),
    "km": ("km", "km", "公里"),
    "m": ("m", "m", "米"),
    "miles": ("miles", "millas", "英里"),
    "feet": ("feet", "pies", "英尺"),
    "inches": ("inches", "pulgadas", "英寸"),
}
_KNOWN = re.compile("|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)))


def unit_words(unit: str, language: str) -> str:
    """``unit`` as the table shows it: "percent" as "%" in Spanish and Chinese; the quote's own noun ("averías") as it is."""
    known = _KNOWN.match(unit)
    if known is None or (rest := unit[known.end() :])[:1].isalnum():
        return unit
    return in_language(_UNITS, known[0], language) + rest
