"""Whether a percentage tells a change or a share: the two are never set against each other."""

from __future__ import annotations

import re

from rag.text import words
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement
from rag.verify.words.opposites import SENSE

_CHANGES = frozenset(form for form, (name, _) in SENSE.items() if name == "rise")
_MORE_THAN = re.compile(
    r"\s*(?:points? )?(?:higher|lower|more|less|fewer|above|below|up|down|growth|increase|decrease|drop|rise|fall)\b",
    re.I,
)
_SHARE_OF = re.compile(r"\s*(?:of|de|del)\b|\s*的", re.IGNORECASE)


def part_told(statement: Statement, figure: Figure) -> str:
    """Of a percentage: "change" after a word of rise or fall, "share" before "of"; "" of anything else."""
    if figure.unit != "percent":
        return ""
    if _SHARE_OF.match(statement.text[figure.span.end :]):
        return "share"
    before = [w.text for w in words(statement.text[: figure.span.start])][-3:]
    moved = any(w in _CHANGES for w in before) or (before and before[-1] in ("up", "down"))
    return "change" if moved or _MORE_THAN.match(statement.text[figure.span.end :]) else ""
