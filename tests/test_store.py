"""The store."""

import json
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from evals.run import SUITE
from evals.schema import read_suite
from rag.assemble import Parts
from rag.errors import StoreError
from rag.index.store import create_collection, open_index, to_node
from rag.sources import Passage, Source, Span

ASKING = """
import json, sys
from pathlib import Path
from rag.assemble import open_parts
from rag.settings import load_settings

search = open_parts(load_settings(data=Path(sys.argv[1]), no_model=True)).search
ranked = [search.rank(question, 100) for question in sys.argv[2:]]
read = search.find(sys.argv[2], 20).hits
print(json.dumps([[(hit.passage.id, hit.score) for hit in hits] for hits in (*ranked, read)]))
"""


def test_two_processes_find_the_same_in_one_index(shipped: Parts) -> None:
    questions = [one.question for one in read_suite(SUITE)[::10]]
    asked = [sys.executable, "-c", ASKING, str(shipped.settings.data_dir), *questions]
    asking = [subprocess.Popen(asked, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE) for _ in range(2)]
    one, other = (json.loads(process.communicate()[0]) for process in asking)
    assert len(one) == len(questions) + 1 > 5 and all(len(hits) >= 20 for hits in one)
    assert one == other


def test_the_nearest_are_those_of_an_exact_search(shipped: Parts) -> None:
    index = shipped.index
    vectors = index.vectors.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for one in read_suite(SUITE)[::12]:
        vector = shipped.search.vector(one.question)
        cosines = vectors @ vector
        assert len(vectors) > 300 and set(index.nearest(vector, 100)) == set(np.argsort(-cosines)[:100].tolist())
        assert index._read_through(vector, 100, ()) == pytest.approx(index.nearest(vector, 100), abs=1e-5)


@pytest.mark.parametrize("count", [2, 331, 1001, 2503])
def test_every_vector_is_in_the_graph_on_disk(tmp_path: Path, count: int) -> None:
    vectors = np.random.default_rng(count).normal(size=(count, 4)).astype(np.float32)
    source = Source("s", "Title")
    nodes = (
        to_node(Passage(f"s:{n}", "s", "words", Span(n, n + 5), ""), source, n, vector)
        for n, vector in enumerate(vectors)
    )
    batches: list[int] = []
    create_collection(tmp_path, "every", nodes, count, batches.append)
    (header,) = tmp_path.glob("chroma/*/header.bin")
    assert struct.unpack_from("<i4Q", header.read_bytes())[3] == count  # what is not would be put in by chance
    assert sum(batches) == count and max(batches) <= 250


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
    create_collection(tmp_path, "first", nodes, len(nodes), lambda count: None)
    (header,) = tmp_path.glob("chroma/*/header.bin")
    _, _, most, held, size = struct.unpack_from("<i4Q", header.read_bytes())
    files = {header.with_name("data_level0.bin"): size, header.with_name("length.bin"): 4}
    for file, each in files.items():
        assert file.stat().st_size == most * each  # there is room, and what stood in the memory would be in it
        file.write_bytes(file.read_bytes()[: held * each] + b"\x07" * (most - held) * each)
    create_collection(tmp_path, "second", nodes, len(nodes), lambda count: None)
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
        create_collection(tmp_path, "onrecord-x", iter(()), 0, lambda count: None)
    if told:
        assert str(tmp_path) in str(raised.value) and "disk" in str(raised.value)
