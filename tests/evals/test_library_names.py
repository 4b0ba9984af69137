"""By which names the files of a folder are cited: one that several have leads to none of them."""

from pathlib import Path

import pytest

from rag.grounded.check import check_one
from rag.grounded.library import read_library
from rag.grounded.statements import Outside, statements_of
from rag.types import Status, Verdict

pytestmark = pytest.mark.usefixtures("by_words")

WIDE, LONG = "The Mill Bridge is 6.2 metres wide.", "The Mill Bridge is 48 metres long."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """``2020/report.txt``, ``2021/report.txt`` and ``survey.txt`` beside ``survey.md``."""
    for name, text in (("2020/report.txt", WIDE), ("2021/report.txt", LONG), ("survey.txt", WIDE), ("survey.md", LONG)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def verdict(folder: Path, said: str, *cited: str) -> Verdict:
    marks = "".join(f"[{n}]" for n in range(1, len(cited) + 1))
    (one,) = check_one(Outside("a", "", statements_of(f"{said[:-1]} {marks}.", cited)), read_library(folder)).verdicts
    return one


@pytest.mark.parametrize("name", ["2021/report", "2021/report.txt", "survey.md"])
def test_a_name_that_one_file_has_leads_to_it(folder: Path, name: str) -> None:
    assert verdict(folder, LONG, name).status is Status.SUPPORTED


@pytest.mark.parametrize(
    ("name", "files"), [("report", "2020/report.txt, 2021/report.txt"), ("survey", "survey.md, survey.txt")]
)
def test_a_name_that_several_files_have_is_a_bad_reference_that_names_them(folder: Path, name: str, files: str) -> None:
    found = verdict(folder, LONG, name)
    assert (found.status, found.reason) == (
        Status.BAD_REFERENCE, f"“{name}” may be any of {files}: cite one by its path",
    )  # fmt: skip
