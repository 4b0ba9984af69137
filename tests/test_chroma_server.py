"""A collection at a Chroma server: a real one, started by the test with the command that comes with chromadb."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.errors import StoreError, UsageError
from rag.index.server import Server
from rag.ingest.build import build
from rag.settings import Settings, load_settings

CHROMA = shutil.which("chroma", path=str(Path(sys.executable).parent)) or shutil.which("chroma")
TOKEN = "a-token-that-nobody-sees"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not CHROMA:
        pytest.skip("chromadb comes without its server here")
    port = _free_port()
    folder = tmp_path_factory.mktemp("server")
    run = [CHROMA, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(run, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def served(tiny: Path, server: str) -> Settings:
    return load_settings(case=tiny, embedder="minilm", chroma=server, chroma_token=TOKEN)


def _collections(server: str) -> set[str]:
    return {one.name for one in chromadb.HttpClient(host=server).list_collections()}


def test_a_question_is_answered_from_the_server_as_from_here(served: Settings, tiny: Path, tmp_path: Path) -> None:
    build(served)
    here = load_settings(case=tiny, embedder="minilm", data=tmp_path / "here")
    build(here)
    question = "How long is the Mill Bridge?"
    there = answer(question, open_parts(served))
    assert there.text == answer(question, open_parts(here)).text
    assert not list(served.data_dir.rglob("chroma.sqlite3"))


def test_collections_go_with_their_builds(served: Settings, server: str) -> None:
    before = _collections(server)
    for _ in range(4):
        build(served, rebuild=True)
    assert len(_collections(server) - before) == 2  # of the live build and of the one before it


def test_a_build_that_fails_leaves_nothing_at_the_server(served: Settings, server: str) -> None:
    before = _collections(server)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "storing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(served, interrupt)
    assert _collections(server) == before


def test_an_index_made_elsewhere_says_what_to_do(served: Settings, tiny: Path) -> None:
    build(served)
    with pytest.raises(StoreError, match="ONRECORD_CHROMA"):
        open_parts(load_settings(case=tiny, embedder="minilm"))


def test_a_server_that_is_away_is_one_line_without_the_token(tiny: Path) -> None:
    away = load_settings(case=tiny, embedder="minilm", chroma=f"http://127.0.0.1:{_free_port()}", chroma_token=TOKEN)
    with pytest.raises(StoreError, match="Chroma at http") as told:
        build(away)
    assert TOKEN not in str(told.value) and "\n" not in str(told.value)
    assert TOKEN not in repr(Server(away.chroma, TOKEN)) + repr(away)


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "ftp://x", "http://", "https://me:secret@chroma.example"])
def test_an_address_that_is_none_or_holds_a_login_is_refused_unseen(address: str) -> None:
    with pytest.raises(UsageError, match="ONRECORD_CHROMA") as told:
        load_settings(chroma=address)
    assert "secret" not in str(told.value)


def test_a_folder_cannot_have_the_token_sent_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "onrecord.toml").write_text('chroma = "https://elsewhere.example"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_CHROMA_TOKEN", TOKEN)
    with pytest.raises(UsageError, match="would be sent there"):
        load_settings()
