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
        ("Port | 2021 | 2022", "Alba | 12 | 15"),
        ("Port | 2021 | 2022", "Bergen | 31 | 29"),
    ]


@pytest.mark.parametrize("shown", [0, 90, 180, 270])
@pytest.mark.parametrize(("degrees", "x", "y"), [(90, 60, -750), (180, -500, -800), (270, -560, -400)])
def test_a_table_that_lies_on_its_page_is_read_by_row(tmp_path: Path, shown: int, degrees: int, x: int, y: int) -> None:
    def turned(page: Any) -> None:
        page.setPageRotation(shown)
        page.rotate(degrees)
        page.translate(x, y)
        years(page)

    assert rows(tmp_path, turned)[0] == ("Port | 2021 | 2022", "Alba | 12 | 15")


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
        "Harbour depot and its warehouses | Granted, then renewed | 12,400",
        "Tank farm | Refused | 800",
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


def test_a_table_that_goes_on_over_a_page_is_one_under_its_names(tmp_path: Path) -> None:
    def page(first: int) -> Any:
        def draw(canvas: Any) -> None:
            canvas.grid([60, 200, 340], [800 - 20 * n for n in range(31)] if first == 0 else [800, 780, 760, 740])
            said = [("Port", "Tons"), *((f"Harbour {n}", str(100 + n)) for n in range(first, first + 29))]
            for n, cells in enumerate(said[: 30 if first == 0 else 3]):
                for x, text in zip((64, 204), cells, strict=True):
                    canvas.drawString(x, 786 - 20 * n, text)

        return draw

    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.drawn(page(0), page(29)))
    loaded = load_file(path)
    told = [(b.path, b.span.of(loaded.text)) for b in loaded.blocks if ROW.search(b.locator)]
    assert len({b.locator.split(", row")[0] for b in loaded.blocks}) == 1
    assert [text for _, text in told] == [f"Harbour {n} | {100 + n}" for n in range(31)]
    assert {under for under, _ in told} == {"Port | Tons"}
