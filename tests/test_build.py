"""Building an index: checked, switched in one rename, and never at the cost of the one that answers."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.case.folder import only_builder
from rag.errors import CorpusError, Damaged, StoreError
from rag.index.snapshot import read_snapshot
from rag.index.store import open_index
from rag.ingest.build import build
from rag.settings import Settings, load_settings
from rag.types import Status


@pytest.fixture
def settings(tiny: Path) -> Settings:
    """The small case with the faster embedder: what a build does with vectors does not depend on whose they are."""
    return load_settings(case=tiny, embedder="minilm")


def test_build_holds_every_source_and_every_fact(settings: Settings) -> None:
    report = build(settings)
    snapshot = report.snapshot
    assert report.changed
    assert len(snapshot.sources) == 6  # 4 records, 1 leaflet, 1 seed
    assert sum(s.passages for s in snapshot.sources) == snapshot.passages
    assert {s.id: s.passages for s in snapshot.sources}["survey-2019"] == 9
    assert snapshot.skipped == ()


def test_every_passage_stands_where_its_span_says(settings: Settings) -> None:
    index = open_index(settings.data_dir, build(settings).snapshot)
    for passage in index.passages:
        assert passage.span.of(index.source_text(passage.source_id)) == passage.text


def test_changed_source_gives_another_snapshot_and_the_old_text_is_gone(settings: Settings, tiny: Path) -> None:
    old = build(settings).snapshot
    leaflet = tiny / "corpus" / "society-leaflet.txt"
    text = leaflet.read_text(encoding="utf-8").replace("1612", "1613")
    leaflet.write_text(text, encoding="utf-8")
    _refresh_hash(tiny, leaflet)
    new = build(settings).snapshot
    assert new.id != old.id
    index = open_index(settings.data_dir, new)
    assert any("1613" in p.text for p in index.passages)
    assert not any("1612" in p.text for p in index.passages)


def test_interrupted_build_leaves_the_old_index_answering(settings: Settings, tiny: Path) -> None:
    old = build(settings).snapshot
    leaflet = tiny / "corpus" / "society-leaflet.txt"
    leaflet.write_text(leaflet.read_text(encoding="utf-8") + "\n\nA new paragraph.\n", encoding="utf-8")
    _refresh_hash(tiny, leaflet)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "storing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(settings, interrupt)
    assert read_snapshot(settings.data_dir) == old
    assert len(open_index(settings.data_dir, old).passages) == old.passages
    assert [p.name for p in (settings.data_dir / "builds").iterdir()] == [old.build]


def test_table_damaged_before_the_switch_is_found_out(settings: Settings) -> None:
    def damage(stage: str, done: int, total: int) -> None:
        if stage == "storing" and done == total:
            (table,) = settings.data_dir.glob("builds/*/questions.npz")
            data = bytearray(table.read_bytes())
            data[len(data) // 2] ^= 1
            table.write_bytes(data)

    with pytest.raises(StoreError, match="is damaged"):
        build(settings, damage)
    assert read_snapshot(settings.data_dir) is None


def test_passage_stored_otherwise_than_it_was_read_is_found_out(settings: Settings) -> None:
    def damage(stage: str, done: int, total: int) -> None:
        if stage == "storing" and done == total:
            (stored,) = settings.data_dir.glob("builds/*/passages.jsonl")
            stored.write_bytes(stored.read_bytes().replace(b"48 metres", b"84 metres"))

    with pytest.raises(StoreError, match="damaged: passages"):
        build(settings, damage)
    assert read_snapshot(settings.data_dir) is None


def test_unreadable_file_is_reported_and_the_rest_is_indexed(settings: Settings, tiny: Path) -> None:
    broken = tiny / "corpus" / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 this is not a PDF")
    _append_line(tiny, {"id": "broken", "path": "broken.pdf", "sha256": _sha256(broken)})
    snapshot = build(settings).snapshot
    assert [s.file for s in snapshot.skipped] == ["corpus/broken.pdf"]
    assert "broken.pdf" in snapshot.skipped[0].reason
    assert len(snapshot.sources) == 6


def test_two_builders_at_once_are_refused_in_one_line(settings: Settings) -> None:
    with only_builder(settings.data_dir), pytest.raises(StoreError, match="another process is building"):
        build(settings)


def test_data_folder_that_cannot_be_written_is_named(tiny: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(StoreError, match="ONRECORD_DATA"):
        build(load_settings(case=tiny, data=in_the_way / "index"))


@pytest.mark.parametrize("change", [lambda raw: raw[:-20], lambda raw: raw.replace(b'"title": "', b'"title": "O', 1)])
def test_damaged_snapshot_is_put_back_from_its_copy(settings: Settings, change: Callable[[bytes], bytes]) -> None:
    live, name = build(settings).snapshot, settings.data_dir / "snapshot.json"
    name.write_bytes(change(whole := name.read_bytes()))
    assert whole != name.read_bytes() and read_snapshot(settings.data_dir) == live
    assert not build(settings).changed and name.read_bytes() == whole


def test_damaged_snapshot_says_how_to_mend_it_and_rebuild_mends_it(settings: Settings) -> None:
    build(settings)
    shutil.rmtree(settings.data_dir / "snapshots")
    (settings.data_dir / "snapshot.json").write_text('{"id": 3')
    with pytest.raises(StoreError, match="--rebuild"):
        build(settings)
    assert build(settings, rebuild=True).changed


def test_stored_text_changed_after_indexing_is_found_out(settings: Settings) -> None:
    snapshot = build(settings).snapshot
    index = open_index(settings.data_dir, snapshot)
    stored = snapshot.build_dir(settings.data_dir) / "texts" / f"{index.sources['survey-2019'].sha256}.txt"
    stored.write_text(stored.read_text(encoding="utf-8").replace("48 metres", "84 metres"), encoding="utf-8")
    with pytest.raises(StoreError, match="changed after indexing"):
        index.source_text("survey-2019")


def test_a_text_that_changes_under_open_parts_is_named_and_no_sentence_of_it_is_checked(settings: Settings) -> None:
    parts = open_parts(settings)
    hits = parts.find("How long is the Mill Bridge?").hits
    snapshot = parts.index.snapshot
    stored = snapshot.build_dir(settings.data_dir) / "texts" / f"{parts.index.sources['survey-2019'].sha256}.txt"
    stored.write_text(stored.read_text(encoding="utf-8") + "!", encoding="utf-8")
    with pytest.raises(Damaged, match="changed after indexing"):
        answer("How long is the Mill Bridge?", parts)
    of_it = [hit for hit in hits if hit.passage.source_id == "survey-2019"]
    assert parts.checking.sentence("The bridge is 48 metres long [1].", [1], of_it).status is Status.UNCHECKED


def test_case_without_anything_is_a_corpus_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="corpus/"):
        build(load_settings(case=tmp_path))


def test_language_of_a_file_that_no_manifest_describes_is_told_by_reading_it(settings: Settings, tiny: Path) -> None:
    (tiny / "corpus" / "manifest.jsonl").unlink()
    spanish = "El puente de la ciudad se cerró en mayo porque los pilares no eran seguros. El alcalde dijo que la obra costaría más."
    (tiny / "corpus" / "informe.txt").write_text(spanish, encoding="utf-8")
    languages = {s.id: s.language for s in build(settings).snapshot.sources}
    assert languages["informe"] == "es"
    assert {languages[s] for s in languages if s != "informe"} == {"en"}


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _append_line(home: Path, line: dict[str, str]) -> None:
    manifest = home / "corpus" / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8") + json.dumps(line) + "\n", encoding="utf-8")


def _refresh_hash(home: Path, file: Path) -> None:
    manifest = home / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["path"] == file.name:
            line["sha256"] = _sha256(file)
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_an_index_of_an_older_layout_is_made_anew_without_a_word(settings: Settings) -> None:
    snapshot = build(settings).snapshot
    path = settings.data_dir / "snapshot.json"
    path.write_text(path.read_text().replace(f'"schema_version": {snapshot.schema_version}', '"schema_version": 1'))
    assert open_parts(settings).index.snapshot.id == snapshot.id
