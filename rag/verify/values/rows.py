"""A row of a table read as prose has it, so that a value meets its unit and its year."""

from __future__ import annotations

import re

from rag.verify.values.columns import cells

_CELL = re.compile(r"([^=;]+?) = ([^;]+)")
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")


def in_reading_order(sentence: str) -> str:
    """A table's row ("pounds = 12; year = 2020") with each value before and after its column's name, as prose has it.

    A figure whose column says what it is in has its unit: "2022 (£000) = 500" is read as "2022 £500 thousand".
    """
    found = list(_CELL.finditer(sentence))
    if not found or not re.fullmatch(r"[^=;]+ = [^;]+(?:;[^;]+)*", sentence.strip()):
        return sentence
    measured = {cell.figure.start: cell for cell in cells(sentence)}
    out = []
    for match in found:
        column, value = match[1], match[2].strip()
        unit = " ".join(_IN_BRACKETS.findall(column))
        name = " ".join(_IN_BRACKETS.sub(" ", column).split())
        cell = next((measured[at] for at in range(match.start(2), match.end(2)) if at in measured), None)
        told = cell.told(sentence) if cell else value
        out.append(f"{name} {told}" if cell and cell.unit.unit else f"{name} {told} {unit or name}")
    rest = _CELL.sub(" ", sentence).strip(" ;")
    return "; ".join([*out, rest] if rest else out)
