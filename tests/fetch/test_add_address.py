"""A web address added to a case: the same guard, and a source that answers and links to where it came from."""

from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.errors import LoadError
from rag.fetch.run import fetch_one
from rag.ingest.add import add_sources
from rag.renew import renew
from rag.settings import load_settings
from tests.fetch.wild import PAGE, Wild


def quiet(*tick: object) -> None:
    pass


def test_a_page_becomes_a_source_with_its_address(wild: Wild, tmp_path: Path) -> None:
    wild.serve("/reports/survey", PAGE, Content_Type="text/html")
    wild.case(other={})
    settings = load_settings(case=wild.home, embedder="minilm")
    url = "http://docs.test/reports/survey"
    added = add_sources(
        settings, [url], {}, lambda address: fetch_one(wild.settings, address, tmp_path, quiet, wild.network)
    )
    assert added.skipped == ()
    assert added.lines[0].line.url == url
    renew(settings)
    parts = open_parts(settings)
    reply = answer("When was the Mill Bridge closed to lorries?", parts)
    assert reply.claims[0].citations[0].source_id == "survey"
    assert parts.index.sources["survey"].url == url


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://169.254.169.254/latest", "http://inside.test/x", "http://docs.test/away"]
)
def test_an_address_inside_is_refused_and_named(wild: Wild, tmp_path: Path, url: str) -> None:
    wild.names["inside.test"] = ["10.0.0.7"]
    wild.routes["/away"] = lambda handler: handler.reply(302, Location="http://10.0.0.7/")
    with pytest.raises(LoadError, match="was not added") as told:
        fetch_one(wild.settings, url, tmp_path / "new", quiet, wild.network)
    assert url in str(told.value)
    assert list((tmp_path / "new").iterdir()) == []


def test_what_is_no_document_is_refused(wild: Wild, tmp_path: Path) -> None:
    wild.serve("/picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 500)
    with pytest.raises(LoadError, match="was not added"):
        fetch_one(wild.settings, "http://docs.test/picture", tmp_path / "new", quiet, wild.network)
