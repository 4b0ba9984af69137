"""The figure of a row's narrower column told as that of the plain one: 15.2 is the "Benchmark return (%)", and the "Return (%)" is 16.9."""

from __future__ import annotations

from rag.same_word import same_word
from rag.text import content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.columns import Cell, cells
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing, clash
from rag.verify.values.statement import Statement


def check_columns(claim: Statement, said: Statement) -> list[Finding]:
    """A finding for the first figure of ``claim`` that stands in columns whose names the claim does not have in full, where it has
    in full the name of a column that gives another figure of that unit."""
    row = cells(said.text)
    if not row:
        return []
    words = {w.text for w in content_words(claim.text, claim.language)}
    for figure in claim.figures:
        own = [c for c in row if (there := _in(c, said)) and bearing(there, figure)]
        if not own or any(_named(c, said, words) for c in own):
            continue
        for cell in row:
            there = _in(cell, said)
            if there and there.unit == figure.unit and clash(there, figure) and _named(cell, said, words):
                return [Finding(Status.NOT_CONFIRMED, f"the claim says “{figure.text}” where the source says “{there.text}”")]
    return []


def _in(cell: Cell, row: Statement) -> Figure | None:
    """The figure of a cell."""
    return next((f for f in row.figures if cell.figure.start <= f.span.start < cell.figure.end), None)


def _named(cell: Cell, row: Statement, words: set[str]) -> bool:
    """True when the claim has every word of the column's name outside brackets, and the name has one."""
    name = content_words(cell.named(row.text), row.language)
    return bool(name) and all(any(same_word(w.text, other) for other in words) for w in name)
