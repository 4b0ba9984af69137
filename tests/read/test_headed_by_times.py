"""A table whose figures stand beside times and dates keeps the names of its columns; one without a header gets none."""

from __future__ import annotations

import pytest

from rag.ingest.formats.grid import Grid, said


@pytest.mark.parametrize(
    ("table", "second"),
    [
        ([["Finding", "Draft", "Final"], ["Doors shut", "21:40", "21:42:07"], ["Litres left", "36", "31"]], "Finding = Doors shut; Draft = 21:40; Final = 21:42:07"),
        ([["Stage", "Begun"], ["Survey", "4 Nov 2021"], ["Repair", "2022-03-05"]], "Stage = Survey; Begun = 4 Nov 2021"),
        ([["Event", "When"], ["Alarm", "2021-02-23 03:02 UTC"], ["Call", "3:05 pm"]], "Event = Alarm; When = 2021-02-23 03:02 UTC"),
        ([["", "Interim", "Final"], ["Ships", "9", "14"], ["Left at", "09:05", "9:10"]], "Ships; Interim = 9; Final = 14"),
        ([["Town", "30 Apr 2021", "4 Nov 2021"], ["Stenby", "9", "14"], ["Westby", "3", "4"]], "Town = Stenby; 30 Apr 2021 = 9; 4 Nov 2021 = 14"),
    ],
)  # fmt: skip
def test_times_and_dates_are_figures_below_a_header(table: list[list[str]], second: str) -> None:
    grid = Grid.of(table)
    assert (grid.rows[0].number, said(grid.rows[0].cells, grid.header)) == (2, second)


@pytest.mark.parametrize(
    "table",
    [
        [["2021-02-23", "Alma"], ["2021-02-24", "Ida"]],
        [["Begun", "03:02"], ["Ended", "04:10"]],
        [["Ohio", "Columbus"], ["Texas", "Austin"]],
        [["21:40", "Doors shut"], ["21:42", "Train left"]],
        [["Name", "Left"], ["Ida", ""], ["Alma", ""]],
    ],
)  # fmt: skip
def test_a_first_row_of_the_same_kind_is_no_header(table: list[list[str]]) -> None:
    assert [row.number for row in Grid.of(table).rows] == list(range(1, len(table) + 1))
