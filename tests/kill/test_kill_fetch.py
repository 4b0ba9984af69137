"""``kill -9`` at random moments of a fetch: the index answers, no half file is taken, the next run completes."""

import hashlib
import json
import re
import time
from pathlib import Path

import pytest
from killing import Order, Outcome, kill_at_random
from test_kill_ingest import QUESTION

from rag.case.originals import read_originals
from tests.fetch.wild import PDF, Handler, wild_server

BODY = PDF[:-6] + b"%" * 300_000 + b"%%EOF\n"
KILLS = 8
_ADDRESS = re.compile(r"^- url: (\S+)(?!\n  status: copy)$", re.MULTILINE)  # not of a copy: none is fetched


def in_pieces(handler: Handler) -> None:
    """A body that takes about a tenth of a second, and is taken up where it broke off."""
    start = int(handler.headers.get("Range", "bytes=0-")[6:-1])
    head = b'Connection: close\r\nETag: "1"\r\nContent-Length: %d\r\n' % (len(BODY) - start)
    if start:
        handler.raw(b"HTTP/1.1 206 Partial\r\nContent-Range: bytes %d-%d/%d\r\n" % (start, len(BODY) - 1, len(BODY)))
    else:
        handler.raw(b"HTTP/1.1 200 OK\r\n")
    handler.raw(head + b"\r\n")
    for at in range(start, len(BODY), 50_000):
        handler.wfile.write(BODY[at : at + 50_000])
        time.sleep(0.01)


def test_killed_fetch_takes_no_half_file_and_leaves_the_index_answering(
    order: Order, tiny: Path, tmp_path: Path
) -> None:
    home, data = str(tiny), tiny / ".onrecord"
    ids = _name_addresses(tiny)
    with wild_server(tmp_path) as wild:
        wild.routes |= dict.fromkeys(ids.values(), in_pieces)
        live = _done(order("targets:ingest", home, False)).result
        lasts = _done(order("targets:fetch", home, wild.port)).seconds
        assert set(read_originals(data).sound) == set(ids)

        def prepare(i: int) -> None:
            """Start on what the last kill left, or from nothing where that was all there is."""
            if set(read_originals(data).sound) == set(ids):
                for file in (data / "originals").iterdir():
                    file.unlink()

        def check(i: int) -> None:
            found = read_originals(data)  # the lock can be read, and whatever it lists is whole
            assert found.problems == ()
            assert all(one.path(data).read_bytes() == BODY for one in found.sound.values())
            if not i % 4:  # a fetch has no hand on the index
                asked = _done(order("targets:ask", home, QUESTION)).result
                assert asked["snapshot"] == live
                assert "48 metres" in asked["text"]
            if i % 2:
                _done(order("targets:fetch", home, wild.port))
                assert set(read_originals(data).sound) == set(ids)
                assert {file.suffix for file in (data / "originals").iterdir()} == {".pdf", ".lock"}

        kill_at_random(order, "targets:fetch", (home, wild.port), KILLS, lasts, prepare, check, seed=3)
        _done(order("targets:fetch", home, wild.port))
        assert set(read_originals(data).sound) == set(ids)


def _name_addresses(home: Path) -> dict[str, str]:
    """Every address of the small case becomes one of the test's server; the path of each source's original."""
    corpus = home / "corpus"
    lines = [json.loads(line) for line in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = {}
    for line in lines:
        file = corpus / line["path"]
        text = file.read_text(encoding="utf-8").replace("https://ashcombe.example", "http://docs.test")
        file.write_text(text, encoding="utf-8", newline="")
        line["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        if "url" in line:
            line["url"] = line["url"].replace("https://ashcombe.example", "http://docs.test")
        for address in [line["url"]] if "url" in line else _ADDRESS.findall(text)[:1]:
            paths[line["id"]] = address.removeprefix("http://docs.test")
    (corpus / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return paths


def _done(outcome: Outcome) -> Outcome:
    if outcome.code:
        pytest.fail(str(outcome.result))
    return outcome
