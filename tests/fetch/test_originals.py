"""The lock of the originals: what it lists, what it refuses, and what is never used."""

import errno
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from rag.case.originals import Original, file_stem, originals_dir, read_lock, read_originals, write_lock
from rag.errors import StoreError

BODY = b"The original."
ORIGINAL = Original(
    source_id="survey-2019", url="https://example.org/s", final_url="https://example.org/s.txt", file="survey-2019.txt",
    sha256=hashlib.sha256(BODY).hexdigest(), media_type="text/plain", retrieved="2024-05-06T07:08:09Z", bytes=len(BODY),
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_lock(tmp_path, {"survey-2019": ORIGINAL})
    ORIGINAL.path(tmp_path).write_bytes(BODY)
    return tmp_path


def test_nothing_fetched_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == {}
    assert read_originals(tmp_path).sound == {}


def test_a_lock_is_read_back_as_it_was_written(data: Path) -> None:
    assert read_lock(data) == {"survey-2019": ORIGINAL}
    assert read_originals(data).sound == {"survey-2019": ORIGINAL}
    assert [file.name for file in originals_dir(data).iterdir() if file.suffix == ".part"] == []


def test_a_missing_file_is_reported_never_used(data: Path) -> None:
    ORIGINAL.path(data).unlink()
    found = read_originals(data)
    assert found.sound == {}
    assert "survey-2019 is missing" in found.problems[0]
    assert "onrecord fetch survey-2019" in found.problems[0]


def test_an_altered_file_is_reported_never_used(data: Path) -> None:
    ORIGINAL.path(data).write_bytes(BODY + b" And more.")
    found = read_originals(data)
    assert found.sound == {}
    assert "no longer what was fetched on 2024-05-06" in found.problems[0]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda text: text[: len(text) // 2], "is damaged at line"),
        (lambda text: "", "is damaged"),
        (lambda text: "[]", "is damaged"),
        (lambda text: text.replace('"version": 1', '"version": 7'), "has version 7"),
        (lambda text: text.replace(ORIGINAL.sha256, "abc"), "is damaged at 'originals.0.sha256'"),
        (lambda text: text.replace('"survey-2019.txt"', '"../../etc/passwd"'), "is damaged at 'originals.0.file'"),
        (lambda text: text.replace('"archived"', '"archive"'), "is damaged at 'originals.0.archive"),
        (lambda text: "[" * 100_000, "is damaged"),
    ],
)
def test_a_damaged_lock_names_the_next_step(data: Path, damage: object, says: str) -> None:
    path = originals_dir(data) / "sources.lock"
    path.write_text(damage(path.read_text()))  # type: ignore[operator]
    with pytest.raises(StoreError) as caught:
        read_lock(data)
    assert says in str(caught.value)
    assert "onrecord fetch" in str(caught.value)


def test_a_lock_that_cannot_be_written_keeps_the_old_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="cannot be written"):
        write_lock(data, {"survey-2019": replace(ORIGINAL, etag='"2"')})
    assert read_lock(data) == {"survey-2019": ORIGINAL}


def test_no_two_ids_share_a_file() -> None:
    ids = ["a", "A", "a.", "a-", "á", "x" * 80, "x" * 81, "x" * 90, "a.b", "a-b", "a_b"]
    stems = [file_stem(one).casefold() for one in ids]
    assert len(set(stems)) == len(ids)
    assert file_stem("survey-2019") == "survey-2019"
