"""A folder of ``onrecord eval --out`` is of the code that answered: another code is another run, and a replay says so."""

from pathlib import Path

import pytest

from evals.run import header_of
from evals.saved import Run, fingerprint
from rag.assemble import Parts
from tests.evals.running import run_eval


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "suite.jsonl"
    file.write_text(
        '{"id": "a", "question": "How long is the Mill Bridge?"}\n{"id": "b", "question": "How wide is the Mill Bridge?"}\n',
        encoding="utf-8",
    )
    return file


def test_a_finished_folder_is_replayed_only_by_the_code_that_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    case, out = parts.settings.case or Path(), tmp_path / "out"
    assert run_eval(monkeypatch, case, suite, "--out", out) == 0
    assert "answered earlier" not in capsys.readouterr().err
    assert run_eval(monkeypatch, case, suite, "--out", out) == 0
    assert "2 of 2 answered earlier; nothing was asked" in capsys.readouterr().err
    lines = (out / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    (out / "rows.jsonl").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    assert run_eval(monkeypatch, case, suite, "--out", out) == 0
    assert "1 of 2 answered earlier; the others were asked" in capsys.readouterr().err
    monkeypatch.setattr("evals.run.digest_of_code", lambda: "other")
    assert run_eval(monkeypatch, case, suite, "--out", out) == 2
    assert "holds a run with another code. Give another --out" in " ".join(capsys.readouterr().err.split())


def test_two_codes_that_find_the_same_share_a_fingerprint(parts: Parts, suite: Path) -> None:
    header = header_of(suite, parts)
    other = header.model_copy(update={"code": "other"})
    assert fingerprint(Run(header=header, rows=())) == fingerprint(Run(header=other, rows=()))
