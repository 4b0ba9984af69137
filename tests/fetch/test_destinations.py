"""Nobody's redirect or name leads the client to a machine that is not public."""

from collections.abc import Sequence

import pytest

from rag.fetch.keep import State
from tests.fetch.wild import PAGE, PUBLIC, Handler, Wild, taken_nothing


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://127.0.0.1/admin", "127.0.0.1 is not a public address"),
        ("http://127.0.0.1:{port}/admin", "port"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        ("http://metadata.test/latest/", "metadata.test leads to 169.254.169.254, which is not a public address"),
        ("http://localhost.test/", "localhost.test leads to 127.0.0.1"),
        ("http://six.test/", "six.test leads to ::ffff:10.0.0.1"),
        ("http://[::1]/", "::1 is not a public address"),
        ("http://2130706433/", "hides where it leads"),
        ("http://0x7f.1/", "hides where it leads"),
        ("//127.0.0.1/", "127.0.0.1 is not a public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:pw@docs.test/", "user name or password"),
        ("http://docs.test:25/", "port 25"),
    ],
)
def test_a_redirect_to_a_private_place_is_refused(wild: Wild, location: str, says: str) -> None:
    wild.names |= {
        "metadata.test": ["169.254.169.254"],
        "localhost.test": ["127.0.0.1"],
        "six.test": ["::ffff:10.0.0.1"],
    }
    wild.serve("/doc", b"", 302, Location=location.format(port=wild.port))
    outcome = wild.one()
    assert outcome.state is State.REFUSED
    assert says in outcome.reason
    assert taken_nothing(wild)


def test_the_fifth_hop_is_guarded_like_the_first(wild: Wild) -> None:
    for n in range(4):
        wild.serve(f"/{n}", b"", 301, Location=f"/{n + 1}")
    wild.serve("/4", b"", 301, Location="http://10.0.0.1/")
    outcome = wild.one("http://docs.test/0")
    assert "10.0.0.1 is not a public address" in outcome.reason
    assert taken_nothing(wild)


def test_one_private_answer_among_public_ones_is_refused(wild: Wild) -> None:
    wild.names["docs.test"] = [PUBLIC, PUBLIC, PUBLIC, PUBLIC, "192.168.0.1"]
    outcome = wild.one()
    assert outcome.state is State.REFUSED
    assert "192.168.0.1" in outcome.reason
    assert wild.reached == []


def test_a_name_that_turns_private_is_never_followed(wild: Wild) -> None:
    """DNS rebinding: public for the first connection, private for every later one."""
    answers = [[PUBLIC]]
    wild.resolve = lambda host, port: answers.pop() if answers else ["127.0.0.1"]  # type: ignore[method-assign]

    def last(handler: Handler) -> None:
        handler.reply(200, PAGE, Connection="close")
        handler.close_connection = True

    wild.serve("/robots.txt", b"", 404, Connection="close")
    wild.routes["/doc"] = last
    outcome = wild.one()
    assert outcome.state is State.FAILED or outcome.state is State.REFUSED
    assert "127.0.0.1" in outcome.reason
    assert taken_nothing(wild)


def test_the_address_that_was_checked_is_the_one_connected_to(wild: Wild) -> None:
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return [PUBLIC] if len(looked_up) == 1 else ["10.0.0.1"]

    wild.resolve = resolve  # type: ignore[method-assign]
    wild.serve("/doc", PAGE)
    assert wild.one().state is State.FETCHED
    assert wild.reached == [f"{PUBLIC}:80"]  # one look-up, one connection, both requests
    assert looked_up == ["docs.test"]
    assert {request.headers["Host"] for request in wild.requests} == {"docs.test"}


@pytest.mark.parametrize(
    ("routes", "says"),
    [
        ({"/doc": "/doc"}, "in a circle"),
        ({"/doc": "/b", "/b": "/doc"}, "in a circle"),
        ({"/doc": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6"}, "more than 5 times"),
    ],
)
def test_redirects_end(wild: Wild, routes: dict[str, str], says: str) -> None:
    for path, target in routes.items():
        wild.serve(path, b"", 302, Location=target)
    outcome = wild.one()
    assert outcome.state is State.REFUSED
    assert says in outcome.reason
    assert len(wild.requests) <= 7  # robots.txt and six of them
    assert taken_nothing(wild)


def test_proxies_of_the_environment_are_not_asked(wild: Wild, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    wild.serve("/doc", PAGE)
    assert wild.one().state is State.FETCHED


def test_a_cookie_is_not_carried_to_another_original(wild: Wild) -> None:
    wild.serve("/a", PAGE, Set_Cookie="id=1; Path=/")
    wild.serve("/b", PAGE)
    wild.case(a={"url": "http://docs.test/a"}, b={"url": "http://docs.test/b"})
    wild.fetch()
    assert wild.asked("/b")[0].headers["Cookie"] is None
