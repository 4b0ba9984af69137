"""A row of a table read as prose has it, so that a value meets its unit and its year."""

from __future__ import annotations

import re

_CELL = re.compile(r"([^=;]+?) = ([^;]+)")
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")


def in_reading_order(sentence: str) -> str:
    """A table's row ("pounds = 12; year = 2020") with each value before and after its column's name, as prose has it."""
    cells = _CELL.findall(sentence)
    if not cells or not re.fullmatch(r"[^=;]+ = [^;]+(?:;[^;]+)*", sentence.strip()):
        return sentence
    out = []
    for column, value in cells:
        unit = " ".join(_IN_BRACKETS.findall(column))
        name = " ".join(_IN_BRACKETS.sub(" ", column).split())
        out.append(f"{name} {value.strip()} {unit or name}")
    rest = _CELL.sub(" ", sentence).strip(" ;")
    return "; ".join([*out, rest] if rest else out)
