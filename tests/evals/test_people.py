"""The cases of the public's questions are whole, and what they count is counted."""

from itertools import chain

import pytest

from evals.lines import Half, read_lines
from evals.measures import measure
from evals.people import CASES, FOLDER, LEARNT, OTHER_TONGUES, SHIPPED, suite_of, table
from evals.run import names_of, row_of
from evals.schema import Question
from evals.small_case import Told
from rag.ask import answer
from rag.assemble import Parts

INVENTED = sorted(c for c in {*LEARNT, *chain(*CASES.values())} if not c.startswith(SHIPPED))


def test_no_case_is_in_two_parts_and_none_is_left_out() -> None:
    parts = [*LEARNT, *CASES[Half.DEVELOPMENT], *CASES[Half.CHECK]]
    assert len(parts) == len(set(parts))
    assert {p.stem for p in FOLDER.glob("*.jsonl") if "." not in p.stem} == {*parts, *OTHER_TONGUES}


@pytest.mark.parametrize("case", INVENTED)
def test_what_answers_is_there_and_what_nothing_answers_has_none(case: str) -> None:
    sources = read_lines(FOLDER / f"{case}.sources.jsonl", Told)
    places = {source.name_of(n) for source in sources for n in range(len(source.facts))}
    for question in suite_of(case):
        assert set(question.evidence) <= places, question.id
        assert bool(question.evidence) is not question.must_refuse, question.id


@pytest.mark.parametrize("case", sorted({*LEARNT, *chain(*CASES.values())} - set(INVENTED)))
def test_what_answers_in_the_shipped_case_is_there(case: str, shipped: Parts) -> None:
    known = names_of(shipped.index.passages)
    for question in suite_of(case):
        assert set(question.evidence) <= known, question.id
        assert bool(question.evidence) is not question.must_refuse, question.id


def test_first_quotes_that_bear_are_counted_and_a_refusal_bears_none(parts: Parts) -> None:
    said = answer("How long is the Mill Bridge?", parts)
    first, second = (v.claim.citations[0].passage_id for v in said.verdicts[:2])
    counts = [
        measure(Question(id="q", question="?", evidence=(by,)), said, parts.index.source_text, parts.checking.verify)
        for by in (first, second, "elsewhere")
    ]
    assert [(c["first_quote"][0], c["first_three"][0]) for c in counts] == [(1, 1), (0, 1), (0, 0)]
    silent = answer("Who sang at the opening of the opera in Vienna?", parts)
    asked = Question(id="q", question="?", evidence=(first,))
    row = row_of(asked, silent, parts, 1.0)
    assert silent.refused
    assert row.parts["first_quote"] == (0, 1)
    assert "| all | 0.000 (1) | 0.000 (1) |" in table({"tiny": [row]})
