"""``kill -9`` at random moments of an ingestion: the old index answers every time, the next run completes.

With those of a fetch and of a removal beside it they are twenty; ``KILL_TIMES=20`` makes more of them.
"""

import hashlib
import json
from pathlib import Path

import pytest
from killing import Order, Outcome, kill_at_random

from rag.index.snapshot import Snapshot, read_snapshot

KILLS = 4
QUESTION = "How long is the Mill Bridge?"


@pytest.mark.parametrize(("seed", "rebuild"), [(2, True)])
def test_killed_ingestion_leaves_the_old_index_answering(order: Order, tiny: Path, seed: int, rebuild: bool) -> None:
    home = str(tiny)
    _write_leaflet(tiny, 1700)
    _done(order("targets:ingest", home, False))
    _write_leaflet(tiny, 1701)
    lasts = _done(order("targets:ingest", home, rebuild)).seconds
    live = {_live(tiny).id: 1701}  # which year the leaflet tells in the snapshot that must answer

    def prepare(i: int) -> None:
        _write_leaflet(tiny, 1800 + i)

    def check(i: int) -> None:
        """The snapshot of before or after answers; every fourth time the next run has to complete and to clean up."""
        now = _live(tiny)
        if now.id not in live:  # killed after the switch, or not at all
            live.clear()
            live[now.id] = 1800 + i
        _answers(_done(order("targets:ask", home, QUESTION)), now.id, live[now.id])
        if i % 4 == 3:  # otherwise the next run starts on what this one left
            _done(order("targets:ingest", home, False))
            done = _live(tiny)
            live.clear()
            live[done.id] = 1800 + i
            assert {p.name for p in (tiny / ".onrecord" / "builds").iterdir()} == {done.build, done.before}
            assert not list(tiny.rglob(".*.part"))

    kill_at_random(order, "targets:ingest", (home, rebuild), KILLS, lasts, prepare, check, seed)
    last = _done(order("targets:ingest", home, False)).result
    assert _done(order("targets:ask", home, QUESTION)).result["snapshot"] == last


def _answers(asked: Outcome, snapshot: str, year: int) -> None:
    assert "48 metres" in asked.result["text"]
    assert asked.result["snapshot"] == snapshot
    assert f"laid in {year}," in asked.result["texts"]


def _live(home: Path) -> Snapshot:
    found = read_snapshot(home / ".onrecord")
    assert found is not None
    return found


def _done(outcome: Outcome) -> Outcome:
    assert outcome.code == 0, outcome.result
    return outcome


def _write_leaflet(home: Path, year: int) -> None:
    """The leaflet says another year, and the manifest knows its new bytes."""
    corpus = home / "corpus"
    text = f"The first stone of the Mill Bridge was laid in {year}, as the society's ledger of that year tells.\n"
    (corpus / "society-leaflet.txt").write_text(text, encoding="utf-8")
    lines = [json.loads(line) for line in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["id"] == "society-leaflet":
            line["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    (corpus / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
