"""A polite client: robots.txt, pauses, Retry-After, and an honest name."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rag import __version__
from rag.fetch.keep import State
from rag.fetch.manners import retry_after
from tests.fetch.wild import PAGE, Handler, Wild, taken_nothing


@pytest.mark.parametrize(
    "rules",
    ["User-agent: *\nDisallow: /", "User-agent: onrecord\nDisallow: /doc", "User-agent: *\nDisallow: /*oc$"],
)
def test_what_robots_may_not_fetch_is_not_asked_for(wild: Wild, rules: str) -> None:
    wild.serve("/robots.txt", rules.encode())
    wild.serve("/doc", PAGE)
    outcome = wild.one()
    assert outcome.state is State.REFUSED
    assert "docs.test asks robots to leave this address alone" in outcome.reason
    assert wild.asked("/doc") == []
    assert taken_nothing(wild)


def test_a_redirect_does_not_lead_past_robots(wild: Wild) -> None:
    wild.names["other.test"] = wild.names["docs.test"]
    wild.serve("/doc", b"", 302, Location="/hidden")
    wild.serve("/robots.txt", b"User-agent: *\nDisallow: /hidden")
    assert wild.one().state is State.REFUSED
    assert wild.asked("/hidden") == []


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_missing_robots_txt_allows(wild: Wild, status: int) -> None:
    wild.serve("/robots.txt", b"User-agent: *\nDisallow: /", status)
    wild.serve("/doc", PAGE)
    assert wild.one().state is State.FETCHED


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_unreachable_robots_txt_forbids(wild: Wild, status: int) -> None:
    wild.options = {"fetch_total_s": 60}
    wild.serve("/robots.txt", b"", status)
    wild.serve("/doc", PAGE)
    outcome = wild.one()
    assert outcome.state is State.FAILED
    assert f"robots.txt of docs.test cannot be read, so nothing is fetched there (HTTP {status})" in outcome.reason
    assert wild.asked("/doc") == []
    assert len(wild.asked("/robots.txt")) == 3
    assert taken_nothing(wild)


def test_robots_txt_is_asked_for_once_a_server(wild: Wild) -> None:
    wild.serve("/a", PAGE)
    wild.serve("/b", PAGE)
    wild.case(a={"url": "http://docs.test/a"}, b={"url": "http://docs.test/b"}, c={"url": "http://other.test/b"})
    assert wild.fetch().complete
    assert len(wild.asked("/robots.txt")) == 2


def test_robots_txt_does_not_lead_to_a_private_place(wild: Wild) -> None:
    wild.serve("/robots.txt", b"", 301, Location="http://169.254.169.254/")
    outcome = wild.one()
    assert (outcome.state, "169.254.169.254 is not a public address" in outcome.reason) == (State.REFUSED, True)
    assert taken_nothing(wild)


def test_there_is_a_pause_between_two_requests_to_a_server(wild: Wild) -> None:
    wild.options = {"fetch_delay_s": 2, "fetch_total_s": 60}
    wild.serve("/a", PAGE)
    wild.case(a={"url": "http://docs.test/a"}, b={"url": "http://docs.test/a"})
    wild.fetch()
    assert len(wild.requests) == 3  # robots.txt, a, b
    assert [round(pause) for pause in wild.clock.slept] == [2, 2]


def test_the_pause_that_robots_txt_asks_for_is_kept_within_a_cap(wild: Wild) -> None:
    wild.options = {"fetch_total_s": 6000}
    wild.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 7")
    wild.serve("/a", PAGE)
    wild.case(a={"url": "http://docs.test/a"}, b={"url": "http://docs.test/a"})
    wild.fetch()
    assert [round(pause) for pause in wild.clock.slept] == [7, 7]
    wild.clock.slept.clear()
    wild.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 86400")
    wild.fetch()
    assert [round(pause) for pause in wild.clock.slept] == [60, 60]


def first_then(wild: Wild, status: int, times: int, **headers: str) -> None:
    """The first ``times`` answers have this status, then the page comes."""

    def answer(handler: Handler) -> None:
        if len(wild.asked("/doc")) <= times:
            handler.reply(status, b"", **headers)
        else:
            handler.reply(200, PAGE)

    wild.routes["/doc"] = answer
    wild.options = {"fetch_total_s": 600}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(wild: Wild, status: int) -> None:
    first_then(wild, status, 2)
    assert wild.one().state is State.FETCHED
    assert len(wild.asked("/doc")) == 3
    first, second = wild.clock.slept
    assert 0.75 <= first <= 1.25
    assert 1.5 <= second <= 2.5


def test_it_waits_as_long_as_the_server_asks(wild: Wild) -> None:
    first_then(wild, 429, 1, Retry_After="17")
    assert wild.one().state is State.FETCHED
    assert [round(pause) for pause in wild.clock.slept] == [17]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_lasting_failure_is_not_tried_again(wild: Wild, status: int) -> None:
    first_then(wild, status, 99)
    assert f"HTTP {status}" in wild.one().reason
    assert len(wild.asked("/doc")) == 1
    assert taken_nothing(wild)


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    assert retry_after("120") == 120
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after(later) == pytest.approx(90, abs=2)
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    far_off = ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:00 +9999999999999999999")
    for odd in ("", "soon", "-5", "1e9", "²", *far_off):
        assert retry_after(odd) is None


def test_servers_see_who_asks(wild: Wild) -> None:
    wild.options = {"fetch_contact": "mailto:desk@example.org"}
    wild.serve("/doc", PAGE)
    wild.one()
    agents = {request.headers["User-Agent"] for request in wild.requests}
    assert agents == {f"onrecord/{__version__} (+mailto:desk@example.org)"}


def test_a_slow_original_does_not_hold_up_the_others(wild: Wild) -> None:
    wild.options = {"fetch_timeout_s": 0.2, "fetch_total_s": 0.5}
    wild.routes["/slow"] = lambda handler: time.sleep(1)
    wild.serve("/doc", PAGE)
    wild.case(a={"url": "http://docs.test/slow"}, b={"url": "http://other.test/doc"})
    report = wild.fetch()
    assert [one.state for one in report.outcomes] == [State.FAILED, State.FETCHED]
    assert not report.complete
    assert set(wild.lock()) == {"b"}
