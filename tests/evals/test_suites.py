"""The two suites that come in a pair: dev to choose settings by, fresh to check them on."""

from collections import Counter
from pathlib import Path

import pytest

from evals.schema import Question, read_suite

DATA = Path(__file__).parents[2] / "evals" / "data"
OTHERS = ("questions", "calibration", "blind")


def suite(name: str) -> tuple[Question, ...]:
    return read_suite(DATA / f"{name}.jsonl")


def asked(*names: str) -> Counter[str]:
    return Counter(" ".join(q.question.casefold().split()) for name in names for q in suite(name))


def test_no_question_of_dev_or_fresh_stands_in_another_suite() -> None:
    assert not asked("dev") & asked("fresh", *OTHERS)
    assert not asked("fresh") & asked(*OTHERS)


def test_dev_and_fresh_have_the_same_mix() -> None:
    def mix(name: str) -> Counter[tuple[str, str]]:
        return Counter((q.type, q.language) for q in suite(name))

    assert mix("dev") == mix("fresh")


@pytest.mark.parametrize("name", ["dev", "fresh"])
def test_a_label_asks_for_a_refusal_or_says_what_bears_every_point(name: str) -> None:
    for question in suite(name):
        silent = question.type in {"unanswerable", "out-of-scope"}
        assert question.must_refuse == silent == (not question.key_points), question.id
        assert question.must_correct_premise == (question.type == "false-premise"), question.id
        assert all(point.support for point in question.key_points), question.id
        sources = {one.partition(":")[0] if ":" in one else one.rpartition("-f")[0] for one in question.support}
        assert sources <= set(question.acceptable_sources), question.id


@pytest.mark.parametrize("name", ["dev", "fresh"])
def test_every_conversation_has_both_its_turns(name: str) -> None:
    turns = Counter(question.pair_id for question in suite(name) if question.pair_id)
    assert set(turns.values()) == {2}
    assert Counter(q.turn for q in suite(name) if q.pair_id) == {1: len(turns), 2: len(turns)}
