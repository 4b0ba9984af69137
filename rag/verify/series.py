"""Figures of one thing in two years, from which a rise or a fall can be read though no word tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.content import keys
from rag.tokens import is_cjk
from rag.verify.beside import MET, Beside, Unit
from rag.verify.numbers import Figure
from rag.verify.poles import FALLS, RISES
from rag.verify.statement import read

_BOUND = re.compile(r"\b(?:after|before|since|until|by) (?:\w+ )?(?:FY ?)?(?:19|20)\d\d", re.IGNORECASE)
_UP = re.compile(r"\b(?:longer|higher|larger|bigger|double[ds]?|triple[ds]?|more)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:shorter|lower|smaller|halve[ds]?|fewer|less)\b", re.IGNORECASE)


def other_way(case: Beside) -> Unit | None:
    """The unit with the later figure, when the premise says that it rose and the figures fell, or the other way round."""
    up, down = _says(case, RISES, _UP), _says(case, FALLS, _DOWN)
    asked = sorted({y for d in case.dates for y in (d.year, d.until[0] if d.until else None) if y})
    if up == down or not 1 <= len(asked) <= 2 or _BOUND.search(case.premise.text):
        return None
    last = asked[-1]
    first = asked[0] if len(asked) == 2 else last - 1
    told = [(unit, figure, year) for unit in case.units if case.share(unit) >= MET for figure, year in _dated(unit)]
    for unit, later, year in told:
        if year != last:
            continue
        earlier = [(u, f) for u, f, y in told if y == first and u.heading == unit.heading and _alike(f, later)]
        same = [f for u, f, y in told if y == last and u.heading == unit.heading and _alike(f, later)]
        worded = any(
            u.own & (RISES if up else FALLS) and last in u.own_years and case.share(u) >= case.share(unit) - 0.15
            for u in case.units
        )
        alone = len({f.value for _, f in earlier}) == 1 and len(same) == 1 and not worded
        if alone and earlier[0][1].value != later.value and (later.value > earlier[0][1].value) == down:
            return unit
    return None


def _says(case: Beside, pole: frozenset[str], more: re.Pattern[str]) -> bool:
    text = case.premise.text
    said = keys(text)
    return more.search(text) is not None or any(w in (text if is_cjk(w) else said) for w in pole)


def _dated(unit: Unit) -> Iterator[tuple[Figure, int]]:
    """The quantities of a unit that stand beside one year; the only year of a unit with one figure is its year."""
    statement = read(unit.text)
    for figure in unit.figures:
        when = statement.date_of(figure)
        if when is not None and when.year and not when.until:
            yield figure, when.year


def _alike(a: Figure, b: Figure) -> bool:
    return a.unit == b.unit and a.noun == b.noun and a.unit not in ("percent", "times")
