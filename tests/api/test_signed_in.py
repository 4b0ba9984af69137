"""A sign-in ends on the server, whatever a browser, or whoever copied its cookie, does."""

import pytest
from starlette.testclient import TestClient

from tests.serving import OpenFrom
from ui.api.entry import LASTS_S

TOKEN = "a long enough secret for tests"
NOW = 1_800_000_000


@pytest.fixture
def shut(open_api: OpenFrom, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A server that asks for the token, at a time of ours."""
    at(monkeypatch, NOW)
    return open_api(token=TOKEN)


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr("time.time", lambda: seconds)


def session(shut: TestClient) -> str:
    """The cookie of one who signs in now, as it is sent back."""
    given = shut.post("/login", data={"token": TOKEN}).headers["set-cookie"].split(";")[0]
    shut.cookies.clear()
    return str(given)


def status(shut: TestClient, cookie: str) -> int:
    return shut.get("/api/sources", headers={"cookie": cookie}).status_code


@pytest.mark.parametrize(("later", "expected"), [(1, 200), (LASTS_S - 1, 200), (LASTS_S + 1, 401), (-60, 200)])
def test_a_cookie_lets_in_for_thirty_days_and_no_longer(
    shut: TestClient, monkeypatch: pytest.MonkeyPatch, later: int, expected: int
) -> None:
    cookie = session(shut)
    at(monkeypatch, NOW + later)
    assert status(shut, cookie) == expected


def test_a_cookie_cannot_be_made_younger(shut: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = session(shut)
    later = NOW + LASTS_S + 1
    at(monkeypatch, later)
    younger = cookie.replace(str(NOW), str(later))
    assert younger != cookie
    assert status(shut, younger) == 401


@pytest.mark.parametrize("value", ["", ".", "1.", "٣.x", f"{'9' * 400}.x", "-1.x", "1e9.x"])
def test_what_is_no_cookie_of_ours_lets_nobody_in(shut: TestClient, value: str) -> None:
    sent = f"onrecord_session={value}".encode()
    assert shut.get("/api/sources", headers={b"cookie": sent}).status_code == 401
