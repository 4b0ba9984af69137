"""The suites of premises and conflicts are whole, and their rates count what they say."""

from pathlib import Path

from evals.premises import FALSE, SETS, SOUND, asked_in, sources_of, table, wrong
from evals.saved import Row
from evals.schema import Question
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
    for suites in SETS.values():
        pairs: dict[str | None, list[Question]] = {}
        for question in asked_in(suites[:1]):
            pairs.setdefault(question.pair_id, []).append(question)
        for pair in pairs.values():
            assert sorted(q.must_correct_premise for q in pair) == [False, True]
            assert len({(q.type, q.note, q.language) for q in pair}) == 1


def test_sources_of_other_fields_make_a_case(tmp_path: Path) -> None:
    write_facts(tmp_path / "case", sources_of(SETS["other fields"]))
    assert len(read_case(tmp_path / "case").entries) == 22


def test_each_set_of_the_third_suites_has_both_halves_of_every_kind_of_question() -> None:
    for name in ("premises_third", "premises_third_elsewhere", "conflicts_third"):
        assert {q.note for q in asked_in([name])} == {"development", "check"}


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
