"""Tables of PDFs as filings have them: names of several lines, indented groups, units; and prose that looks like one."""

from pathlib import Path
from typing import Any

import pytest

from rag.ingest.load import load_file
from rag.sources import ROW, Block
from tests.read import pdfs

XS = (330, 400, 470)  # right edges of three columns of figures


def blocks(tmp_path: Path, draw: Any) -> list[tuple[Block, str]]:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.drawn(draw))
    loaded = load_file(path)
    return [(block, block.span.of(loaded.text)) for block in loaded.blocks]


def rows(tmp_path: Path, draw: Any) -> list[tuple[str, str]]:
    """The path and the words of every row."""
    return [(block.path, text) for block, text in blocks(tmp_path, draw) if ROW.search(block.locator)]


def statement(page: Any) -> None:
    page.drawCentredString(300, 720, "(In millions, except per share data)")
    page.drawCentredString(400, 706, "Year Ended December 31,")
    for x, year in zip(XS, ("2023", "2022", "2021"), strict=True):
        page.drawRightString(x, 692, year)
    said = [
        (60, "Revenue:", ()),
        (70, "Freight", ("$ 1,234", "$ 987", "$ 800")),
        (70, "Storage", ("12", "(9)", "—")),
        (60, "Depreciation, amortization", ()),
        (60, "and depletion", ("7", "8", "9")),
        (60, "Net income per share", ("$ 0.12", "$ (0.98)", "$ 1.10")),
    ]
    for n, (left, label, figures) in enumerate(said):
        page.drawString(left, 678 - 14 * n, label)
        for x, figure in zip(XS, figures, strict=False):
            page.drawRightString(x, 678 - 14 * n, figure)


def test_names_of_two_lines_the_unit_and_an_indented_group_are_kept(tmp_path: Path) -> None:
    unit = "(In millions, except per share data)"
    ends = [f"Year Ended December 31, {year}" for year in (2023, 2022, 2021)]
    assert rows(tmp_path, statement) == [
        (unit, "Revenue:"),
        (f"{unit} > Revenue", f"Freight; {ends[0]} = $ 1,234; {ends[1]} = $ 987; {ends[2]} = $ 800"),
        (f"{unit} > Revenue", f"Storage; {ends[0]} = 12; {ends[1]} = (9); {ends[2]} = —"),
        (unit, f"Depreciation, amortization and depletion; {ends[0]} = 7; {ends[1]} = 8; {ends[2]} = 9"),
        (unit, f"Net income per share; {ends[0]} = $ 0.12; {ends[1]} = $ (0.98); {ends[2]} = $ 1.10"),
    ]


def unnamed(page: Any) -> None:
    for n, (label, *figures) in enumerate((("Cash", "12", "9"), ("Debt", "7", "8"), ("Net debt", "5", "1"))):
        page.drawString(60, 700 - 14 * n, label)
        for x, figure in zip(XS, figures, strict=False):
            page.drawRightString(x, 700 - 14 * n, figure)


def test_a_first_row_of_figures_names_no_column(tmp_path: Path) -> None:
    assert rows(tmp_path, unnamed) == [("", "Cash | 12 | 9"), ("", "Debt | 7 | 8"), ("", "Net debt | 5 | 1")]


def years(page: Any) -> None:
    for n, (label, *figures) in enumerate((("Port", "2021", "2022"), ("Alba", "12", "15"), ("Bergen", "31", "29"))):
        page.drawString(60, 700 - 14 * n, label)
        for x, figure in zip(XS, figures, strict=False):
            page.drawRightString(x, 700 - 14 * n, figure)


def test_years_in_turn_name_columns(tmp_path: Path) -> None:
    assert rows(tmp_path, years) == [
        ("", "Port = Alba; 2021 = 12; 2022 = 15"),
        ("", "Port = Bergen; 2021 = 31; 2022 = 29"),
    ]


@pytest.mark.parametrize(("degrees", "x", "y"), [(90, 60, 0), (270, 60, -500)])
def test_a_table_on_a_turned_page_is_read_by_row(tmp_path: Path, degrees: int, x: int, y: int) -> None:
    def turned(page: Any) -> None:
        page.setPageRotation(degrees)
        page.rotate(degrees)
        page.translate(x if degrees == 90 else -800, -750 if degrees == 90 else -650)
        years(page)

    assert rows(tmp_path, turned)[0] == ("", "Port = Alba; 2021 = 12; 2022 = 15")


