"""The store."""

import shutil
import struct
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from rag.assemble import Parts
from rag.errors import StoreError
from rag.index.store import create_collection, open_index, to_node
from rag.sources import Passage, Source, Span


def test_metadata_is_never_part_of_the_text_that_is_embedded_or_shown() -> None:
    node = to_node(Passage("p1", "s", "words", Span(4, 9), "p. 3"), Source("s", "Title"), 0)
    assert node.get_content(metadata_mode="all") == "words" or "p. 3" not in node.get_content(metadata_mode="embed")
    assert node.get_content(metadata_mode="embed") == "words"
    assert node.get_content(metadata_mode="llm") == "words"


def test_unknown_source_is_named(parts: Parts) -> None:
    with pytest.raises(StoreError, match="'nobody'"):
        parts.index.source_text("nobody")


def _leads_to(link: Path) -> str:
    """Where an open file stands; "" for one that was closed meanwhile."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_builds_that_were_opened_hold_neither_files_nor_threads(parts: Parts, tmp_path: Path) -> None:
    def held() -> tuple[int, int]:
        for _ in range(100):  # Chroma lets go of a file a moment after it was closed
            if not (
                inside := sum(_leads_to(link).startswith(str(tmp_path)) for link in Path("/proc/self/fd").iterdir())
            ):
                break
            time.sleep(0.05)
        threads = Path("/proc/self/task")
        return inside, len(list(threads.iterdir()))

    snapshot, data = parts.index.snapshot, parts.settings.data_dir
    counts = []
    for number in range(4):  # the first may start what stays for good
        new = snapshot.model_copy(update={"build": f"build-{number}"})
        shutil.copytree(snapshot.build_dir(data), new.build_dir(tmp_path))
        assert open_index(tmp_path, new).nearest(parts.index.vectors[0].astype("float32"), 1)
        shutil.rmtree(new.build_dir(tmp_path))
        counts.append(held())
    assert {files for files, _ in counts} == {0}
    assert counts[-1][1] <= counts[0][1]


def test_unused_room_in_the_files_of_vectors_is_blank(tmp_path: Path) -> None:
    vectors = np.eye(8, dtype=np.float32)
    nodes = [
        to_node(Passage(f"s:{n}", "s", "words", Span(n, n + 5), ""), Source("s", "Title"), n, vector)
        for n, vector in enumerate(vectors)
    ]
    create_collection(tmp_path, "first", nodes, lambda count: None)
    (header,) = tmp_path.glob("chroma/*/header.bin")
    _, _, most, held, size = struct.unpack_from("<i4Q", header.read_bytes())
    files = {header.with_name("data_level0.bin"): size, header.with_name("length.bin"): 4}
    for file, each in files.items():
        assert file.stat().st_size == most * each  # there is room, and what stood in the memory would be in it
        file.write_bytes(file.read_bytes()[: held * each] + b"\x07" * (most - held) * each)
    create_collection(tmp_path, "second", nodes, lambda count: None)
    for file, each in files.items():
        assert file.stat().st_size == most * each and not any(file.read_bytes()[held * each :])


@pytest.mark.parametrize(
    ("said", "told"),
    [("database or disk is full", True), ("attempt to write a readonly database", True), ("no such collection", False)],
)
def test_a_disk_that_takes_nothing_more_is_named_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: bool
) -> None:
    from chromadb.errors import InternalError

    def full(chroma_collection: object) -> None:
        raise InternalError(f"error returned from database: {said}")

    monkeypatch.setattr("llama_index.vector_stores.chroma.ChromaVectorStore", full)
    with pytest.raises(StoreError if told else InternalError) as raised:
        create_collection(tmp_path, "onrecord-x", iter(()), lambda count: None)
    if told:
        assert str(tmp_path) in str(raised.value) and "disk" in str(raised.value)
