"""Briefs in the browser: a form, the brief, its files; hostile topics stay text."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.assemble import Parts
from rag.live import Live
from tests.serving import LOCAL, with_settings
from ui.web.brief_mount import mount_brief


@pytest.fixture(scope="module")
def client(parts: Parts) -> TestClient:
    from ui.api.mount import mount_api, new_app

    app = new_app()
    mount_brief(app, mount_api(app, Live(parts)))
    return TestClient(app, base_url=LOCAL)


def behind_the_gate(parts: Parts, **changed: Any) -> TestClient:
    """A client of the pages with the guards of the server, under the settings given."""
    from ui.api.mount import add_gate, mount_api, new_app

    served = with_settings(parts, **changed)
    app = new_app()
    desk = mount_api(app, Live(served))
    mount_brief(app, desk)
    add_gate(app, served, desk)
    return TestClient(app, base_url=LOCAL, client=("127.0.0.1", 1))


def test_a_topic_gives_a_brief_with_files_to_take_away(client: TestClient) -> None:
    page = client.get("/brief", params={"topic": "the Mill Bridge, 2019-2021"})
    assert page.status_code == 200
    assert '<article class="brief"' in page.text
    assert "48 metres long" in page.text
    assert 'href="./brief/file?format=docx&amp;topic=the+Mill+Bridge%2C+2019-2021' in page.text


@pytest.mark.parametrize("language", ["es", "zh"])
def test_headings_follow_the_language_asked_for(client: TestClient, language: str) -> None:
    page = client.get("/brief", params={"topic": "the Mill Bridge", "language": language})
    assert {"es": "Informe: ", "zh": "简报："}[language] in page.text


def test_without_a_topic_there_is_the_form_alone(client: TestClient) -> None:
    page = client.get("/brief")
    assert page.status_code == 200
    assert "<form" in page.text
    assert '<article class="brief"' not in page.text


@pytest.mark.parametrize("topic", ['"><img src=x onerror=y>', "$x$ ![a](http://b)"])
def test_a_hostile_topic_stays_text(client: TestClient, topic: str) -> None:
    page = client.get("/brief", params={"topic": topic}).text
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in page.split("<form")[1].split("</form>")[0]


def test_a_topic_that_is_too_long_is_one_line(client: TestClient) -> None:
    page = client.get("/brief", params={"topic": "bridge " * 2000})
    assert page.status_code == 422
    assert 'role="alert"' in page.text


TOPIC = {"topic": "the Mill Bridge"}
FILE = TOPIC | {"format": "md"}


def test_a_full_line_is_told_as_such_and_when_to_come_back(parts: Parts) -> None:
    client = behind_the_gate(parts, answers_at_once=1, waiting=0)
    client.app.state.service.answering.line.running = 1  # type: ignore[attr-defined]
    for path, asked in (("/brief", TOPIC), ("/brief/file", FILE)):
        page = client.get(path, params=asked)
        assert page.status_code == 503 and page.headers["retry-after"] == "5"
        assert 'role="alert"' in page.text and "waiting already" in page.text


def test_a_brief_counts_as_two_questions_and_its_form_as_none(parts: Parts) -> None:
    client = behind_the_gate(parts, rate_per_minute=10)  # five at once
    assert [client.get("/brief", params={"topic": " "}).status_code for _ in range(9)] == [200] * 9
    assert client.get("/brief", params=TOPIC).status_code == 200
    assert client.get("/brief/file", params=FILE).status_code == 200
    for method, path in (("GET", "/brief"), ("HEAD", "/brief"), ("GET", "/brief/file")):
        limited = client.request(method, path, params=FILE)
        assert limited.status_code == 429 and int(limited.headers["retry-after"]) >= 1
    assert client.get("/brief").status_code == 200


@pytest.mark.parametrize(
    ("site", "asked", "status"),
    [
        ("cross-site", TOPIC, 403),
        ("same-site", TOPIC, 403),
        ("same-origin", TOPIC, 200),
        ("none", TOPIC, 200),  # typed, or a bookmark
        ("cross-site", {}, 200),  # the form alone
    ],
)
def test_a_page_of_another_site_cannot_have_a_brief_made(
    parts: Parts, site: str, asked: dict[str, str], status: int
) -> None:
    client = behind_the_gate(parts)
    assert client.get("/brief", params=asked, headers={"sec-fetch-site": site}).status_code == status
    if status == 403:
        assert client.get("/brief/file", params=FILE, headers={"sec-fetch-site": site}).status_code == status


@pytest.mark.parametrize("name", ["html", "md", "json", "docx"])
def test_each_file_is_a_download(client: TestClient, name: str) -> None:
    file = client.get("/brief/file", params={"topic": "the Mill Bridge", "format": name})
    assert file.status_code == 200
    assert file.headers["content-disposition"] == f'attachment; filename="brief.{name}"'
    assert len(file.content) > 500
