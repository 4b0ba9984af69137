"""One folder for the indexes of two cases: neither answers from the other's index nor overwrites it, unless told to."""

import shutil
import sys
from pathlib import Path

import pytest

from rag.assemble import open_parts
from rag.errors import StoreError
from rag.index.snapshot import live_snapshot
from rag.ingest.add import add_sources
from rag.ingest.build import build
from rag.settings import Settings, load_settings
from ui.cli import main


def _wall(home: Path) -> Path:
    (home / "corpus").mkdir(parents=True)
    (home / "corpus" / "wall.txt").write_text("The wall of Ellery is 212 metres long.\n", encoding="utf-8")
    return home


def _with_a_note(settings: Settings) -> None:
    note = settings.home.parent / "note.txt"
    note.write_text("The bridge was painted green in 2020.\n", encoding="utf-8")
    add_sources(settings, [note])


@pytest.fixture
def shared(tmp_path: Path, tiny: Path) -> Settings:
    """The small case, indexed in a folder outside of it."""
    settings = load_settings(case=tiny, data=tmp_path / "index", embedder="minilm")
    build(settings)
    return settings


@pytest.fixture
def wall(tmp_path: Path, shared: Settings) -> Settings:
    """Another case whose index would lie in the same folder."""
    return shared.model_copy(update={"case": _wall(tmp_path / "the wall")})


def test_a_case_does_not_overwrite_the_index_of_another(shared: Settings, wall: Settings) -> None:
    before = live_snapshot(shared)
    with pytest.raises(StoreError) as refused:
        build(wall)
    said = str(refused.value)
    assert str(shared.data_dir) in said and str(shared.home) in said and "ONRECORD_DATA" in said and "\n" not in said
    assert f"onrecord --case '{wall.home}' ingest --rebuild" in said
    assert live_snapshot(shared) == before


def test_a_case_does_not_answer_from_the_index_of_another(wall: Settings) -> None:
    with pytest.raises(StoreError, match="belongs to the case"):
        open_parts(wall)


def test_a_rebuild_gives_the_folder_to_the_case_and_then_it_is_no_longer_the_others(
    shared: Settings, wall: Settings
) -> None:
    assert build(wall, rebuild=True).changed
    assert list(open_parts(wall).index.sources) == ["wall"]
    with pytest.raises(StoreError, match="the wall"):
        open_parts(shared)


def test_nothing_is_added_to_a_case_that_could_not_be_indexed_there(
    wall: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cost.txt").write_text("The wall cost 2.4 million pounds.\n", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_DATA", str(wall.data_dir))
    monkeypatch.setattr(sys, "argv", ["onrecord", "--case", str(wall.home), "add", str(tmp_path / "cost.txt")])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1 and "belongs to the case" in " ".join(capsys.readouterr().err.split())
    assert [file.name for file in (wall.home / "corpus").iterdir()] == ["wall.txt"]


def test_a_case_that_was_moved_and_changed_keeps_its_index(shared: Settings, tmp_path: Path) -> None:
    moved = shared.model_copy(update={"case": Path(shutil.move(shared.home, tmp_path / "moved"))})
    open_parts(moved)
    _with_a_note(moved)
    assert build(moved).snapshot.home == str(moved.home)


def test_clone_with_the_same_files_opens_the_index_and_another_does_not(shared: Settings, tmp_path: Path) -> None:
    clone = shared.model_copy(update={"case": Path(shutil.copytree(shared.home, tmp_path / "clone"))})
    assert not build(clone).changed
    live = live_snapshot(shared)
    assert live
    (clone.home / live.sources[0].file).write_text("something else", encoding="utf-8")
    with pytest.raises(StoreError, match="belongs to the case"):
        open_parts(clone)
    assert live_snapshot(shared) == live
