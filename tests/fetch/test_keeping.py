"""First use trusts; after that a body counts only if it is the one on record, until a person accepts another."""

import hashlib

import pytest

from rag.case.originals import read_originals
from rag.errors import StoreError, UsageError
from rag.fetch.keep import State
from tests.fetch.wild import PAGE, PUBLIC, Handler, Wild

OTHER = PAGE.replace(b"May 2019", b"June 2019")


def with_etag(wild: Wild, body: bytes, etag: str) -> None:
    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.reply(304, ETag=etag)
        else:
            handler.reply(200, body, ETag=etag, Last_Modified="Wed, 21 Oct 2015 07:28:00 GMT")

    wild.routes["/doc"] = answer


def sound(wild: Wild) -> bool:
    found = read_originals(wild.settings.data_dir)
    return set(found.sound) == {"survey"} and not found.problems


def test_the_first_body_is_trusted_and_written_down(wild: Wild) -> None:
    wild.serve("/old", b"", 301, Location="http://other.test/doc")
    with_etag(wild, PAGE, '"1"')
    assert wild.one("http://docs.test/old").state is State.FETCHED
    original = wild.lock()["survey"]
    assert original.url == "http://docs.test/old"
    assert original.final_url == "http://other.test/doc"
    assert original.file == "survey.html"
    assert original.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (original.media_type, original.bytes) == ("text/html", len(PAGE))
    assert (original.etag, original.last_modified) == ('"1"', "Wed, 21 Oct 2015 07:28:00 GMT")
    assert not original.archived
    assert sound(wild)


def test_an_unchanged_original_is_asked_for_not_sent(wild: Wild) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    before = wild.lock()
    wild.requests.clear()
    assert wild.one().state is State.UNCHANGED
    assert wild.asked("/doc")[0].headers["If-None-Match"] == '"1"'
    assert wild.asked("/doc")[0].headers["If-Modified-Since"] == "Wed, 21 Oct 2015 07:28:00 GMT"
    assert wild.lock() == before


def changed(wild: Wild) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    with_etag(wild, OTHER, '"2"')


def test_a_changed_original_is_reported_never_taken(wild: Wild) -> None:
    changed(wild)
    before = wild.lock()
    outcome = wild.one()
    assert outcome.state is State.CHANGED
    assert f"changed since {before['survey'].retrieved[:10]}" in outcome.reason
    assert wild.lock() == before
    assert (wild.folder / "survey.html").read_bytes() == PAGE
    assert (wild.folder / "survey.html.new").read_bytes() == OTHER
    assert sound(wild)
    assert wild.one().state is State.CHANGED  # and again, as long as nobody decides


def test_a_change_that_no_reader_sees_is_named_as_such(wild: Wild) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    with_etag(wild, PAGE.replace(b"</body>", b"<script>token = 17</script></body>"), '"2"')
    outcome = wild.one()
    assert outcome.state is State.CHANGED
    assert "but its text is the same: not taken" in outcome.reason
    assert (wild.folder / "survey.html").read_bytes() == PAGE
    with_etag(wild, OTHER, '"3"')
    assert "its text is the same" not in wild.one().reason


def test_accept_takes_the_change_and_keeps_the_one_before(wild: Wild) -> None:
    changed(wild)
    wild.one()
    wild.requests.clear()
    assert wild.accept("survey").state is State.FETCHED
    assert wild.requests == []
    assert (wild.folder / "survey.html").read_bytes() == OTHER
    assert (wild.folder / "survey.html.old").read_bytes() == PAGE
    assert wild.lock()["survey"].etag == '"2"'
    assert wild.files() == {"survey.html", "survey.html.old"}
    assert sound(wild)
    assert wild.one().state is State.UNCHANGED


def test_nothing_waits_is_a_usage_error(wild: Wild) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    for source_id in ("survey", "nobody"):
        with pytest.raises(UsageError, match=f"no changed original of '{source_id}' is waiting"):
            wild.accept(source_id)


def test_a_waiting_body_that_was_altered_is_not_accepted(wild: Wild) -> None:
    changed(wild)
    wild.one()
    (wild.folder / "survey.html.new").write_bytes(b"something else")
    with pytest.raises(StoreError, match="not what was fetched"):
        wild.accept("survey")
    assert sound(wild)


def test_accept_killed_half_way_can_be_run_again(wild: Wild) -> None:
    changed(wild)
    wild.one()
    (wild.folder / "survey.html").replace(wild.folder / "survey.html.old")
    (wild.folder / "survey.html.new").replace(
        wild.folder / "survey.html"
    )  # then it was killed: the lock is the old one
    assert "no longer what was fetched" in read_originals(wild.settings.data_dir).problems[0]
    wild.accept("survey")
    assert sound(wild)


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_a_stored_file_that_is_gone_is_fetched_whole_and_put_back(wild: Wild, harm: str) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    file = wild.folder / "survey.html"
    file.unlink() if harm == "missing" else file.write_bytes(b"altered")
    wild.requests.clear()
    outcome = wild.one()
    assert (outcome.state, "put back" in outcome.reason) == (State.FETCHED, True)
    assert wild.asked("/doc")[0].headers["If-None-Match"] is None
    assert file.read_bytes() == PAGE
    assert sound(wild)


def test_a_failing_server_leaves_the_stored_original_in_place(wild: Wild) -> None:
    with_etag(wild, PAGE, '"1"')
    wild.one()
    before = wild.lock()
    wild.serve("/doc", b"", 404)
    outcome = wild.one()
    assert outcome.state is State.FAILED
    assert outcome.reason == f"HTTP 404 Not Found; the one of {before['survey'].retrieved[:10]} stays"
    assert wild.lock() == before
    assert sound(wild)


def test_an_archived_copy_stands_in_only_when_the_manifest_names_one(wild: Wild) -> None:
    wild.serve("/doc", b"", 404)
    wild.serve("/copy", PAGE)
    assert wild.one().state is State.FAILED
    outcome = wild.one(archived="http://other.test/copy")
    assert (outcome.state, outcome.reason) == (State.FETCHED, "an archived copy; the original: HTTP 404 Not Found")
    original = wild.lock()["survey"]
    assert (original.archived, original.url, original.final_url) == (
        True, "http://docs.test/doc", "http://other.test/copy",
    )  # fmt: skip


def test_an_archived_copy_is_guarded_too(wild: Wild) -> None:
    wild.serve("/doc", b"", 404)
    outcome = wild.one(archived="http://127.0.0.1/copy")
    assert "the archived copy: 127.0.0.1 is not a public address" in outcome.reason
    assert {one.split(":")[0] for one in wild.reached} == {PUBLIC}
    assert wild.lock() == {}


def test_a_damaged_lock_stops_before_anything_is_asked(wild: Wild) -> None:
    wild.case(survey={"url": "http://docs.test/doc"})
    wild.folder.mkdir(parents=True)
    (wild.folder / "sources.lock").write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        wild.fetch()
    assert wild.requests == []
