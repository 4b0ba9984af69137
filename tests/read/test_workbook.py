"""Workbooks: rows of sheets as statements; dates, shares and broken fractions as people write them; nothing that is hidden."""

from pathlib import Path

import pytest

from rag.ask import answer
from rag.errors import LoadError
from rag.ingest.load import load_file
from tests.cases import opened
from tests.read.books import Cell, book

WAITS: list[list[Cell]] = [
    ["Year", "Site", "Median wait (weeks)", "Share late"],
    [(2022.0, 0), "Northgate", (24.8, 0), (0.125, 2)],
    [(2023.0, 0), "Northgate", (26.700000000000003, 0), (0.3, 2)],
    [(2023.0, 0), "Southgate", (15.9, 0), (0.0, 2)],
]


def loaded(path: Path, data: bytes) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    path.write_bytes(data)
    found = load_file(path)
    return [(b.locator, b.span.of(found.text)) for b in found.blocks], found.warnings


def test_each_row_is_said_under_the_names_of_its_columns(tmp_path: Path) -> None:
    told, warnings = loaded(tmp_path / "waits.xlsx", book(("Waits", "visible", WAITS)))
    assert told[0] == ("row 1", "Year | Site | Median wait (weeks) | Share late")
    assert told[1] == ("row 2", "2022 | Northgate | 24.8 | 12.5%")
    assert told[2] == ("row 3", "2023 | Northgate | 26.7 | 30%")
    assert len(told) == 4 and warnings == ()


def test_of_several_sheets_each_row_has_its_sheets_name_and_a_hidden_one_is_left_out(tmp_path: Path) -> None:
    days: list[list[Cell]] = [["Day", "Event"], [(45382.0, 1), "Closed"], [(45383.5, 3), "Opened"]]
    data = book(
        ("Waits", "visible", WAITS), ("Days", "visible", days), ("Notes", "hidden", [["Say", "yes"], ["a", "b"]])
    )
    told, warnings = loaded(tmp_path / "two.xlsx", data)
    assert ("section 'Waits', row 2", told[2][1]) == told[2] and told[0] == ("section 'Waits'", "Waits")
    assert told[-2:] == [
        ("section 'Days', row 2", "2024-03-31 | Closed"),
        ("section 'Days', row 3", "2024-04-01 12:00 | Opened"),
    ]
    assert warnings == ("hidden sheet(s) were left out: Notes",)


def test_lines_over_and_under_a_table_are_paragraphs(tmp_path: Path) -> None:
    rows = [["Waiting times by site"], [""], *WAITS, ["Source: the hospitals' register."]]
    told, _ = loaded(tmp_path / "waits.xlsx", book(("Waits", "visible", rows)))
    assert told[0] == ("para 1", "Waiting times by site") and told[1][0] == "row 3" and told[2][0] == "row 4"
    assert told[-1] == ("para 2", "Source: the hospitals' register.")


def test_a_hidden_row_is_left_out_and_said(tmp_path: Path) -> None:
    told, warnings = loaded(tmp_path / "waits.xlsx", book(("Waits", "visible", WAITS), extra=' hidden="1"'))
    assert len(told) == 3 and warnings == ("Waits: 1 hidden row(s) or column(s) were left out",)


@pytest.mark.parametrize(
    "data",
    [book(("W", "visible", WAITS)).replace(b"PK\x03\x04", b"PK\x03\x05", 1), book(("W", "visible", WAITS))[:400]],
)
def test_a_broken_workbook_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.xlsx").write_bytes(data)
    with pytest.raises(LoadError, match="broken"):
        load_file(tmp_path / "bad.xlsx")


def test_nothing_outside_of_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password")
    attack = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'.encode()
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(("W", "visible", WAITS)))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, attack + text.replace(b"Northgate", b"&s;") if "shared" in name else text)
    path = tmp_path / "w.xlsx"
    path.write_bytes(packed.getvalue())
    assert "password" not in load_file(path).text


def test_a_question_is_answered_by_the_row(tmp_path: Path) -> None:
    parts = opened(tmp_path, ("waits.xlsx", "Waiting times", book(("Waits", "visible", WAITS))))
    reply = answer("What was the median wait at Northgate in 2023?", parts)
    assert reply.verdicts[0].claim.citations[0].quote.startswith("2023 | Northgate | 26.7")


def test_a_row_of_one_of_several_sheets_is_cited_to_its_own_place(tmp_path: Path) -> None:
    gifts: list[list[Cell]] = [["Donor", "Crowns"], ["Rotary", (45.0, 0)], ["Friends", (12.0, 0)], ["Anon", (2.0, 0)]]
    data = book(("Waits", "visible", WAITS), ("Gifts", "visible", gifts))
    reply = answer("How many crowns did Friends give?", opened(tmp_path, ("books.xlsx", "Books", data)))
    assert reply.verdicts[0].claim.citations[0].locator == "section 'Gifts', row 3"
