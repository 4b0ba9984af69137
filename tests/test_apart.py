"""A file that aborts, hangs or confuses its reader costs itself, and the next one is read."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.case.folder import MANIFEST
from rag.errors import LoadError
from rag.ingest import apart, build
from rag.ingest.add import add_sources, take_back
from rag.ingest.apart import Apart, Embedding, reader_apart
from rag.ingest.load import load_file
from rag.models.embedder import choose_embedder
from rag.settings import load_settings
from tests import files
from tests.read.books import book


@pytest.fixture(autouse=True)
def _in_another_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All other tests read in their own."""
    real = Apart()
    monkeypatch.setattr(apart, "_SHARED", real)
    yield
    real.close()


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("import os; input(); os.abort()", "it ended with -6"),
        ("raise SystemExit(3)", "it ended with 3"),
        ("import time; input(); time.sleep(60)", "it took over 1 s"),
        ("input(); print('{')", "it "),
        ("input(); print('[]')", "it "),
        ("input(); print('{}')", "it gave no text that can be used"),
        ('input(); print(\'{"loaded": {"text": 3}}\')', "it gave no text that can be used"),
    ],
)
def test_file_that_stops_its_reader_is_named(tmp_path: Path, start: str, told: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text("The bridge has nine arches.")
    apart = Apart(1, start)
    with pytest.raises(LoadError, match=rf"page\.txt stopped its reader \({told}"):
        apart.load(file)
    apart.close()


def test_file_that_takes_too_much_memory_is_named_and_the_time_goes_by_size(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("The bridge has nine arches. " * 10_000)
    hungry = Apart(60, "input(); held = []\nwhile True: held.append(b'x' * 2**24)", 300)
    with pytest.raises(LoadError, match=r"page\.txt stopped its reader \(it took over 300 MB of memory"):
        hungry.load(file)
    hungry.close()
    assert apart._seconds(file) == 13 and apart._seconds(tmp_path / "none") == 10


def _workbook() -> bytes:
    """Two cells in each of 3,000 rows, 500 columns apart."""
    with zipfile.ZipFile(io.BytesIO(book(("a", "visible", [["x"]])))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="SF{n}"><v>2</v></c></row>' for n in range(1, 3001))
    return files.archive(
        parts | {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()}
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("spans.html", b"<html><table>" + (b"<tr>" + b"<td colspan=100 rowspan=100>x</td>" * 6 + b"</tr>") * 100),
        ("tables.html", b"<html>" + b"<table><tr><td colspan=100 rowspan=99>x</table>" * 20),
        ("wide.xlsx", _workbook()),
    ],
)
def test_cells_are_counted_before_they_are_unfolded(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LoadError, match=rf"{name} unfolds to [\d,]+ cells, at most"):
        load_file(tmp_path / name)


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# The bridge\n\nIt has nine arches.\n\n- one\n- two\n", encoding="utf-8")
    reader = reader_apart()
    assert reader.load(file) == reader.load(file) == load_file(file)
    with pytest.raises(LoadError, match="does not exist"):
        reader.load(tmp_path / "none.txt")


def test_module_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('run')")
    (tmp_path / "page.txt").write_text("The bridge has nine arches.")
    monkeypatch.chdir(tmp_path)
    assert "nine arches" in reader_apart().load(Path("page.txt")).text


def test_file_that_takes_too_long_leaves_no_line_in_the_manifest(tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "slow.txt"
    file.write_text("The bridge has nine arches. " * 200_000)
    before = (tiny / "corpus" / MANIFEST).read_bytes()
    settings = load_settings(case=tiny, data=tmp_path / "data", read_timeout_s=0.001)
    added = add_sources(settings, [file])
    assert [skipped.file for skipped in added.skipped] == [str(file)] and "took over 0.001 s" in added.skipped[0].reason
    assert (tiny / "corpus" / MANIFEST).read_bytes() == before


def test_locked_pdf_is_added_as_a_copy_that_opens(tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(files.pdf([["The bridge of Tarn has nine arches."]], password="swordfish"))
    settings = load_settings(case=tiny, data=tmp_path / "data")
    assert "--password" in add_sources(settings, [file]).skipped[0].reason
    assert "does not open" in add_sources(settings, [file], password=lambda path: "wrong").skipped[0].reason
    added = add_sources(settings, [file], password=lambda path: "swordfish")
    assert "nine arches" in load_file(tiny / "corpus" / added.lines[0].line.path).text


STOPS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from rag.models.embedder import MiniLM
real = MiniLM.passages
MiniLM.passages = lambda self, texts: os.abort() if any("swordfish" in text for text in texts) else real(self, texts)
from rag.ingest.apart import main; main()
"""


def test_text_that_stops_the_embedder_costs_its_file_only(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "Embedding", Embedding)  # the real one, in a process that dies of a word
    monkeypatch.setattr(apart, "_SHARED", Apart(60, STOPS))
    (tmp_path / "good.txt").write_text("The bridge has nine arches.")
    (tmp_path / "bad.txt").write_text("The swordfish has none.")
    settings = load_settings(case=tiny, data=tmp_path / "data", embedder="minilm")
    added = add_sources(settings, [tmp_path / "good.txt", tmp_path / "bad.txt"])
    live = build.build(settings).snapshot
    assert "good" in {source.id for source in live.sources}
    (skipped,) = live.skipped
    assert "corpus/bad" in skipped.file and "ended with -6" in skipped.reason
    assert [line.line.id for line in take_back(settings, added, live).lines] == ["good"]
    assert "bad-" not in (tiny / "corpus" / MANIFEST).read_text()
    apart._SHARED.close()


def test_vectors_made_apart_are_those_made_here() -> None:
    texts = ["The bridge has nine arches.", "桥有多长？"]
    made = Embedding(reader_apart(), "minilm").passages(texts)
    assert (made == choose_embedder("minilm").passages(texts)).all()
