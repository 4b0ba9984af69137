"""The suites of premises and conflicts are whole, and their rates count what they say."""

from pathlib import Path

from evals.premises import DATA, FALSE, SETS, SOUND, SOURCES_THIRD, sources_of, table, wrong
from evals.saved import Row
from evals.schema import Question, read_suite
from evals.small_case import write_facts
from rag.case import read_case
from tests.evals.test_eval import row


def outcome(kind: str, false: bool, noted: bool, conflict: bool = False) -> Row:
    return row("q", 1).model_copy(
        update={
            "type": kind,
            "parts": {FALSE if false else SOUND: (float(noted), 1.0)},
            "answer": {"conflicts": [{}] if conflict else []},
        }
    )


def test_every_false_premise_has_a_sound_twin_of_its_kind_and_half() -> None:
    for name in (one.suites[0] for one in SETS):
        pairs: dict[str | None, list[Question]] = {}
        for question in read_suite(DATA / name):
            pairs.setdefault(question.pair_id, []).append(question)
        for pair in pairs.values():
            assert sorted(q.must_correct_premise for q in pair) == [False, True]
            assert len({(q.type, q.note, q.language) for q in pair}) == 1


def test_sources_of_other_fields_make_a_case(tmp_path: Path) -> None:
    write_facts(tmp_path / "case", sources_of(SETS[1]))
    assert len(read_case(tmp_path / "case").entries) == 22


def test_each_set_of_the_third_suites_has_both_halves_of_every_kind_of_question() -> None:
    for one in SETS[-2:]:
        for name in one.suites:
            assert {q.note for q in read_suite(DATA / name)} == {"development", "check"}
    assert len(SETS[-1].sources) == len(SOURCES_THIRD) == 1


def test_a_miss_and_a_false_alarm_are_counted_apart() -> None:
    found = [
        outcome("date", True, True),
        outcome("date", True, False),
        outcome("date", False, True),
        outcome("conflict", False, False),
    ]
    lines = table(found)
    assert lines[1].split() == ["date", "1/2", "0/2", "1/1", "0/1"]
    assert lines[-1] == "conflicts shown 0/1, where there is none 0/0"
    assert [wrong(one) for one in found] == [False, True, True, True]
