"""A premise that calls a figure final which the sources call provisional, or the reverse; or another than their final one."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.verify.premises.beside import Beside
from rag.verify.premises.doubt import Doubt
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import bearing

_FINAL = re.compile(r"\b(?:final|definitive|confirmed|conclusive|settled)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:provisional(?:ly)?|preliminary|predicted|projected|estimate[sd]?|not (?:yet )?(?:final|adjusted|complete))\b",
    re.IGNORECASE,
)
# In a premise a label is one of its count: "the final toll", "was 9,300 provisional?", but not "300 sat the final exam".
_OF_A_COUNT = r"(?=(?:,? [\w-]+){0,2},? (?:counts?|figures?|numbers?|totals?|tolls?|tall(?:y|ies)|data|statistics?|estimates?|one)\b|\W*$| for \d)"
_CALLED_FINAL, _CALLED_OPEN = (re.compile(label.pattern + _OF_A_COUNT, re.IGNORECASE) for label in (_FINAL, _OPEN))
_NEAR = 0.15  # of its value: so far apart are two counts of one thing at most


def other_label(case: Beside) -> Doubt | None:
    """The label, where the unit that has its figure has the opposite one; else the figure, where the label goes with another."""
    text = case.premise.text
    final, still_open = _CALLED_FINAL.search(text), _CALLED_OPEN.search(text)
    counts = _counts(text)
    if len(counts) != 1 or bool(final) == bool(still_open):
        return None
    label, same, opposite = (final, _FINAL, _OPEN) if final else (still_open, _OPEN, _FINAL)
    units = [unit for unit in case.units if case.of_its_time(unit)]
    having = [unit for unit in units if any(_bears(stated, counts[0]) for stated in _counts(unit.text))]
    if label is None or any(same.search(unit.text) and not opposite.search(unit.text) for unit in having):
        return None
    for unit in having:
        if opposite.search(unit.text):
            return Doubt(label.group(), unit, True)
    for unit in units:
        rivals = [stated for stated in _counts(unit.text) if _is_near(stated, counts[0])]
        if rivals and same.search(unit.text) and not opposite.search(unit.text):
            return Doubt(counts[0].text, unit, True)
    return None


def _counts(text: str) -> list[Figure]:
    """The figures of ``text`` that count things, without what they count: a tally goes by many names."""
    return [replace(f, noun="") for f in figures(text) if f.kind == "quantity" and f.value >= 100]


def _bears(stated: Figure, wanted: Figure) -> bool:
    return stated.unit == wanted.unit and bearing(stated, wanted) is not None


def _is_near(stated: Figure, wanted: Figure) -> bool:
    return stated.unit == wanted.unit and abs(float(stated.value - wanted.value)) <= _NEAR * float(wanted.value)
