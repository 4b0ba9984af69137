"""The tables of the evaluation are whole, and each row is named by its place."""

from __future__ import annotations

import csv

from evals.lines import Half
from evals.rows import Asked, asked_of, tabled


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


def test_a_row_is_named_by_its_place_below_the_head_and_what_no_row_answers_is_to_be_refused() -> None:
    case = tabled(Half.DEVELOPMENT)[0].model_copy(
        update={"questions": (Asked(question="How many?", answer="5", row=3), Asked(question="Why?", answer=None))}
    )
    first, second = asked_of(case)
    assert (first.evidence, first.must_refuse) == (("table:row 4",), False)
    assert (second.evidence, second.must_refuse) == ((), True)
