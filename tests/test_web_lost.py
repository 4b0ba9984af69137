"""A browser is shown a page in its language where nothing is or a page could not be made; a program gets what it always got."""

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag.phrases import LANGUAGES
from ui.web.guard import Guard
from ui.words import word


@pytest.fixture
def client() -> TestClient:
    async def breaks(request: Any) -> None:
        raise ValueError("/home/keeper/secret")

    app = Starlette()
    app.add_route("/ledger", breaks)
    app.add_route("/api/ask", breaks)
    return TestClient(Guard(app), raise_server_exceptions=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status", "said"), [("/ledger", 500, "broken"), ("/a/b", 404, "lost")])
def test_a_browser_reads_what_happened_and_finds_the_way_to_the_chat(
    client: TestClient, language: str, path: str, status: int, said: str
) -> None:
    told = client.get(path, headers={"accept": "text/html", "accept-language": language})
    assert told.status_code == status and f'<html lang="{language}">' in told.text
    assert word(f"{said}_title", language) in told.text and word("lost_way", language) in told.text
    assert "secret" not in told.text


@pytest.mark.parametrize(
    ("path", "accept"), [("/ledger", "application/json"), ("/ledger", "*/*"), ("/api/ask", "text/html")]
)
def test_a_program_gets_no_page(client: TestClient, path: str, accept: str) -> None:
    told = client.get(path, headers={"accept": accept})
    assert told.status_code == 500 and "<html" not in told.text
