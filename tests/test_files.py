"""A file is whole or not there, whatever breaks while it is written."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from rag.common.files import fill_whole, sweep_parts, write_whole


def test_old_file_stays_whole_when_writing_breaks_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    write_whole(path, "old")

    def breaks(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fill_whole(path, breaks)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["told.json"]


@pytest.mark.skipif(os.name == "nt", reason="folders are not flushed there")
def test_what_is_written_is_on_the_disk_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "told.json"
    write_whole(path, "old")
    done: list[tuple[str, int, int]] = []
    sync, move = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append(("flushed", os.fstat(handle).st_ino, os.fstat(handle).st_size))
        sync(handle)

    def moved(self: Path, target: Path) -> Path:
        done.append(("renamed", self.stat().st_ino, self.stat().st_size))
        return move(self, target)

    monkeypatch.setattr("rag.common.files.os.fsync", synced)
    monkeypatch.setattr(Path, "replace", moved)
    write_whole(path, "new and longer")
    file, folder = path.stat().st_ino, tmp_path.stat().st_ino
    assert done[:2] == [("flushed", file, 14), ("renamed", file, 14)]
    assert [one[:2] for one in done[2:]] == [("flushed", folder)]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_mode_of_an_earlier_file_stays_and_a_private_one_is_private(tmp_path: Path) -> None:
    path, secret = tmp_path / "a", tmp_path / "b"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "new")
    write_whole(secret, "new", private=True)
    assert [file.stat().st_mode & 0o777 for file in (path, secret)] == [0o640, 0o600]


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    names = (".told.json.0a1b2c3d.part", "told.json", "survey.part", ".other.json.0a1b2c3d.part")
    for name in names:
        (tmp_path / name).write_text("half")
    sweep_parts(tmp_path, "told.json")
    assert {file.name for file in tmp_path.iterdir()} == set(names[1:])
