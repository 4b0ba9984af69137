"""Answers that are replayed: what a model would get is written, and what became of each labelled sentence is counted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.replies import Line, app, replay
from rag.assemble import Parts

ASKED = "How long is the Mill Bridge?"
ANSWER = (
    "The survey of 2019 measured 48 metres [1]. The survey of 2019 measured 84 metres [99]. "
    "None of the passages says what it cost [-]."
)
LABELS = ("honest", "wrong", "gap")


@pytest.fixture
def file(parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CASE", str(parts.settings.case))
    path = tmp_path / "lines.jsonl"
    sentences = [{"text": f"{t.strip('.')}.", "label": n} for t, n in zip(ANSWER.split(". "), LABELS, strict=True)]
    line = {"id": "a", "question": ASKED, "language": "en", "answer": ANSWER, "sentences": sentences}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_prompts_are_the_messages_that_a_model_gets_and_null_where_none_is_asked(file: Path, tmp_path: Path) -> None:
    told = {"id": "b", "question": "Who sang at the opening of the opera in Vienna?", "language": "en"}
    file.write_text(file.read_text(encoding="utf-8") + json.dumps(told) + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["ask", str(file), str(tmp_path / "out.jsonl")])
    first, second = (json.loads(one) for one in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert first.keys() == {"id", "question", "language", "prompt"}
    assert "48 metres" in first["prompt"]["user"] and "numbered passages" in first["prompt"]["system"]
    assert second == told | {"prompt": None} and "1 of them never reach a model" in done.stdout


def test_every_labelled_sentence_is_counted_once_by_what_became_of_it(file: Path, parts: Parts) -> None:
    line = Line.model_validate_json(file.read_text(encoding="utf-8"))
    told = replay(parts, [line], None)
    assert told["honest"] == {"supported": 1, "not confirmed": 0, "struck": 0, "other": 0}
    assert told["wrong"] == {"supported": 0, "not confirmed": 0, "struck": 1, "other": 0}
    assert told["gap"]["struck"] == told["gap"]["other"] == 0
    assert told["calls_an_answer"] == 2.0  # the answer, and better words for what is struck
    assert told["ms_a_sentence_p95"] >= told["ms_a_sentence_p50"] > 0


def test_a_second_judges_prompts_are_written_and_its_replies_count(file: Path, tmp_path: Path) -> None:
    prompts, judged = tmp_path / "prompts.jsonl", tmp_path / "judged.jsonl"
    plain = CliRunner().invoke(app, ["run", str(file), "--json", "--judge-prompts", str(prompts)])
    asked = json.loads(prompts.read_text(encoding="utf-8"))
    assert asked["id"] == "a" and "1: The survey of 2019 measured 48 metres" in asked["prompt"]["user"]
    judged.write_text(json.dumps({"id": "a", "reply": "1: BEYOND “of 2019”"}) + "\n", encoding="utf-8")
    lowered = CliRunner().invoke(app, ["run", str(file), "--json", "--judged", str(judged)])
    assert json.loads(plain.stdout)["honest"]["supported"] == 1
    assert json.loads(lowered.stdout)["honest"]["not confirmed"] == 1
    assert json.loads(plain.stdout)["calls_an_answer"] == 2.0 == json.loads(lowered.stdout)["calls_an_answer"] - 1
