"""``onrecord fetch`` as a person and a script meet it."""

import hashlib
import json
import socket
import sys
from collections.abc import Callable, Sequence

import pytest

from rag.fetch.keep import State
from tests.conftest import TINY
from tests.fetch.wild import PAGE, PUBLIC, Wild
from ui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(wild: Wild, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The exit code, output and errors of ``onrecord fetch ARGUMENTS``; names are looked up in the test's own table."""
    monkeypatch.setenv("ONRECORD_FETCH_DELAY_S", "0")
    monkeypatch.setenv("COLUMNS", "80")

    def look_up(host: str, port: int, **_: object) -> list[object]:
        """What this machine's resolver would say, at the wire."""
        if host not in wild.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(0, 0, 0, "", (address, port)) for address in wild.names[host]]

    def connect(to: tuple[str, int], timeout: float | None = None, **_: object) -> socket.socket:
        """A connection to the public address leads to the test's server; any other fails the test."""
        assert to == (PUBLIC, 80)
        wire = socket.socket()
        wire.settimeout(timeout)
        wire.connect(("127.0.0.1", wild.port))
        return wire

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["onrecord", "--case", str(wild.home), "fetch", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return run


def cases(wild: Wild, count: int) -> None:
    wild.case(**{f"s{n}": {"url": f"http://host{n}.test/doc"} for n in range(count)})


@pytest.mark.parametrize("count", [2, 5])
def test_without_a_network_one_line_says_so(wild: Wild, run: Run, count: int) -> None:
    cases(wild, count)
    code, out, err = run()
    assert code == 4
    assert out == f"no network: {count} originals not fetched; the records go on serving\n"
    assert err == ""
    assert wild.lock() == {}


def test_without_a_network_json_says_it_too(wild: Wild, run: Run) -> None:
    cases(wild, 3)
    code, out, _ = run("--json")
    told = json.loads(out)
    assert (code, told["offline"], told["counts"]["no network"]) == (4, True, 3)


def test_of_one_source_whose_name_is_unknown_the_name_is_at_fault(wild: Wild, run: Run) -> None:
    cases(wild, 3)
    code, out, _ = run("s0")
    assert code == 3
    assert "no server named host0.test is known" in out
    assert wild.requests == []


def test_a_dry_run_asks_nobody(wild: Wild, run: Run) -> None:
    wild.case(a={"url": "http://docs.test/doc"}, b={"url": "http://127.0.0.1/doc"}, c={})
    code, out, _ = run("--dry-run")
    assert code == 0
    assert "a  fetch\n  http://docs.test/doc\n" in out
    assert "b  refuse: 127.0.0.1 is not a public address" in out
    assert "1 of 2 originals would be asked for; nothing was fetched" in out
    assert wild.looked_up == []
    assert not wild.folder.exists()
    assert json.loads(run("--dry-run", "--json")[1])["sources"][0]["todo"] == "fetch"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nobody"], "there is no source 'nobody'"),
        (["c"], "the original of 'c' cannot be fetched: no address is listed"),
        (["b", "--accept", "a"], "--accept stands alone"),
        (["--accept", "a", "--dry-run"], "--accept stands alone"),
        (["--accept", "a"], "no changed original of 'a' is waiting"),
    ],
)
def test_what_cannot_be_asked_for_is_a_usage_error(wild: Wild, run: Run, arguments: Sequence[str], says: str) -> None:
    wild.case(a={"url": "http://docs.test/doc"}, c={})
    code, _, err = run(*arguments)
    assert code == 2
    assert says in err
    assert err.count("\n") == 1


def test_a_line_a_source_with_its_reason(wild: Wild, run: Run) -> None:
    wild.serve("/doc", PAGE)
    wild.serve("/away", b"", 302, Location="http://127.0.0.1/")
    wild.case(
        good={"url": "http://docs.test/doc"},
        away={"url": "http://docs.test/away"},
        gone={"url": "http://docs.test/gone"},
    )
    code, out, _ = run()
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 3
    assert lines == [
        "good fetched good.html, 1 kB",
        "away refused redirected: 127.0.0.1 is not a public address",
        "gone failed HTTP 404 Not Found",
        "1 fetched, 1 refused, 1 failed",
        "2 originals could not be had: what was there before goes on serving.",
        "Now run 'onrecord ingest' to bring the index up to date.",
    ]
    wild.serve("/doc", PAGE.replace(b"May", b"June"))
    code, out, _ = run("good")
    assert code == 3
    assert "good changed changed since" in " ".join(out.split())
    assert "onrecord fetch --accept good" in out
    code, out, _ = run("--accept", "good", "--json")
    assert (code, json.loads(out)["sources"][0]["state"]) == (0, State.FETCHED)
    assert run("good")[0] == 0


LANDING = b"""<!doctype html><html><head><title>Library of the town of Ashcombe</title></head><body><h1>Publications</h1>
<p>Here you find reports, letters and forms of all offices, by year and by office. Choose an office on the left, or write
what you look for into the field above and press the button. Files open in a window of their own.</p>
<a href="/files/17.pdf">Open the file</a></body></html>"""


def test_a_landing_page_leaves_the_record_serving_and_says_so(wild: Wild, run: Run) -> None:
    record = (TINY / "corpus" / "records" / "mayor-2020.md").read_text(encoding="utf-8")
    record = record.replace("https://ashcombe.example/mayor/statement", "http://docs.test/landing")
    (wild.home / "corpus" / "records").mkdir(parents=True)
    (wild.home / "corpus" / "records" / "mayor-2020.md").write_text(record, encoding="utf-8")
    line = {"id": "mayor-2020", "path": "records/mayor-2020.md", "sha256": hashlib.sha256(record.encode()).hexdigest()}
    (wild.home / "corpus" / "manifest.jsonl").write_text(json.dumps(line), encoding="utf-8")
    wild.serve("/landing", LANDING)
    code, out, _ = run()
    assert code == 3
    said = "mayor-2020: none of our facts is in what came; our record serves."
    assert said in " ".join(out.split())
    told = json.loads(run("--json")[1])
    assert (told["counts"]["unchanged"], told["bear_none_of_our_facts"]) == (1, ["mayor-2020"])
