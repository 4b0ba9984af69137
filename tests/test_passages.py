"""The passages of a build in their file: read one by one, as they were written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.errors import Damaged
from rag.index.passages import LINES, Passages, write_passages
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.index.stored import SEAL, differing, seal
from rag.sources import Kind, Passage, Span, Tier

TEXTS = ("Plain words.", "née 😀 “quoted”\r\nline", "e\u0301 in two parts", "\u2028 and \x85", "中文。")


def _snapshot(**counts: int) -> Snapshot:
    sources = tuple(
        SnapshotSource(
            id=i, title="", tier=Tier.PRIMARY, kind=Kind.DOCUMENT, sha256="", file="", file_sha256="", passages=n
        )
        for i, n in counts.items()
    )
    return Snapshot(
        id="x", key="x", created="", build="x", collection="x", embedder="x", dim=2, passages=sum(counts.values()),
        sources=sources,
    )  # fmt: skip


def _written(folder: Path) -> list[Passage]:
    made = [
        Passage(f"{s}:{n}", s, text, Span(3, 3 + len(text)), f"p. {n}", "read", "Costs > Works")
        for s, texts in (("a", TEXTS[:2]), ("b", TEXTS[2:]))
        for n, text in enumerate(texts)
    ]
    write_passages(folder, made)
    return made


def test_passages_of_awkward_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    made = _written(tmp_path)
    found = Passages(tmp_path, _snapshot(a=2, none=0, b=3))
    assert list(found) == made and found[-1] == made[-1] and found[1:3] == made[1:3]
    assert [found.source_of(row) for row in range(5)] == ["a", "a", "b", "b", "b"]
    assert (found.of_source("b"), found.of_source("none"), found.row_of["b:1"]) == (made[2:], [], 3)
    with pytest.raises(IndexError):
        found[5]


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    _written(tmp_path)
    (tmp_path / LINES).write_bytes((tmp_path / LINES).read_bytes()[:-1])
    with pytest.raises(ValueError, match="expected"):
        Passages(tmp_path, _snapshot(a=2, b=3))


def test_a_line_that_rots_under_a_reader_is_an_error(tmp_path: Path) -> None:
    _written(tmp_path)
    found = Passages(tmp_path, _snapshot(a=2, none=0, b=3))
    assert found[3]
    with (tmp_path / LINES).open("r+b") as file:
        file.truncate(20)
    with pytest.raises(Damaged, match="ingest"):
        found[3]


def test_a_file_that_changed_breaks_the_seal_and_what_chroma_writes_at_each_opening_does_not(tmp_path: Path) -> None:
    database = tmp_path / "chroma.sqlite3"
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("CREATE TABLE acquire_write (n)")
        opened.execute("CREATE TABLE kept (n)")
    (tmp_path / "one").write_text("x")
    sealed = seal(tmp_path)
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("INSERT INTO acquire_write VALUES (1)")
    assert differing(tmp_path, sealed) == []
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("INSERT INTO kept VALUES (1)")
    (tmp_path / "one").write_text("y")
    assert differing(tmp_path, sealed) == ["chroma.sqlite3", "one"]
    (tmp_path / SEAL).write_text("{}")
    assert differing(tmp_path, sealed) == [SEAL]
