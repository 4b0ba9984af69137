"""The pairs of questions are whole: what answers one of two is there."""

from __future__ import annotations

import pytest

from evals.known import SUFFIX, Kind, Twins, twins_of
from evals.lines import Half, read_lines
from evals.people import CASES, FOLDER, LEARNT, SHIPPED, Told
from evals.run import names_of
from rag.assemble import Parts

ALL = sorted(p.name.removesuffix(SUFFIX) for p in FOLDER.glob(f"*{SUFFIX}"))


def test_no_twins_are_of_a_case_whose_questions_are_kept_for_checking() -> None:
    assert ALL
    assert set(ALL) <= {SHIPPED, *LEARNT, *CASES[Half.DEVELOPMENT]}


def whole(pairs: list[Twins], known: set[str]) -> None:
    assert len({p.id for p in pairs}) == len(pairs)
    for pair in pairs:
        assert {*pair.evidence, *pair.near, *pair.twin.evidence, *pair.twin.near} <= known, pair.id
        assert bool(pair.evidence) is (pair.kind is Kind.FALSE_PREMISE), pair.id
        assert pair.twin.evidence, pair.id
        assert pair.question != pair.twin.question, pair.id


@pytest.mark.parametrize("case", [c for c in ALL if c != SHIPPED])
def test_what_answers_a_twin_is_there_and_what_has_no_answer_has_none(case: str) -> None:
    sources = read_lines(FOLDER / f"{case}.sources.jsonl", Told)
    whole(
        twins_of(case),
        {f"{s.id}:para {n}" if s.of_seed else f"{s.id}-f{n:02}" for s in sources for n in range(1, len(s.facts) + 1)},
    )


def test_what_answers_a_twin_in_the_shipped_case_is_there(shipped: Parts) -> None:
    whole(twins_of(SHIPPED), set(names_of(shipped.index.passages)))
