"""An option of ``onrecord eval`` that means nothing is an error before any question is asked."""

import json
import sys
from pathlib import Path

import pytest

from tests.evals.running import run_eval


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "suite.jsonl"
    file.write_text(json.dumps({"id": "a", "question": "How long is the Mill Bridge?"}) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--fail-under", "recall@10=nan"], "'nan' is not a number"),
        (["--fail-under", "recall@10=0.9", "--fail-under", "recall@10=0.1"], "'recall@10' is given twice"),
        (["--seed", "-1"], "Invalid value for '--seed'"),
        (["--export", "ragas={folder}/none/below/x.jsonl"], "there is no folder"),
        (["--export", "ragas={folder}"], "is a folder. Give a file."),
        (["--export", "ragas={folder}/x", "--export", "trec={folder}/./x"], "into one file"),
    ],
)
def test_what_means_nothing_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tiny: Path,
    suite: Path,
    tmp_path: Path,
    options: list[str],
    told: str,
) -> None:
    monkeypatch.setattr("ui.commands.eval.run_suite", lambda *_, **__: pytest.fail("a question was asked"))
    monkeypatch.setenv("COLUMNS", "200")
    given = [one.replace("{folder}", str(tmp_path)) for one in options]
    assert run_eval(monkeypatch, tiny, suite, "--out", tmp_path / "out", *given) == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists() and not (tmp_path / "none").exists()


def test_a_brief_and_its_bibliography_never_share_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, tmp_path: Path
) -> None:
    from ui.cli import main

    one = tmp_path / "x.json"
    asked = ["summarize", "the bridge", "--out", str(one), "--bibliography", str(tmp_path / "sub" / ".." / "x.json")]
    monkeypatch.setattr(sys, "argv", ["onrecord", "--case", str(tiny), *asked])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2 and not one.exists()
    assert "--out and --bibliography are the same file" in " ".join(capsys.readouterr().err.split())
