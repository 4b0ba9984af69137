"""What the cell of a column counts, as its language writes numbers: 1.234,5 of Spanish, 1.86亿 of Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.rows.table import Column

_NUMBER = re.compile(r"[-−]?\d+(?:[,\s]\d{3}(?!\d))*(?:[.,]\d+)?")  # 1,234.5 and 11,2
_NUMBER_ES = re.compile(r"[-−–]?\d[\d.,]*")
_COMMA_ES = re.compile(r",\d{1,2}(?!\d)|,\d{4}|\.\d{3}[.,]")  # a comma before the decimals, or points between thousands
_POINT_ES = re.compile(r"\.\d{1,2}(?!\d)|\.\d{4}|,\d{3}[.,]")
_TIMES = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8}
_SCALE = re.compile(r"\s?(百万|千万|[千万萬亿億])")


def value_in(column: Column, row: int) -> float | None:
    """What the column counts in a row of its table; None where it gives no number."""
    code = column.codes[row]
    return _value(column.values[code], column.language, _decimal(column)) if code >= 0 else None


def _value(cell: str, language: str, decimal: str) -> float | None:
    match = (_NUMBER_ES if language == "es" else _NUMBER).search(cell)
    if match is None:
        return None
    if language == "es":
        bare = match[0].rstrip(".,").replace("." if decimal == "," else ",", "").replace(",", ".")
    else:
        bare = re.sub(r"[,\s](?=\d{3}(?!\d))", "", match[0]).replace(",", ".")
    try:
        value = float(bare.replace("−", "-").replace("–", "-"))
    except ValueError:  # a date or a version, with two points
        return None
    scale = _SCALE.match(cell, match.end()) if language == "zh" else None
    return value * _TIMES[scale[1]] if scale else value


@lru_cache(maxsize=1_000)
def _mark(values: tuple[str, ...]) -> str:
    if any(map(_COMMA_ES.search, values)):
        return ","
    return "." if any(map(_POINT_ES.search, values)) else ","


def _decimal(column: Column) -> str:
    """The mark before the decimals of a Spanish column: a comma, unless its cells tell otherwise."""
    return _mark(column.values) if column.language == "es" else "."
