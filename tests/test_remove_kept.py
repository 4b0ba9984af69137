"""Whatever stops a removal half-way, nothing of the case is lost, and what was taken out is put back as it was."""

import errno
import os
from pathlib import Path

import pytest

from rag.case import read_case
from rag.case.add import add_document
from rag.errors import CorpusError, UsageError
from tests.removing import LEAFLET, ask_of, ids, listed, nothing_is_lost, remove, tree, unname


@pytest.mark.parametrize("writes", range(9))
def test_a_disk_that_is_full_at_any_write_loses_nothing_and_the_next_run_completes(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    ask_of(tiny, {"question": "Who laid it?", "answered_by": [f"{LEAFLET}:para 1"]}, {"question": "Who sang?"})
    before, flush, left = tree(tiny), os.fsync, writes

    def full(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        flush(handle)

    # Four files are written, each flushed with its folder: what is kept of lines and of questions, then questions and manifest.
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        if writes < 8:
            with pytest.raises(CorpusError, match="No space left on device: free the disk"):
                remove(tiny, LEAFLET, with_questions=True)
        else:
            remove(tiny, LEAFLET, with_questions=True)
    assert (LEAFLET in ids(tiny)) == (writes < 7)  # the case is readable, and the manifest decides
    nothing_is_lost(before, tree(tiny))
    if writes < 7:
        remove(tiny, LEAFLET, with_questions=True)
        assert f"removed/{LEAFLET}.txt" in tree(tiny)
        nothing_is_lost(before, tree(tiny))


def test_a_file_that_cannot_be_moved_stays_and_is_told(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def locked(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", locked)
    (gone,) = remove(tiny, LEAFLET)
    assert gone.why == "it cannot be moved (Permission denied: check its permissions)"
    assert LEAFLET not in ids(tiny) and (tiny / "corpus" / f"{LEAFLET}.txt").is_file()


def test_a_folder_on_another_disk_gets_a_copy_and_then_the_file_goes(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, text = Path.replace, (tiny / "corpus" / f"{LEAFLET}.txt").read_bytes()

    def elsewhere(self: Path, target: Path) -> Path:
        if self.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", elsewhere)
    (gone,) = remove(tiny, LEAFLET)
    assert (tiny / "removed" / gone.kept).read_bytes() == text and not gone.file.exists()


# --- put back ---


@pytest.mark.parametrize("source_id", [LEAFLET, "council-minutes-2020"])
def test_a_source_is_put_back_as_it_was(tiny: Path, source_id: str) -> None:
    unname(tiny)
    before = {entry.source.id: (entry.source, entry.path) for entry in read_case(tiny).entries}
    (gone,) = remove(tiny, source_id)
    says = {"title": "What the file says", "language": "es"}  # the manifest said otherwise
    added = add_document(tiny, tiny / "removed" / gone.kept, says=says)
    assert added.new and added.line == gone.line
    assert {entry.source.id: (entry.source, entry.path) for entry in read_case(tiny).entries} == before
    assert remove(tiny, source_id)[0].kept == gone.kept  # and again
    assert [line["id"] for line in listed(tiny / "removed")] == [source_id]


def test_another_version_of_a_file_takes_its_place_only_when_it_is_said(tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "survey.txt"
    file.write_text("The pier is 40 metres long.", encoding="utf-8")
    old = add_document(tiny, file, {"tier": "primary"}).line
    file.write_text("The pier is 44 metres long.", encoding="utf-8")
    with pytest.raises(UsageError, match=r"survey is there with other content. Say --replace"):
        add_document(tiny, file)
    new = add_document(tiny, file, replace=True).line
    assert (new.id, new.tier) == (old.id, "primary") and new.sha256 != old.sha256
    assert [line["path"] for line in listed(tiny / "corpus") if line["id"] == "survey"] == [new.path]
    assert (tiny / "removed" / old.path).is_file()
    other = tmp_path / "survey.md"  # of another kind: both are kept, as ever
    other.write_text("The pier has 12 lamps.", encoding="utf-8")
    assert add_document(tiny, other).line.id.startswith("survey-")
    file.write_text("One site.", encoding="utf-8")
    page = add_document(tiny, file.rename(tmp_path / "index.html"), {"url": "https://a.example/"}).line
    (tmp_path / "index.html").write_text("Another site.", encoding="utf-8")
    assert add_document(tiny, tmp_path / "index.html", {"url": "https://b.example/"}).line.id != page.id
