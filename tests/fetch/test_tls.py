"""Encrypted servers: the address is pinned, the name is still what the certificate must show."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from rag.fetch.keep import State
from tests.fetch.wild import PAGE, PUBLIC, Wild, taken_nothing, wild_server

AUTHORITY = trustme.CA()


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Wild]:
    """The server behind TLS; it shows a certificate for docs.test, whoever asks."""
    seen: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("docs.test").configure_cert(context)
    context.sni_callback = lambda _socket, name, _context: seen.append(name)
    with wild_server(tmp_path, context) as wild:
        wild.certificates = trusting
        wild.looked_up = seen  # type: ignore[assignment]
        yield wild


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def test_the_certificate_is_checked_against_the_name_not_the_address(secure: Wild) -> None:
    secure.serve("/doc", PAGE)
    assert secure.one("https://docs.test/doc").state is State.FETCHED
    assert "docs.test" in secure.looked_up  # the name went out in the TLS greeting
    assert secure.reached == [f"{PUBLIC}:443"]
    assert {request.headers["Host"] for request in secure.requests} == {"docs.test"}


def test_a_certificate_of_another_name_is_refused(secure: Wild) -> None:
    secure.serve("/doc", PAGE)
    outcome = secure.one("https://other.test/doc")
    assert outcome.state is State.REFUSED
    assert "the certificate of other.test does not hold" in outcome.reason
    assert secure.requests == []
    assert taken_nothing(secure)


def test_an_unknown_authority_is_refused(secure: Wild) -> None:
    secure.certificates = ssl.create_default_context
    outcome = secure.one("https://docs.test/doc")
    assert outcome.state is State.REFUSED
    assert "does not hold" in outcome.reason
    assert taken_nothing(secure)


def test_a_redirect_from_https_to_http_is_refused(secure: Wild) -> None:
    secure.serve("/doc", b"", 302, Location="http://docs.test/plain")
    outcome = secure.one("https://docs.test/doc")
    assert outcome.state is State.REFUSED
    assert "from https to plain http" in outcome.reason
    assert taken_nothing(secure)
