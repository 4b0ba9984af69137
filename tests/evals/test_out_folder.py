"""The folder of ``onrecord eval --out``: what cannot be written is one line, and nothing of anybody is mixed up or torn."""

import errno
import os
from pathlib import Path

import pytest

from evals.out_folder import only_run
from evals.report import write_report
from evals.run import header_of
from evals.saved import Run, RunFolder, read_run
from rag.assemble import Parts
from rag.errors import UsageError
from tests.evals.running import run_eval
from tests.evals.test_eval import row


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "suite.jsonl"
    file.write_text('{"id": "a", "question": "How long is the Mill Bridge?"}\n', encoding="utf-8")
    return file


def refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, out: Path
) -> str:
    """What the command says when it is refused with exit code 2."""
    assert run_eval(monkeypatch, parts.settings.case or Path(), suite, "--out", out) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "defect" not in told
    return told


def test_a_file_as_the_folder_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is a file. Give a folder." in refused(monkeypatch, capsys, parts, suite, tmp_path / "file")
    assert "cannot be written" in refused(monkeypatch, capsys, parts, suite, tmp_path / "file" / "below")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_of_other_things_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "survey.txt").write_text("It is long.")
    assert "holds no run but other things (survey.txt)" in refused(
        monkeypatch, capsys, parts, suite, tmp_path / "texts"
    )
    assert [one.name for one in (tmp_path / "texts").iterdir()] == ["survey.txt"]


def test_an_empty_folder_and_that_of_an_earlier_run_are_taken(parts: Parts, suite: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with only_run(tmp_path / "out"):
        RunFolder(tmp_path / "out").begin(header_of(suite, parts))
    (tmp_path / "out" / "my-notes.txt").write_text("kept beside the run")
    with only_run(tmp_path / "out"):
        assert RunFolder(tmp_path / "out").begin(header_of(suite, parts)) == {}


def test_two_runs_at_once_never_write_into_one_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    with only_run(tmp_path / "out"):
        assert "another run is writing there" in refused(monkeypatch, capsys, parts, suite, tmp_path / "out")
    assert run_eval(monkeypatch, parts.settings.case or Path(), suite, "--out", tmp_path / "out") == 0


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_tears_no_report(
    monkeypatch: pytest.MonkeyPatch, parts: Parts, suite: Path, tmp_path: Path
) -> None:
    made = Run(header=header_of(suite, parts), rows=(row("a", 1),))
    write_report(tmp_path, made)
    before = (tmp_path / "report.json").read_bytes()
    monkeypatch.setattr("rag.common.files.os.fsync", full)
    with pytest.raises(UsageError, match=r"report\.html cannot be written \(No space left on device: free the disk\)"):
        write_report(tmp_path, made, seed=1)
    assert (tmp_path / "report.json").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_what_is_no_run_is_one_line(parts: Parts, suite: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"rows\.jsonl cannot be read as a run"):
        read_run(tmp_path)