def two_periods(page: Any) -> None:
    page.drawCentredString(300, 714, "Three Months Ended")
    page.drawCentredString(440, 714, "Six Months Ended")
    for n, said in enumerate(
        (("", "2023", "2022", "2023", "2022"), ("North", "1", "2", "3", "4"), ("South", "5", "6", "7", "8"))
    ):
        page.drawString(60, 700 - 14 * n, said[0])
        for x, figure in zip((280, 340, 420, 480), said[1:], strict=True):
            page.drawRightString(x, 700 - 14 * n, figure)


def test_a_name_over_two_columns_is_of_both(tmp_path: Path) -> None:
    assert rows(tmp_path, two_periods)[0][1] == (
        "North; Three Months Ended 2023 = 1; Three Months Ended 2022 = 2; Six Months Ended 2023 = 3; Six Months Ended 2022 = 4"
    )


def framed(page: Any) -> None:
    page.grid([60, 200, 340, 420], [600, 630, 660, 690])
    for x, y, said in (
        (64, 675, "Site"), (204, 675, "Permit"), (344, 675, "Tons"),
        (64, 648, "Harbour depot and"), (64, 636, "its warehouses"), (204, 648, "Granted, then"), (204, 636, "renewed"), (344, 648, "12,400"),
        (64, 615, "Tank farm"), (204, 615, "Refused"), (344, 615, "800"),
    ):  # fmt: skip
        page.drawString(x, y, said)


def test_cells_between_rules_hold_all_their_lines(tmp_path: Path) -> None:
    assert [text for _, text in rows(tmp_path, framed)] == [
        "Site = Harbour depot and its warehouses; Permit = Granted, then renewed; Tons = 12,400",
        "Site = Tank farm; Permit = Refused; Tons = 800",
    ]


def justified(page: Any) -> None:
    """Prose in two columns, drawn across both, with blanks as wide as those between cells."""
    for n, (left, right) in enumerate(zip(pdfs.LEFT, pdfs.RIGHT, strict=True)):
        for x, said in ((60, left), (330, right)):
            words = said.split()
            step = (210 - sum(page.stringWidth(word, "Helvetica", 10) for word in words)) / (len(words) - 1)
            for word in words:
                page.drawString(x, 700 - 12 * n, word)
                x += page.stringWidth(word, "Helvetica", 10) + max(step, 10.5)


def test_justified_prose_is_no_table(tmp_path: Path) -> None:
    assert [text for _, text in blocks(tmp_path, justified)] == [pdfs.LEFT_SAID, pdfs.RIGHT_SAID]


def sections(page: Any) -> None:
    for y, font, said in (
        (740, ("Helvetica-Bold", 16), "Costs"), (715, ("Helvetica-Bold", 12), "Works"), (700, ("Helvetica", 10), pdfs.LEFT[0]),
        (688, ("Helvetica", 10), "that the works were dear."), (660, ("Helvetica-Bold", 12), "Roads"), (645, ("Helvetica", 10), pdfs.RIGHT[0]),
        (633, ("Helvetica", 10), "about roads."), (600, ("Helvetica-Bold", 16), "Risks"), (580, ("Helvetica", 10), "None are known."),
    ):  # fmt: skip
        page.setFont(*font)
        page.drawString(60, y, said)


def test_headings_stand_over_each_other_by_their_size(tmp_path: Path) -> None:
    found = [(block.path, text) for block, text in blocks(tmp_path, sections)]
    assert [path for path, _ in found] == ["", "Costs", "Costs > Works", "Costs", "Costs > Roads", "", "Risks"]


@pytest.mark.parametrize("mark", ["•", "–"])
def test_a_note_at_a_line_end_begins_no_item(tmp_path: Path, mark: str) -> None:
    def draw(page: Any) -> None:
        pdfs.lines(
            page,
            [
                "The board told of this at some length in its Note",
                "7. It has not come back to the matter since then, not once.",
                f"{mark} an item",
            ],
        )

    assert next(text for _, text in blocks(tmp_path, draw)).endswith("not once.")
