"""Disks that are full, volumes that are only read, indexes that rot, bytes that are no text: one line each, and answers where there can be some."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rag.common.log import log_file, log_traceback
from rag.index.store import open_index
from rag.ingest.build import build
from rag.renew import renew_or_serve
from rag.settings import Settings, load_settings

ROOT = Path(__file__).parents[1]
PROGRESS = re.compile(r"[\w ]+: \d+ of \d+$")  # told from time to time by a slow command
ENDED = " was the code;"
EACH = f"""
import sys
from itertools import groupby
from ui.cli import main
for between, words in groupby(sys.argv[1:], "then".__eq__):
    if not between:
        sys.argv = ["onrecord", *words]
        try:
            main()
        except SystemExit as left:
            print(left.code, end={ENDED!r}, file=sys.stderr)
"""
posix = pytest.mark.skipif(os.name == "nt", reason="rights and /dev/full are POSIX")


def garbage(file: Path) -> None:
    file.write_bytes(b"garbage")


def gone(file: Path) -> None:
    file.unlink()


def torn(file: Path) -> None:
    """As after a disk that lost some of its pages: Chroma's Rust panics, which is no Exception."""
    data = bytearray(file.read_bytes())
    data[20_480:102_400] = random.Random(1).randbytes(81_920)
    file.write_bytes(data)


def other_words(file: Path) -> None:
    data = file.read_bytes()
    assert b"48 metres" in data
    file.write_bytes(data.replace(b"48 metres", b"84 metres"))


@pytest.mark.parametrize(
    ("victim", "harm"),
    [
        ("chroma/chroma.sqlite3", garbage),
        ("chroma/chroma.sqlite3", gone),
        ("passages.jsonl", other_words),
        ("chroma/chroma.sqlite3", torn),
        ("texts/*.txt", other_words),
        ("texts/*.txt", gone),
        ("claims.jsonl", garbage),
    ],
)
def test_ingest_finds_damage_and_mends_it(settings: Settings, victim: str, harm: Callable[[Path], None]) -> None:
    before = build(settings).snapshot
    files = sorted(before.build_dir(settings.data_dir).glob(victim))
    harm(next((file for file in files if b"48 metres" in file.read_bytes()), files[0]))
    mended = build(settings)
    assert mended.changed and mended.damaged and mended.snapshot.build != before.build
    again = build(settings)
    assert not again.changed and not again.damaged


@posix
def test_what_may_not_be_written_is_answered_from_as_it_is(tiny: Path, request: pytest.FixtureRequest) -> None:
    with TemporaryDirectory() as folder:  # pytest's own folders are closed to others than root
        Path(folder).chmod(0o755)
        home = Path(shutil.copytree(tiny, Path(folder) / "case"))
        settings = load_settings(case=home, embedder="minilm")
        snapshot = build(settings).snapshot
        (home / "corpus" / "manifest.jsonl").write_text(  # a change that cannot be taken up
            (home / "corpus" / "manifest.jsonl").read_text("utf-8").replace("Ashcombe", "Ashcombe-on-Lenn"), "utf-8"
        )
        for one in (home, *home.rglob("*")):
            one.chmod(0o555 if one.is_dir() else 0o444)
        request.getfixturevalue("as_nobody")
        assert "served as it is" in renew_or_serve(settings)
        index = open_index(settings.data_dir, snapshot)
        assert len(index.passages) == snapshot.passages
        assert index.collection is None and list(index.nearest(index.vectors[3].astype("float32"), 1)) == [3]
        os.seteuid(os.getuid())  # who may remove the folder


@posix
def test_full_disk_at_the_end_of_a_pipe_is_one_line(parts: object, tiny: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli", "--case", str(tiny), "ledger", "--json"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert (
        done.stderr == "onrecord: what was to be printed cannot be written (No space left on device: free the disk).\n"
    )


def _one_by_one(*commands: list[str | bytes]) -> list[tuple[int, str]]:
    """The exit code of each command and what it printed to standard error, all by one process: it takes seconds to load."""
    given = [word for command in commands for word in ("then", *command)]
    done = subprocess.run([sys.executable, "-c", EACH, *given], cwd=ROOT, capture_output=True, check=True)
    told = done.stderr.decode("utf-8").split(ENDED)
    return [(int(code), said) for said, code in (one.rsplit("\n", 1) for one in told[:-1])]


def test_bytes_that_are_no_text_are_one_line(tiny: Path) -> None:
    commands = [["ledger"], ["audit"], ["verify"], ["fetch"], ["diff", "x"], ["eval"]]
    for code, told in _one_by_one(*(["--case", str(tiny), *one, b"\xff\xfe"] for one in commands)):
        assert code in (1, 2) and told.count("\n") == 0, told
        assert "Traceback" not in told and "defect" not in told


def test_what_is_nested_too_deep_or_named_too_long_is_one_line(tiny: Path) -> None:
    deep = tiny / "deep.json"
    deep.write_text("[" * 100_000, encoding="utf-8")
    long = "x" * 5000
    commands = [["verify", str(deep)], ["check", "--answers", str(deep)], ["add", long], ["verify", long]]
    for code, said in _one_by_one(*(["--case", str(tiny), *one] for one in commands)):
        told = [line for line in said.splitlines() if line and not PROGRESS.match(line)]
        assert code in (1, 2, 3) and len(told) == 1 and len(told[0]) < 400, said
        assert "defect" not in told[0]


@posix
def test_a_log_on_a_full_disk_is_told_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    log_file().parent.mkdir(parents=True)
    log_file().symlink_to("/dev/full")
    assert not log_traceback(ValueError("x" * 100_000))
    assert capsys.readouterr() == ("", "")


def test_leftovers_of_killed_writers_are_cleared(settings: Settings) -> None:
    build(settings)
    answers = settings.data_dir / "answers"
    answers.mkdir()
    left = [settings.home / "corpus" / ".manifest.jsonl.0123abcd.part", answers / ".x.json.0123abcd.part"]
    for file in left:
        file.write_bytes(b"half")
        os.utime(file, (1, 1))
    new = answers / ".y.json.0123abcd.part"
    new.write_bytes(b"a server is writing this")
    build(settings)
    assert not any(file.exists() for file in left) and new.exists()
