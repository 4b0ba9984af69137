import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.assemble import Parts
from rag.errors import StoreError, UsageError
from rag.index.snapshot import Snapshot
from tests.serving import LENGTH, QUOTE, SILENT, OpenFrom
from ui.api.saved import ID, Saved


def saved(api: TestClient, question: str = LENGTH) -> dict[str, str]:
    answer = api.post("/api/ask", json={"question": question})
    response = api.post("/api/answers", content=answer.content, headers={"content-type": "application/json"})
    assert response.status_code == 201, response.text
    return response.json()


@pytest.fixture
def copied(parts: Parts, tmp_path: Path) -> Path:
    """A data folder that a test may change."""
    return Path(shutil.copytree(parts.settings.data_dir, tmp_path / "copy", ignore=shutil.ignore_patterns("answers")))


def test_link_shows_the_answer_with_its_evidence_and_how_it_stands(api: TestClient) -> None:
    links = saved(api)
    assert ID.fullmatch(links["id"])
    page = api.get(links["page"])
    assert page.status_code == 200 and QUOTE in page.text and "Checked again just now" in page.text
    assert f"<mark>{QUOTE}</mark>" in page.text
    assert "noindex" in page.headers["x-robots-tag"] and 'name="robots" content="noindex' in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]


def test_saved_json_is_the_answer_as_given_and_can_be_checked(api: TestClient) -> None:
    given = api.post("/api/ask", json={"question": LENGTH}).json()
    made = api.post("/api/answers", json=given).json()
    assert api.get(made["json"]).json() == given
    assert api.post(
        "/api/verify", content=api.get(made["json"]).content, headers={"content-type": "application/json"}
    ).json()["holds"]


def test_only_the_embedded_page_may_be_framed(api: TestClient) -> None:
    links = saved(api)
    embedded = api.get(links["embed"])
    assert QUOTE in embedded.text
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "x-frame-options" not in embedded.headers
    for other in (links["page"], links["json"], "/healthz", "/api/sources"):
        headers = api.get(other).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"] and headers["x-frame-options"] == "DENY"


def test_embedded_refusal_shows_its_nearest_passages_and_no_control_that_does_nothing(api: TestClient) -> None:
    links = saved(api, SILENT)
    whole, embedded = api.get(links["page"]).text, api.get(links["embed"]).text
    assert whole.count('class="or-near"') == embedded.count('class="or-near"') > 0
    assert "<button" in whole and "<button" not in embedded


def test_a_refusal_can_be_saved_too(api: TestClient) -> None:
    page = api.get(saved(api, SILENT)["page"]).text
    assert "The sources do not say" in page and "A refusal has no sentences to check" in page


@pytest.mark.parametrize(
    "name",
    [
        "A" * 22,
        "short",
        "A" * 21 + ".",
        "..%2f..%2fsnapshot",
        "..%2fsnapshot.json",
        "%2e%2e%2fsnapshot",
        "A" * 22 + "/x",
        "",
        "A" * 22 + "%00",
        "A" * 5000,
    ],
)
@pytest.mark.parametrize("page", ["/a/", "/embed/"])
def test_unknown_ids_all_get_the_same_page_that_tells_nothing(api: TestClient, page: str, name: str) -> None:
    saved(api)
    for suffix in ("", ".json"):
        response = api.get(page + name + suffix)
        assert response.status_code == 404 and response.text.strip() == "not found"


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "es-MX"}


@pytest.mark.parametrize(("path", "root"), [("/a/" + "A" * 22, "../"), ("/docs", "./"), ("/nowhere/at/all", "../../")])
def test_a_browser_is_led_to_the_chat_from_where_nothing_is(api: TestClient, path: str, root: str) -> None:
    shown = api.get(path, headers=BROWSER)
    assert shown.status_code == 404 and shown.headers["content-type"].startswith("text/html")
    assert "Aquí no hay nada" in shown.text and f'<a href="{root}">' in shown.text
    assert "unsafe" not in shown.headers["content-security-policy"]
    assert "text/html" not in api.get(path).headers["content-type"]


def test_a_link_leads_on_to_the_chat_and_the_article_and_its_widget_does_not(api: TestClient) -> None:
    links = saved(api)
    page = api.get(links["page"]).text
    assert '<a href="../">Ask your own question</a>' in page and '<a href="../article?language=en">' in page
    assert "or-saved-bar" not in api.get(links["embed"]).text


def test_only_answers_of_this_server_can_be_saved(api: TestClient, parts: Parts) -> None:
    given = api.post("/api/ask", json={"question": SILENT}).json()
    note = given["notes"][0]["text"]
    forged = json.loads(json.dumps(given, ensure_ascii=False).replace(note, "x" * len(note)))
    response = api.post("/api/answers", json=forged)
    assert response.status_code == 422 and response.json()["error"]["code"] == "not_ours"


