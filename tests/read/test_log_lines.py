"""Lines of a log that begin with their time: each is a paragraph and a sentence of its own, while prose and lists stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.ingest.formats.logged import entries, is_entry
from tests.read.blocks import load, placed

LOG = """PUMPING STATION EAST
Duty book, March 2022

2022-03-04 21:10 Gate 2 opened. Level 3.1 m.
2022-03-04 21:42 Alarm: motor hot. Seen by the foreman,
   who called the fitter.
2022-03-04 22:05 Fitter on site. Motor stopped.
2022-03-05 06:00 Shift handed over."""


def test_each_entry_is_a_block_with_its_time_and_the_line_that_goes_on_with_it(tmp_path: Path) -> None:
    told = placed(load(tmp_path, "a.txt", LOG))
    assert [text for _, text in told[2:]] == [
        "2022-03-04 21:10 Gate 2 opened. Level 3.1 m.",
        "2022-03-04 21:42 Alarm: motor hot. Seen by the foreman, who called the fitter.",
        "2022-03-04 22:05 Fitter on site. Motor stopped.",
        "2022-03-05 06:00 Shift handed over.",
    ]
    assert {place for place, _ in told[2:]} == {"para 2"}


@pytest.mark.parametrize(
    "lines",
    [
        ["[08:15] Doors open.", "[08:40] First witness. Sworn in.", "[09:05] Recess."],
        ["08:15:02 boot", "08:15:07.331 link up", "08:16:00 ready"],
        ["04/03/2022 Letter sent. No reply.", "11/03/2022 Second letter.", "18/03/2022 Reply."],
        ["4 March 2022: Ship sailed. Calm sea.", "5 March 2022: Storm.", "9 March 2022: In port."],
        ["March 4, 2022 - Filed.", "March 9, 2022 - Heard.", "Apr. 2, 2022 - Settled."],
        ["3 de mayo de 2021: Se cierra la presa.", "4 de mayo de 2021: Llueve.", "7 de mayo de 2021: Se abre."],
        ["2021年5月3日 水库关闸。", "2021年5月4日 下雨。", "2021年5月7日 开闸。"],
        ["2022-03-04T21:10:00Z Gate opened.", "2022-03-04T21:42:00Z Alarm.", "2022-03-04T22:05:00Z Stopped."],
    ],
)  # fmt: skip
def test_lines_that_begin_with_a_date_or_a_time_are_entries(lines: list[str]) -> None:
    assert entries(lines) == [0, 1, 2]


@pytest.mark.parametrize(
    "lines",
    [
        ["3.15 The board finds that the pier was open.", "3.16 It finds no fault.", "3.17 It thanks the town."],
        ["14 people were hurt.", "20 May be more.", "30 were not."],
        ["The board met on 4 March 2022 and again on", "9 March 2022, when it heard the surveyor. On", "12 March 2022 it closed the account."],
        ["2,400 tonnes were moved.", "1 Mayor, 2 aldermen.", "2021 was dry."],
        ["May 2021 was wet.", "June 2021 was dry.", "Nothing else is known of it."],
    ],
)  # fmt: skip
def test_numbered_paragraphs_and_wrapped_prose_are_none(lines: list[str]) -> None:
    assert entries(lines) == []


def test_a_date_alone_is_no_entry() -> None:
    assert not is_entry("4 March 2022") and not is_entry("21:10")
