"""An index is brought up to date at the cost of what changed, and until the switch nothing in the files counts."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.case.folder import only_builder
from rag.index.snapshot import past_snapshot, read_snapshot
from rag.index.store import Index, open_index
from rag.ingest.build import build
from rag.models.embedder import Embedder, Vectors, choose_embedder
from rag.retrieve.search import Search
from rag.settings import Settings, load_settings

QUESTION = "How long is the Mill Bridge?"


class Counting:
    """The real embedder, which notes every text it is asked for."""

    def __init__(self, real: Embedder, asked: list[str]) -> None:
        self.id, self.dim, self.multilingual = real.id, real.dim, real.multilingual
        self._real, self._asked = real, asked

    def questions(self, texts: Sequence[str]) -> Vectors:
        self._asked += texts
        return self._real.questions(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self._asked += texts
        return self._real.passages(texts)


def counting(asked: list[str]) -> Callable[[str], Embedder]:
    return lambda wanted: Counting(choose_embedder(wanted), asked)


@pytest.fixture
def quick(tiny: Path) -> Settings:
    """The small case with the faster embedder."""
    return load_settings(case=tiny, embedder="minilm")


def test_changed_sentence_is_all_that_is_embedded_again(settings: Settings, tiny: Path) -> None:
    build(settings)
    _edit(tiny, "society-leaflet.txt", "1612", "1613")
    asked: list[str] = []
    report = build(settings, load=counting(asked))
    assert asked
    assert all("1613" in text for text in asked), asked
    assert len(asked) <= 3
    assert report.embedded == len(asked)
    assert report.reused > report.embedded


def test_incremental_build_equals_a_rebuild_bit_by_bit(tiny: Path, tmp_path: Path) -> None:
    grown = load_settings(case=tiny, data=tmp_path / "grown")
    whole = load_settings(case=tiny, data=tmp_path / "whole")
    build(grown)
    _edit(tiny, "society-leaflet.txt", "1612", "1613")
    _drop(tiny, "faro-2021")
    ours, fresh = build(grown).snapshot, build(whole, rebuild=True).snapshot
    assert ours.id == fresh.id
    a, b = open_index(grown.data_dir, ours), open_index(whole.data_dir, fresh)
    assert list(a.passages) == list(b.passages)
    for left, right in zip(_arrays(a), _arrays(b), strict=True):
        assert np.array_equal(left, right)
    first, second = answer(QUESTION, open_parts(grown)), answer(QUESTION, open_parts(whole))
    assert (first.text, first.hits, first.confidence) == (second.text, second.hits, second.confidence)


def test_damaged_live_build_is_not_reused(quick: Settings, tiny: Path) -> None:
    old = build(quick).snapshot
    (old.build_dir(quick.data_dir) / "chroma" / "chroma.sqlite3").write_bytes(b"garbage")
    _edit(tiny, "society-leaflet.txt", "1612", "1613")
    report = build(quick)
    assert report.embedded == 1 < report.reused  # the vectors beside it are whole
    vectors = report.snapshot.build_dir(quick.data_dir) / "vectors.npy"
    vectors.write_bytes(vectors.read_bytes()[:-4] + b"\1\2\3\4")
    report = build(quick)
    assert "vectors.npy" in report.damaged and report.embedded >= report.snapshot.passages


def test_changed_ledger_is_another_snapshot_and_embeds_what_changed(quick: Settings, tiny: Path) -> None:
    old = build(quick).snapshot
    ledger = tiny / "corpus" / "claims.jsonl"
    claims = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    claims[0]["claim"] = "The bridge is as long as a street."
    ledger.write_text("".join(json.dumps(c) + "\n" for c in claims), encoding="utf-8")
    assert open_parts(quick).index.ledger[0].claim != claims[0]["claim"]  # before the switch the old one counts
    asked: list[str] = []
    new = build(quick, load=counting(asked)).snapshot
    assert new.id != old.id
    assert asked == [claims[0]["claim"]]
    parts = open_parts(quick)
    assert parts.index.ledger[0].claim == claims[0]["claim"]
    asked.clear()
    search = Search(parts.index, counting(asked)("minilm"))
    assert search.likeness(claims[0]["claim"], [one["claim"] for one in claims])[0] == pytest.approx(1, abs=1e-3)
    assert asked == []  # no answer embeds what editors judged


def test_removed_source_answers_until_the_switch_and_never_after(quick: Settings, tiny: Path) -> None:
    build(quick)
    before = open_parts(quick)
    cited = answer(QUESTION, before).claims[0].citations[0].source_id
    (tiny / "corpus" / "records" / f"{cited}.md").unlink()
    assert _sources(answer(QUESTION, open_parts(quick))) >= {cited}  # the file is gone, the switch has not been
    _drop(tiny, cited)
    new = build(quick).snapshot
    assert _sources(answer(QUESTION, before)) >= {cited}  # an answer under way keeps its index
    assert before.index.source_text(cited)
    after = open_parts(quick)
    assert cited not in after.index.sources
    assert cited not in _sources(answer(QUESTION, after))
    assert answer(QUESTION, after).snapshot == new.id


def test_orphaned_builds_are_swept_even_when_nothing_changed(quick: Settings) -> None:
    live = build(quick).snapshot
    orphan = quick.data_dir / "builds" / "killed"
    orphan.mkdir()
    (quick.data_dir / ".snapshot.json.0a1b2c3d.part").write_text("half")
    assert not build(quick).changed
    assert not orphan.exists()
    assert not (quick.data_dir / ".snapshot.json.0a1b2c3d.part").exists()
    assert read_snapshot(quick.data_dir) == live


def test_another_builders_folder_is_not_swept(quick: Settings) -> None:
    build(quick)
    at_work = quick.data_dir / "builds" / "at-work"
    at_work.mkdir()
    with only_builder(quick.data_dir):
        assert not build(quick).changed
    assert at_work.exists()


def test_earlier_snapshot_is_remembered_by_its_id(quick: Settings, tiny: Path) -> None:
    old = build(quick).snapshot
    _edit(tiny, "society-leaflet.txt", "1612", "1613")
    build(quick)
    assert past_snapshot(quick.data_dir, old.id) == old
    assert past_snapshot(quick.data_dir, "../snapshot") is None


def _sources(reply: object) -> set[str]:
    return {c.source_id for claim in reply.claims for c in claim.citations}  # type: ignore[attr-defined]


def _arrays(index: Index) -> list[np.ndarray]:
    return [index.vectors, index.known.vectors]


def _edit(home: Path, name: str, old: str, new: str) -> None:
    file = home / "corpus" / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    _change_line(home, file.stem, sha256=hashlib.sha256(file.read_bytes()).hexdigest())


def _change_line(home: Path, id_: str, **fields: str) -> None:
    lines = [line | fields if line["id"] == id_ else line for line in _lines(home)]
    _write(home, lines)


def _drop(home: Path, id_: str) -> None:
    """Take a source out of the case, with what the ledger says of it."""
    _write(home, [line for line in _lines(home) if line["id"] != id_])
    ledger = home / "corpus" / "claims.jsonl"
    claims = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    for claim in claims:
        claim["fact_ids"] = [f for f in claim.get("fact_ids", ()) if not f.startswith(id_)]
        claim["would_decide"] = [s for s in claim.get("would_decide", ()) if s != id_]
    ledger.write_text("".join(json.dumps(c) + "\n" for c in claims), encoding="utf-8")


def _lines(home: Path) -> list[dict[str, str]]:
    text = (home / "corpus" / "manifest.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _write(home: Path, lines: list[dict[str, str]]) -> None:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (home / "corpus" / "manifest.jsonl").write_text(text, encoding="utf-8")


def test_another_publisher_or_date_of_a_document_embeds_nothing(quick: Settings, tiny: Path) -> None:
    build(quick)
    _change_line(tiny, "society-leaflet", publisher="Another Society", published="2016-02-01")
    asked: list[str] = []
    assert build(quick, load=counting(asked)).changed
    assert not asked
