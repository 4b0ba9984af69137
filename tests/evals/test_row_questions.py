"""The tables of the evaluation are whole, and a row counts where it stands in the table."""

from __future__ import annotations

import csv
from dataclasses import replace

from evals.lines import Half
from evals.rows import Asked, Outcome, table, tabled
from rag.types import Answer

ANSWER = Answer("q", "answered", "")


def test_every_answer_is_the_cell_of_its_row_and_no_case_is_in_both_halves() -> None:
    seen: set[str] = set()
    for half in Half:
        for case in tabled(half):
            assert case.id not in seen
            seen.add(case.id)
            rows = list(csv.reader(case.table.csv.splitlines()))[1:]
            for asked in case.questions:
                assert (asked.answer is None) is (asked.row is None), asked.question
                if asked.row is not None:
                    assert asked.answer in [cell.strip() for cell in rows[asked.row - 1]], asked.question
                    assert asked.answer not in case.prose.text.split()


def test_rows_quoted_and_refusals_are_counted_apart() -> None:
    said, silent = Asked(question="?", answer="5", row=3), Asked(question="?", answer=None)
    results = [
        Outcome("a", said, ANSWER, 1), Outcome("a", said, ANSWER, 3), Outcome("a", said, replace(ANSWER, status="refused"), 0),
        Outcome("a", silent, ANSWER, 0), Outcome("a", silent, replace(ANSWER, status="refused"), 0),
    ]  # fmt: skip
    assert [one.wrong for one in results] == [False, False, True, True, False]
    counts = [line.rsplit("|", 2)[1].strip() for line in table(results).splitlines()[2:]]
    assert counts == ["3", "1", "2", "1", "2", "1"]
