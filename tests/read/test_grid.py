"""A table's rows keep the names of their columns where these are certain, and stand without any where they are not."""

import pytest

from rag.ingest.formats.grid import SAME, Grid, told


def rows(cells: list[list[str]], heads: int | None = None) -> list[str]:
    return [part.text for part in told(Grid.of(cells, heads), "table 1", "")]


def test_names_of_two_lines_and_signs_in_cells_of_their_own_are_put_together() -> None:
    cells = [
        ["", "Year ended", SAME, SAME, "Year ended", SAME, SAME],
        ["(in millions)", "2023", SAME, SAME, "2022", SAME, SAME],
        ["Revenue", "$", "1,234", "", "$", "(987", ")"],
        ["Margin", "", "12", "%", "", "—", ""],
    ]
    assert rows(cells) == [
        "(in millions)",
        "| Year ended 2023 | Year ended 2022",
        "Revenue | $1,234 | $(987)",
        "Margin | 12% | —",
    ]


def test_a_title_across_the_table_and_its_unit_stand_over_the_rows() -> None:
    cells = [["Balance sheets", ""], ["(in thousands)", ""], ["", "Dec 31, 2023"], ["Cash", "1"], ["Debt", "3"]]
    parts = told(Grid.of(cells), "table 1", "Item 8")
    assert [(p.path, p.text) for p in parts] == [
        ("Item 8", "Balance sheets (in thousands)"),
        ("Item 8 > Balance sheets (in thousands)", "| Dec 31, 2023"),
        ("Item 8 > Balance sheets (in thousands) > | Dec 31, 2023", "Cash | 1"),
        ("Item 8 > Balance sheets (in thousands) > | Dec 31, 2023", "Debt | 3"),
    ]


def test_a_name_across_the_columns_groups_the_rows_below_it() -> None:
    cells = [
        ["Place", "2022", "2023"],
        ["North", SAME, SAME],
        ["Alder", "4", "5"],
        ["South", SAME, SAME],
        ["Cedar", "1", "2"],
    ]
    names = "Place | 2022 | 2023"
    assert [(p.form, p.path, p.text) for p in told(Grid.of(cells), "t", "")] == [
        ("heading", "", names),
        ("group", names, "North"),
        ("", f"{names} > North", "Alder | 4 | 5"),
        ("group", names, "South"),
        ("", f"{names} > South", "Cedar | 1 | 2"),
    ]


def test_a_name_in_the_first_cell_alone_groups_no_row_for_certain() -> None:
    cells = [["", "2022", "2023"], ["Assets", "", ""], ["Cash", "4", "5"], ["Debt", "1", "2"]]
    assert [p.path for p in told(Grid.of(cells), "t", "")] == ["", *["| 2022 | 2023"] * 3]


@pytest.mark.parametrize(
    ("cells", "heads"),
    [
        ([["Cash and cash equivalents", "5", "7"], ["Net debt", "1", "2"]], None),
        ([["Name", "Role"], ["John", "Chair"], ["Ann", "Clerk"]], None),
        ([["", "2023", "2023"], ["Cash", "1", "2"]], 1),  # two columns of one name
        ([["Only", "names"]], 1),
    ],
)
def test_uncertain_names_are_none(cells: list[list[str]], heads: int | None) -> None:
    assert rows(cells, heads)[-1] == " | ".join(cells[-1]) and Grid.of(cells, heads).header == ()
