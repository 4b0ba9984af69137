"""A suite with mistakes: every one is told by line and field before anything is asked."""

import json
from pathlib import Path

import pytest

from evals.schema import read_suite
from rag.errors import UsageError
from tests.evals.running import run_eval


def said_of(tmp_path: Path, *lines: str, longest: int = 2000) -> str:
    """What reading a suite of these lines complains of."""
    (tmp_path / "s.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_suite(tmp_path / "s.jsonl", longest)
    return str(refused.value)


GOOD = '{"id": "good", "question": "How long is the bridge?"}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a"}', "line 2, field 'question': Field required"),
        ("{", "line 2 is not JSON"),
        ('{"id": "a", "question": NaN}', "line 2, field 'question'"),
        ('{"id": "a", "question": "b?", "key_points": [{"txt": "b"}]}', "line 2, field 'key_points.0.text'"),
        ('{"id": "a", "question": "b?", "pair_id": "p", "turn": 2}', "'a' is turn 2 of 'p', whose earlier turns"),
        ("", "no question"),
        (
            '{"id": "a", "question": "And?", "history": ["How long?", " "]}',
            "line 2, field 'history.1': holds no letter",
        ),
        ('{"id": "a", "question": "b?", "must_refuse": true, "evidence": ["survey-2019-f01"]}', "field 'evidence'"),
        ('{"id": "a", "question": "b?", "key_points": ["48 m"]}', "field 'key_points.0': each is {"),
        ('{"id": "a", "question": "b?"}\n{"id": "a", "question": "c?"}', "'a' is used twice"),
    ],
)
def test_a_broken_suite_is_an_error_that_names_line_and_field(tmp_path: Path, line: str, said: str) -> None:
    assert said in said_of(tmp_path, "", line)


def test_a_question_that_is_too_long_to_ask_is_told_with_the_setting(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "question": "word " * 10})
    said = said_of(tmp_path, GOOD, line, longest=20)
    assert "line 1, field 'question': the question has 23 characters, 20 are allowed" in said
    assert "line 2, field 'question': the question has 49" in said and "ONRECORD_MAX_QUESTION" in said


def test_a_suite_with_a_question_that_cannot_be_asked_asks_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, tmp_path: Path
) -> None:
    (tmp_path / "s.jsonl").write_text(GOOD + '\n{"id": "b", "question": "???"}\n', encoding="utf-8")
    assert run_eval(monkeypatch, tiny, tmp_path / "s.jsonl", "--out", tmp_path / "out") == 2
    assert "line 2, field 'question'" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()


def test_the_mistakes_of_ten_lines_are_told_and_the_others_counted(tmp_path: Path) -> None:
    said = said_of(tmp_path, *(f'{{"id": "{n}"}}' for n in range(12)))
    assert [f"line {n}, field 'question'" in said for n in (1, 10, 11)] == [True, True, False]
    assert "and 2 more lines" in said


def test_a_suite_that_does_not_exist_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.jsonl does not exist"):
        read_suite(tmp_path / "missing.jsonl")
