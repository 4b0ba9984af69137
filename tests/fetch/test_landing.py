"""The page about a document: its own file is fetched in its place, and where it is not plain which one, none is."""

import pytest

from rag.fetch.keep import Outcome, State
from tests.fetch.wild import PDF, TEXT, Handler, Wild, taken_nothing

TITLE = "Survey of the Mill Bridge"
OWN = '<a href="/files/mill-bridge-survey.pdf">Survey of the Mill Bridge (PDF)</a>'


def page(*links: str) -> bytes:
    return f"<!doctype html><html><head><title>{TITLE}</title></head><body><p>{TEXT}</p>{''.join(links)}</body></html>".encode()


def fetched(wild: Wild, *links: str) -> Outcome:
    wild.serve("/doc", page(*links), ETag='"page"')
    return wild.one(doc_type="pdf (report)", title=TITLE)


def test_the_page_s_own_document_is_fetched(wild: Wild) -> None:
    wild.serve("/files/mill-bridge-survey.pdf", PDF)
    outcome = fetched(wild, '<a href="/privacy.pdf">Privacy</a>', OWN)
    assert (outcome.state, outcome.file) == (State.FETCHED, "survey.pdf")
    assert outcome.reason == "linked on that page: http://docs.test/files/mill-bridge-survey.pdf"
    original = wild.lock()["survey"]
    assert (original.url, original.linked) == ("http://docs.test/doc", True)
    assert original.final_url == "http://docs.test/files/mill-bridge-survey.pdf"
    assert wild.files() == {"survey.pdf"}


def test_the_document_is_asked_whether_it_changed_and_not_the_page(wild: Wild) -> None:
    def document(handler: Handler) -> None:
        known = handler.headers.get("If-None-Match") == '"file"'
        handler.reply(304 if known else 200, b"" if known else PDF, ETag='"file"')

    wild.routes["/files/mill-bridge-survey.pdf"] = document
    fetched(wild, OWN)
    wild.requests.clear()
    assert fetched(wild, OWN).state is State.UNCHANGED
    assert wild.asked("/doc")[0].headers["If-None-Match"] is None
    assert wild.asked("/files/mill-bridge-survey.pdf")[0].headers["If-None-Match"] == '"file"'
    assert wild.files() == {"survey.pdf"}


@pytest.mark.parametrize(
    "links",
    [
        ('<a href="/a.pdf">Volume one</a>', '<a href="/b.pdf">Volume two</a>'),
        ('<a href="/terms.pdf">Terms of use</a>',),
        (OWN, '<a href="/files/mill-bridge-survey-es.pdf">Survey of the Mill Bridge, in Spanish</a>'),
    ],
)
def test_between_files_nothing_is_guessed(wild: Wild, links: tuple[str, ...]) -> None:
    for path in ("/a.pdf", "/b.pdf", "/terms.pdf", "/files/mill-bridge-survey.pdf", "/files/mill-bridge-survey-es.pdf"):
        wild.serve(path, PDF)
    outcome = fetched(wild, *links)
    assert outcome.state is State.REFUSED
    assert "a web page came" in outcome.reason
    assert taken_nothing(wild)
    assert [request.path for request in wild.requests if request.path.endswith(".pdf")] == []


@pytest.mark.parametrize(
    "address",
    [
        "http://other.test/mill-bridge-survey.pdf",
        "http://169.254.169.254/mill-bridge-survey.pdf",
        "file:///etc/mill-bridge-survey.pdf",
        "//other.test/mill-bridge-survey.pdf",
        "http://[half/mill-bridge-survey.pdf",
    ],
)
def test_a_link_to_elsewhere_is_not_followed(wild: Wild, address: str) -> None:
    outcome = fetched(wild, f'<a href="{address}">Survey of the Mill Bridge</a>')
    assert outcome.state is State.REFUSED
    assert outcome.reason == "a web page came where the manifest says PDF: put the file's own address there"
    assert taken_nothing(wild)


def test_a_linked_document_that_redirects_inside_is_refused(wild: Wild) -> None:
    wild.serve("/files/mill-bridge-survey.pdf", b"", 302, Location="http://169.254.169.254/secret.pdf")
    outcome = fetched(wild, OWN)
    assert outcome.state is State.REFUSED
    assert "169.254.169.254 is not a public address" in outcome.reason
    assert taken_nothing(wild)
