"""Documents given to the browser: a case of their own, an error a file, nothing for strangers; a source alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rag.assemble import Parts, open_parts
from rag.newcase.folder import own_cases
from rag.settings import Settings
from ui.web.beside import matches, sources_page
from ui.web.guard import is_shut
from ui.web.own import Own, for_the_owner

QUIET = lambda stage, done, total: None  # noqa: E731 - a Tick


@pytest.fixture
def shipped(tmp_path: Path) -> Settings:
    """Settings of a case that documents cannot be added to."""
    return Settings(data=tmp_path / "data", embedder="minilm")


def given(folder: Path, name: str, data: bytes) -> str:
    file = folder / name
    file.write_bytes(data)
    return str(file)


def test_files_make_a_case_that_answers_and_one_that_cannot_be_read_costs_a_line(
    shipped: Settings, tmp_path: Path
) -> None:
    served: list[Settings] = []

    def serve(settings: Settings) -> str:
        served.append(settings)
        return "http://127.0.0.1:1/"

    files = [
        given(tmp_path, "ferry.md", b"# The ferry\n\nThe Lenn ferry carried 61,700 passengers in 2020."),
        given(tmp_path, "broken.pdf", b"no pdf"),
    ]
    own = Own(shipped, serve)
    told = own.read("My papers", files, None, "en", QUIET)
    assert "1 read" in told and 'href="http://127.0.0.1:1/"' in told
    assert "<bdi>broken.pdf" in told and str(tmp_path) not in told
    assert own_cases(shipped) == ("My papers",)
    assert not any(Path(file).exists() for file in files)
    texts = [passage.text for passage in open_parts(served[0]).index.passages]
    assert any("61,700" in text for text in texts)


@pytest.mark.parametrize("name", ["", "../out", "a/b", ".hidden"])
def test_a_name_that_is_none_makes_no_folder(shipped: Settings, tmp_path: Path, name: str) -> None:
    file = given(tmp_path, "a.txt", b"Words.")
    told = Own(shipped, lambda settings: "").read(name, [file], None, "en", QUIET)
    assert 'role="alert"' in told
    assert own_cases(shipped) == ()


def test_only_the_user_of_this_machine_is_served_the_page() -> None:
    assert for_the_owner(Settings())
    assert not for_the_owner(Settings(public=True))
    assert not for_the_owner(Settings(host="0.0.0.0", token="x" * 20))
    assert not for_the_owner(Settings(trusted_proxies=("10.0.0.1",)))


def test_files_are_given_to_that_page_alone() -> None:
    assert is_shut("/gradio_api/upload")
    assert not is_shut("/own/gradio_api/upload")
    assert is_shut("/own/gradio_api/file=/etc/passwd") and is_shut("/own/file=/etc/passwd")


def test_sources_are_found_by_words_in_any_order_and_asked_alone(parts: Parts) -> None:
    every = parts.index.sources.values()
    survey = parts.index.sources["survey-2019"]
    assert matches(survey, survey.title.upper()) and not matches(survey, "zebra")
    page = sources_page(every, survey.title)
    assert 'href="./?language=en&amp;only=survey-2019"' in page
    assert page.count("<li>") < len(every)


def test_a_file_that_was_not_uploaded_is_not_read(tmp_path: Path) -> None:
    """Without Gradio's own check any readable file with an allowed ending is copied to where uploads lie, and read."""
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from ui.web.own_page import mount_own

    class Reads(Own):
        def read(self, name: str, files: Sequence[str], *rest: Any) -> Any:
            seen.extend(files)
            return "read"

    seen: list[str] = []
    settings, app = Settings(data=tmp_path / "data", embedder="minilm"), FastAPI()
    mount_own(app, settings, Reads(settings, lambda settings: ""))
    secret = Path.home() / ".cache" / "onrecord-test-secret.txt"
    secret.parent.mkdir(exist_ok=True)
    secret.write_text("secret")
    with TestClient(app, "http://127.0.0.1") as client:
        config = client.get("/own/config").json()
        reads = next(one["id"] for one in config["dependencies"] if len(one["inputs"]) == 3)
        given = given_at(client, secret, reads), seen.copy()
        with (tmp_path / "a.txt").open("w+b") as own:
            own.write(b"mine")
            own.seek(0)
            (uploaded,) = client.post("/own/gradio_api/upload", files={"files": own}).json()
        mine = given_at(client, Path(uploaded), reads)
    secret.unlink()
    assert given == (False, []) and mine and [Path(one).name for one in seen] == ["a.txt"]


def given_at(client: Any, file: Path, fn_index: int) -> bool:
    """Whether the page takes a file by its path."""
    files = [{"path": str(file), "meta": {"_type": "gradio.FileData"}}]
    asked = {
        "data": ["x", files, None],
        "fn_index": fn_index,
        "session_hash": file.name,
        "event_data": None,
        "trigger_id": None,
    }
    assert client.post("/own/gradio_api/queue/join", json=asked).status_code == 200
    told = client.get(f"/own/gradio_api/queue/data?session_hash={file.name}").text
    return '"success": true' in told or '"success":true' in told
