"""The rows of two years that a question sets against each other: "Did income rise between 2019/20 and 2023/24?"."""

from __future__ import annotations

from dataclasses import replace

from rag.rows.match import MET, by_cells
from rag.rows.most import asks_reason, column_and_rows
from rag.rows.phrasing import phrasing
from rag.rows.table import Table
from rag.rows.words import words_in


def of_two_years(question: str, table: Table) -> tuple[int, ...]:
    """The rows of the two years (or months, quarters, years across two) that ``question`` names, where it is surely of one column of this table and each
    has one row; else ()."""
    words = words_in(question, table)
    periods = [word for word in words if word.period]
    said = phrasing(table.language)
    reason = said.reason.search(question)
    how = (
        reason is not None
        and reason[0].casefold().strip().startswith("how ")
        and any(said.change.fullmatch(w.text) for w in words)
    )
    if len(periods) != 2 or asks_reason(question, table) or (reason and not how):
        return ()
    others = [replace(word, noun=not said.change.fullmatch(word.text)) for word in words if not word.period]
    found = column_and_rows(others, table)
    if found is None or len(found[0]) > 1:
        return ()
    rows = [[n for n in found[1] if by_cells(period, table)[n] >= MET] for period in periods]
    if any(len(one) != 1 for one in rows) or rows[0] == rows[1]:
        return ()
    return tuple(sorted(row for one in rows for row in one))
