"""Many questions that are broken off: what was answered is kept, and the same command goes on."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import rag.ask
from rag.assemble import Parts
from rag.errors import ModelError
from rag.types import Answer
from ui.batch import Kept, run_batch

LENGTH, WIDTH, PAINTER = "How long is the Mill Bridge?", "How wide is the Mill Bridge?", "Who painted the Mill Bridge?"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(f"{json.dumps({'question': one})}\n" for one in (LENGTH, WIDTH, PAINTER)), encoding="utf-8")
    return file


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question that is really answered; "!" before one stops whoever asks it."""
    questions: list[str] = []
    real: Callable[..., Answer] = rag.ask.answer

    def answer(question: str, *others: Any) -> Answer:
        if f"!{question}" in questions:
            raise KeyboardInterrupt
        if f"?{question}" in questions:
            raise ModelError("the model is gone")
        questions.append(question)
        return real(question, *others)

    monkeypatch.setattr(rag.ask, "answer", answer)
    return questions


def _broken_off(parts: Parts, asked: Path, out: Path, heard: list[str], at: str) -> None:
    heard.append(f"!{at}")
    with pytest.raises(KeyboardInterrupt):
        run_batch(parts.settings, asked, out)
    heard.clear()


def _answers(out: Path) -> list[str]:
    return [json.loads(line)["answer"]["question"] for line in out.read_text(encoding="utf-8").splitlines()]


def test_run_that_was_broken_off_goes_on(parts: Parts, asked: Path, tmp_path: Path, heard: list[str]) -> None:
    out = tmp_path / "out.jsonl"
    _broken_off(parts, asked, out, heard, PAINTER)
    assert not out.exists()
    run_batch(parts.settings, asked, out)
    assert heard == [PAINTER]
    assert _answers(out) == [LENGTH, WIDTH, PAINTER]
    assert not list(tmp_path.glob("*.part"))


def test_line_that_was_torn_by_a_kill_is_asked_again(
    parts: Parts, asked: Path, tmp_path: Path, heard: list[str]
) -> None:
    out = tmp_path / "out.jsonl"
    _broken_off(parts, asked, out, heard, PAINTER)
    part = tmp_path / "out.jsonl.part"
    part.write_text(part.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    run_batch(parts.settings, asked, out)
    assert heard == [WIDTH, PAINTER]
    assert _answers(out) == [LENGTH, WIDTH, PAINTER]


def test_other_sources_are_another_run(parts: Parts, asked: Path, tmp_path: Path, heard: list[str]) -> None:
    out = tmp_path / "out.jsonl"
    _broken_off(parts, asked, out, heard, PAINTER)
    run_batch(parts.settings, asked, out, ids=["survey-2019"])
    assert heard == [LENGTH, WIDTH, PAINTER]


def test_a_defect_at_one_question_stops_no_other(
    parts: Parts, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Answer] = rag.ask.answer

    def answer(question: str, *others: Any) -> Answer:
        return {}[question] if question == WIDTH else real(question, *others)  # type: ignore[index]

    monkeypatch.setattr(rag.ask, "answer", answer)
    run_batch(parts.settings, asked, tmp_path / "out.jsonl")
    first, second, third = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert "answer" in first and "answer" in third and second["error"].startswith("a defect in On Record (KeyError")


def test_the_answers_of_a_batch_are_verified_each(
    parts: Parts, asked: Path, tmp_path: Path, heard: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.commands.verify import run_verify

    heard.append(f"?{PAINTER}")  # its line has an error and no answer
    run_batch(parts.settings, asked, tmp_path / "out.jsonl")
    capsys.readouterr()
    assert run_verify(parts.settings, tmp_path / "out.jsonl", True) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["1", "2"]


def test_run_that_ends_while_it_begins_again_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Kept(tmp_path / "out.jsonl", {})) as kept:
        kept.add('{"answer": 1}')

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", killed)  # where a file that is written anew is not yet on the disk
    with pytest.raises(KeyboardInterrupt):
        Kept(tmp_path / "out.jsonl", {})
    monkeypatch.undo()
    assert Kept(tmp_path / "out.jsonl", {}).before == ['{"answer": 1}']


def test_an_id_with_half_a_character_ends_no_batch(parts: Parts, tmp_path: Path) -> None:
    asked, out = tmp_path / "odd.jsonl", tmp_path / "out.jsonl"
    asked.write_text(
        '{"id": "a\\ud800", "question": "Who?"}\n{"id": "b", "question": "' + LENGTH + '"}\n', encoding="utf-8"
    )
    run_batch(parts.settings, asked, out)
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["a?", "b"]