def test_hostile_words_of_question_and_source_stay_text(parts: Parts, tmp_path: Path, api: TestClient) -> None:
    from rag.ask import answer
    from ui.api.page import embedded_page, saved_page

    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    reply = replace(answer(LENGTH, parts), question=hostile, asked_as=hostile)
    sources = {
        i: replace(s, title=hostile, publisher=hostile, url="javascript:alert(1)")
        for i, s in parts.index.sources.items()
    }
    store = Saved(tmp_path, 5)
    kept = store.read(store.save(reply, sources))
    assert kept is not None
    for page in (saved_page(kept, parts.settings), embedded_page(kept, parts.settings)):
        assert "<script>alert" not in page and "<img" not in page and "javascript:" not in page
        assert "&lt;script&gt;" in page


def test_page_says_when_a_source_has_changed_since(open_api: OpenFrom, copied: Path) -> None:
    api = open_api(data=copied)
    links = saved(api)
    other = "The Mill Bridge is 47 metres long and 6.2 metres wide."
    _change_source(copied, "survey-2019", QUOTE, other)
    page = api.get(links["page"]).text
    assert "This source has changed since" in page and "or-standing-differs" in page
    assert "was supported, now bad reference" in page
    assert "The stored text is another today" in page


def test_page_says_when_a_source_is_gone_and_claims_nothing_when_the_index_is(open_api: OpenFrom, copied: Path) -> None:
    api = open_api(data=copied)
    links = saved(api)
    snapshot = json.loads((copied / "snapshot.json").read_text())
    snapshot["sources"] = [s for s in snapshot["sources"] if s["id"] != "survey-2019"]
    _write(copied, snapshot)
    assert "This source is no longer here" in api.get(links["page"]).text
    shutil.rmtree(copied / "snapshots")
    (copied / "snapshot.json").write_text("{")
    page = api.get(links["page"])
    assert page.status_code == 200 and "could not be checked again" in page.text and QUOTE in page.text


def test_store_is_capped_in_number_and_size_and_a_damaged_file_is_nothing(parts: Parts, tmp_path: Path) -> None:
    from rag.ask import answer

    reply, sources = answer(LENGTH, parts), parts.index.sources
    store = Saved(tmp_path / "answers", 1)
    made = store.save(reply, sources)
    with pytest.raises(StoreError, match="1 answers are saved already"):
        store.save(reply, sources)
    with pytest.raises(UsageError, match="bytes"):
        Saved(tmp_path / "other", 9).save(replace(reply, text="x" * 600_000), sources)
    path = tmp_path / "answers" / f"{made}.json"
    path.write_bytes(path.read_bytes()[:-9])
    assert store.read(made) is None
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_no_name_leads_out_of_the_folder(parts: Parts, tmp_path: Path) -> None:
    from rag.ask import answer

    store = Saved(tmp_path / "answers", 5)
    made = store.save(answer(LENGTH, parts), parts.index.sources)
    shutil.copy(tmp_path / "answers" / f"{made}.json", tmp_path / "outside.json")
    assert store.read(made) is not None
    for name in ("../outside", f"../answers/{made}", str(tmp_path / "outside"), f"{made}\n", f"./{made}"):
        assert store.read(name) is None


def test_a_full_store_is_said_without_its_path(open_api: OpenFrom, copied: Path) -> None:
    api = open_api(data=copied, saved_answers=0)
    answer = api.post("/api/ask", json={"question": LENGTH})
    response = api.post("/api/answers", json=answer.json())
    assert (
        response.status_code == 503 and response.json()["error"]["code"] == "full" and str(copied) not in response.text
    )


def _change_source(data: Path, source_id: str, old: str, new: str) -> None:
    """As a new build would: another stored text under another hash."""
    from rag.index.stored import write_text

    path = data / "snapshot.json"
    snapshot: dict[str, Any] = json.loads(path.read_text())
    build = data / "builds" / snapshot["build"]
    for source in snapshot["sources"]:
        if source["id"] == source_id:
            text = (build / "texts" / f"{source['sha256']}.txt").read_text()
            source["sha256"] = write_text(build, text.replace(old, new))
    _write(data, snapshot | {"id": "another"})


def _write(data: Path, snapshot: dict[str, Any]) -> None:
    whole = Snapshot.model_validate(snapshot)
    (data / "snapshot.json").write_text(whole.sealed(whole.seal).model_dump_json())


def test_what_a_killed_save_left_is_cleared_at_the_start(tmp_path: Path) -> None:
    old, young = (tmp_path / f".answer.json.{name}.part" for name in ("0a1b2c3d", "4e5f6a7b"))
    for left in (old, young):
        left.write_text("half")
    os.utime(old, (1, 1))
    Saved(tmp_path, 10)
    assert not old.exists() and young.exists()  # another server may be writing that one
