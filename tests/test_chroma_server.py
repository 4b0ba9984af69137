"""A collection at a Chroma server: a real one, started by the test with the command that comes with chromadb; over TLS and as Chroma Cloud, too."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from functools import partial
from pathlib import Path

import chromadb
import numpy as np
import pytest
import trustme

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.errors import StoreError, UsageError
from rag.index.server import Server, server_of
from rag.index.snapshot import built_snapshot
from rag.index.store import create_collection, to_node
from rag.ingest.build import build
from rag.settings import CLOUD, Settings, load_settings
from rag.sources import Passage, Span
from tests.test_cli import run
from tests.tls_front import Front, tls_front

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


AUTHORITY = trustme.CA()
LENGTH = "How long is the Mill Bridge?"
HTML = "<!doctype html><html><body><h1>Welcome</h1></body></html>"


def _knows(headers: Message) -> bool:
    return headers["Authorization"] == f"Bearer {TOKEN}" and headers["X-Chroma-Token"] == TOKEN


def _knows_key(headers: Message) -> bool:
    return headers["X-Chroma-Token"] == TOKEN and "Authorization" not in headers


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our authority is the one that this machine trusts."""
    file = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.fixture
def front(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    """TLS before the server, and a token; the environment names both."""
    with tls_front(Front(server.removeprefix("http://"), _knows), AUTHORITY.issue_cert("localhost")) as front:
        monkeypatch.setenv("ONRECORD_CHROMA", f"https://localhost:{front.port}")
        monkeypatch.setenv("ONRECORD_CHROMA_TOKEN", TOKEN)
        monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
        yield front


def test_commands_work_over_tls_with_a_token(
    front: Front,
    trusted: None,
    server: str,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = _collections(server)
    assert run(monkeypatch, "--case", tiny, "ingest") == 0
    assert run(monkeypatch, "--case", tiny, "ask", LENGTH) == 0
    assert "48 metres long" in capsys.readouterr().out
    for _ in range(3):
        assert run(monkeypatch, "--case", tiny, "ingest", "--rebuild") == 0
    assert len(_collections(server) - before) == 2
    assert {"POST", "GET", "DELETE"} == {method for method, _ in front.asked}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, "", "401 Unauthorized"),
        (403, HTML, "403 Forbidden"),
        (502, HTML, "502 Bad Gateway"),
        (200, HTML, "no Chroma server"),
        (500, f"who is {TOKEN}", "500 Internal Server Error"),
        (400, f'{{"error": "InvalidArgumentError", "message": "who is {TOKEN}"}}', "who is …"),
    ],
)
def test_a_server_that_refuses_is_one_line_without_the_token(
    status: int,
    body: str,
    told: str,
    front: Front,
    trusted: None,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    front.lets_in, front.refuses = (lambda headers: False), (status, body)
    _one_line(told, tiny, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("authority", "name", "told"),
    [
        (trustme.CA(), "localhost", "unable to get local issuer certificate"),
        (AUTHORITY, "chroma.example", "not valid for 'localhost'"),
    ],
)
def test_a_certificate_that_does_not_hold_is_one_line(
    authority: trustme.CA,
    name: str,
    told: str,
    server: str,
    front: Front,
    trusted: None,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with tls_front(replace(front), authority.issue_cert(name)) as other:
        monkeypatch.setenv("ONRECORD_CHROMA", f"https://localhost:{other.port}")
        _one_line(told, tiny, monkeypatch, capsys)
        assert not other.asked


def test_an_authority_that_is_not_there_is_one_line(
    front: Front, tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tiny / "nowhere.pem"))
    _one_line("SSL_CERT_FILE", tiny, monkeypatch, capsys)


def _one_line(told: str, tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``ingest`` fails with one line that has ``told`` and no token, before anything is read."""
    assert run(monkeypatch, "--case", tiny, "ingest") == 1
    shown = capsys.readouterr()
    assert told in shown.err and len(shown.err.splitlines()) == 1 and not shown.out
    assert TOKEN not in shown.err and "Traceback" not in shown.err and "<html>" not in shown.err


TENANT = "ours"


@pytest.fixture
def cloud(server: str, front: Front, trusted: None, monkeypatch: pytest.MonkeyPatch) -> Front:
    """The same as Chroma Cloud shows itself to its client: the key tells whose it is, and requests are held to its quotas."""
    over_http = {"chroma_api_impl": "chromadb.api.fastapi.FastAPI", "chroma_server_http_port": 0}
    admin = chromadb.AdminClient(chromadb.Settings(chroma_server_host=server, **over_http))
    with suppress(chromadb.errors.ChromaError):  # made for the test before
        admin.create_tenant(TENANT)
        for name in ("archive", "drafts"):
            admin.create_database(name, TENANT)
    front.lets_in, front.quotas = _knows_key, True
    front.identity = {"user_id": "somebody", "tenant": TENANT, "databases": ["archive"]}
    there = partial(chromadb.CloudClient, cloud_host="localhost", cloud_port=front.port)
    monkeypatch.setattr(chromadb, "CloudClient", there)
    monkeypatch.setenv("ONRECORD_CHROMA", CLOUD)
    return front


def test_chroma_cloud_says_whose_the_key_is(cloud: Front, server: str, tiny: Path) -> None:
    settings = load_settings(case=tiny)
    build(settings)
    assert "48 metres long" in answer(LENGTH, open_parts(settings)).text
    names = chromadb.HttpClient(host=server, tenant=TENANT, database="archive").list_collections()
    assert built_snapshot(settings).collection in {one.name for one in names}


def test_a_database_of_chroma_cloud_is_named_where_a_key_opens_several(cloud: Front, server: str, tiny: Path) -> None:
    assert cloud.identity
    cloud.identity["databases"] = ["archive", "drafts"]
    with pytest.raises(StoreError, match="database"):
        build(load_settings(case=tiny))
    settings = load_settings(case=tiny, chroma_tenant=TENANT, chroma_database="drafts")
    build(settings)
    names = chromadb.HttpClient(host=server, tenant=TENANT, database="drafts").list_collections()
    assert built_snapshot(settings).collection in {one.name for one in names}


def test_a_wrong_key_or_none_is_one_line(
    cloud: Front, tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.lets_in = lambda headers: False
    _one_line("401 Unauthorized", tiny, monkeypatch, capsys)
    monkeypatch.delenv("ONRECORD_CHROMA_TOKEN")
    with pytest.raises(UsageError, match="ONRECORD_CHROMA_TOKEN"):
        build(load_settings(case=tiny))


def test_a_large_case_stays_below_the_quotas_of_chroma_cloud(cloud: Front, tmp_path: Path, parts: Parts) -> None:
    source = next(iter(parts.index.sources.values()))
    texts = ["桥" * 9_000, *(f"Passage {number}" for number in range(600))]
    nodes = (
        to_node(
            Passage(f"{source.id}:{row}", source.id, text, Span(0, len(text))),
            source,
            row,
            np.eye(4, dtype=np.float32)[row % 4],
        )
        for row, text in enumerate(texts)
    )
    create_collection(tmp_path, "large", nodes, len(texts), lambda count: None, server_of(load_settings()))
    assert sum(cloud.written) == len(texts) and max(cloud.written) <= 300
