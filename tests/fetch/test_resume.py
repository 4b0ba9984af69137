"""A transfer that breaks off is taken up where it stopped, and only if it is still the same body."""

from __future__ import annotations

import re

import pytest

from rag.fetch.outcome import State
from tests.fetch.wild import PAGE, PDF, Handler, Wild

BODY = PDF * 1
CUT = 3000


def cut_after(wild: Wild, body: bytes = BODY, at: int = CUT, **headers: str) -> None:
    """The address breaks off after ``at`` bytes, always."""

    def answer(handler: Handler) -> None:
        told = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in headers.items()).encode()
        handler.raw(b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\n\r\n" % (told, len(body)) + body[:at])

    wild.routes["/doc"] = answer


def ranges(wild: Wild, body: bytes = BODY, etag: str = '"1"', shift: int = 0, whole: str = "") -> None:
    """The address serves ranges of ``body`` to those who hold a part of it."""

    def answer(handler: Handler) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        if not asked or handler.headers.get("If-Range") != etag:
            handler.reply(200, body, ETag=etag)
        elif int(asked[1]) >= len(body):
            handler.reply(416, b"", Content_Range=f"bytes */{len(body)}")
        else:
            start = int(asked[1]) + shift
            handler.reply(
                206, body[start:], ETag=etag, Content_Range=f"bytes {start}-{len(body) - 1}/{whole or len(body)}"
            )

    wild.routes["/doc"] = answer


def stored(wild: Wild) -> bytes:
    return (wild.folder / wild.lock()["survey"].file).read_bytes()


def test_a_cut_transfer_is_kept_and_taken_up_by_the_next_run(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    outcome = wild.one()
    assert outcome.state is State.FAILED
    assert "broke off" in outcome.reason
    assert wild.files() == {"survey.part", "survey.part.json"}
    assert wild.lock() == {}

    ranges(wild)
    wild.requests.clear()
    assert wild.one().state is State.FETCHED
    assert wild.asked("/doc")[0].headers["Range"] == f"bytes={CUT}-"
    assert wild.asked("/doc")[0].headers["If-Range"] == '"1"'
    assert stored(wild) == BODY
    assert wild.files() == {"survey.pdf"}


def test_a_date_serves_where_there_is_no_etag(wild: Wild) -> None:
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    cut_after(wild, Last_Modified=date)
    wild.one()
    ranges(wild, etag=date)
    assert wild.one().state is State.FETCHED
    assert stored(wild) == BODY


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}, {"ETag": '"1"', "Accept_Ranges": "none"}])
def test_a_part_that_cannot_be_known_again_is_dropped(wild: Wild, headers: dict[str, str]) -> None:
    cut_after(wild, **headers)
    assert wild.one().state is State.FAILED
    assert wild.files() == set()


def test_a_server_that_ignores_ranges_sends_all_and_all_is_taken(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    wild.serve("/doc", BODY, ETag='"1"')
    assert wild.one().state is State.FETCHED
    assert stored(wild) == BODY


def test_a_body_that_changed_meanwhile_is_fetched_whole(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    other = PDF.replace(b"obj", b"OBJ")
    ranges(wild, body=other, etag='"2"')
    assert wild.one().state is State.FETCHED
    assert stored(wild) == other


@pytest.mark.parametrize(("shift", "whole"), [(-1, ""), (7, ""), (-1, "*"), (7, "*")])
def test_a_range_from_another_place_is_not_glued_on(wild: Wild, shift: int, whole: str) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    ranges(wild, shift=shift, whole=whole)
    wild.options = {"fetch_total_s": 30}  # slept time counts
    assert wild.one().state is State.FETCHED  # the next try starts again
    assert stored(wild) == BODY


def test_a_body_shorter_than_the_part_starts_again(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    short = PDF[:100] + b"%%EOF"
    ranges(wild, body=short)
    wild.options = {"fetch_total_s": 30}
    assert wild.one().state is State.FETCHED
    assert stored(wild) == short


def test_a_part_of_another_address_is_not_used(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    wild.serve("/moved", PAGE)
    assert wild.one("http://docs.test/moved").state is State.FETCHED
    assert wild.asked("/moved")[0].headers["Range"] is None


@pytest.mark.parametrize("note", [b"", b"[]", b'{"url": 1}', b"\xff"])
def test_a_damaged_note_starts_again(wild: Wild, note: bytes) -> None:
    cut_after(wild, ETag='"1"')
    wild.one()
    (wild.folder / "survey.part.json").write_bytes(note)
    ranges(wild)
    wild.requests.clear()
    assert wild.one().state is State.FETCHED
    assert wild.asked("/doc")[0].headers["Range"] is None


def test_it_is_taken_up_within_one_run_too(wild: Wild) -> None:
    cut_after(wild, ETag='"1"')
    first = wild.routes["/doc"]

    def answer(handler: Handler) -> None:
        ranges(wild)
        first(handler)

    wild.routes["/doc"] = answer
    wild.options = {"fetch_total_s": 30}
    assert wild.one().state is State.FETCHED
    assert [request.headers["Range"] for request in wild.asked("/doc")] == [None, f"bytes={CUT}-"]
    assert stored(wild) == BODY


def test_a_resumed_body_still_obeys_the_cap(wild: Wild) -> None:
    body = PDF + b"%" * 2_000_000
    cut_after(wild, body=body, at=900_000, ETag='"1"')
    # announced too large: refused at once, whatever came before
    assert "larger than allowed" in wild.one().reason
    assert wild.files() == set()
