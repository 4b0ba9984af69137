"""Scanned pages: read where Tesseract is installed, and never passed off as the printed text."""

import os
import shutil
from pathlib import Path

import pdfs
import pytest

from rag.errors import LoadError
from rag.ingest.load import load_file

FAKE = """#!/bin/sh
if [ "$1" = "--list-langs" ]; then echo "List of available languages (2):"; echo eng; echo spa; exit 0; fi
head -c 2 | grep -q P5 || exit 1
test "$4" = eng+spa || exit 1
printf 'The Mill Bridge is 48 me-\\ntres\\nlong.\\n\\nIt was opened in 1887.\\n\\f'
"""


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(FAKE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdfs.scanned())
    return file


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_scan_is_read_and_every_passage_says_by_what(tesseract: Path, scan: Path) -> None:
    read = load_file(scan, 64)
    told = [(block.span.of(read.text), block.locator) for block in read.blocks]
    assert told == [
        ("The Mill Bridge is 48 metres long.", "p. 1, read by OCR"),
        ("It was opened in 1887.", "p. 1, read by OCR"),
    ]
    assert any("letters and figures may be wrong" in warning for warning in read.warnings)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nprintf '\\n\\f'\n"])
def test_tesseract_that_fails_or_sees_nothing_leaves_the_named_outcome(
    tesseract: Path, scan: Path, script: str
) -> None:
    tesseract.write_text(script)
    with pytest.raises(LoadError, match=r"no text layer.*Tesseract reads nothing on them"):
        load_file(scan, 64)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_chinese_that_tesseract_parts_into_characters_is_put_together(tesseract: Path, scan: Path) -> None:
    tesseract.write_text("#!/bin/sh\nprintf '行政 处 罚 决定 书 ， 2019 年 of the Office\n\f'\n")
    assert load_file(scan, 64).text == "行政处罚决定书， 2019 年 of the Office"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_hidden_words_do_not_keep_a_scan_from_being_read(tesseract: Path, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdfs.only_hidden())
    read = load_file(file, 64)
    assert read.text.startswith("The Mill Bridge is 48 metres long.")
    assert any("cannot be seen" in warning for warning in read.warnings)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_page_of_a_scan_that_cannot_be_loaded_is_told_and_the_rest_is_read(tesseract: Path, scan: Path) -> None:
    import re

    two = re.sub(rb"/Count 1 /Kids \[ (\d+ 0 R) \]", rb"/Count 2 /Kids [ \1 99 0 R ]", scan.read_bytes())
    assert two != scan.read_bytes()
    scan.write_bytes(two)
    read = load_file(scan, 64)
    assert {block.locator for block in read.blocks} == {"p. 1, read by OCR"}
    assert any("pages OCR could not read: 2" in warning for warning in read.warnings)


def test_without_tesseract_the_next_step_is_named(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoadError, match="Install Tesseract, or run it through OCR first"):
        load_file(scan, 64)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_real_tesseract_reads_a_printed_page(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 400), 255)
    font = ImageFont.load_default(size=40)
    ImageDraw.Draw(page).text((80, 120), "The Mill Bridge is 48 metres long.", fill=0, font=font)
    page.save(tmp_path / "scan.pdf", resolution=150)
    read = load_file(tmp_path / "scan.pdf", 64)
    assert "The Mill Bridge is 48 metres long." in read.text
    assert read.blocks[0].locator == "p. 1, read by OCR"
