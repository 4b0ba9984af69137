"""Lines of a plain text that stand by themselves without a blank line: kept apart, while wrapped lines are put together as before."""

from pathlib import Path

import pytest

from tests.read.blocks import load, placed

WRAPPED = """The harbour board met on Tuesday to settle the account of
the new pier, which had been open since the spring. Three
members of the board were away.
"""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("水库三年见底，农户要求重修\n河口日报 记者 林晓 2023年5月2日\n\n水库于2019年建成。", ["水库三年见底，农户要求重修", "河口日报 记者 林晓 2023年5月2日", "水库于2019年建成。"]),
        ("二、供水情况\n2022年实际供水三百万吨，平均每日八千余吨，相当于设计能力的六成。", ["二、供水情况", "2022年实际供水三百万吨，平均每日八千余吨，相当于设计能力的六成。"]),
        ("以上判决为终审判决。\n\n审判员 王建\n二〇二二年三月一日", ["以上判决为终审判决。", "审判员 王建", "二〇二二年三月一日"]),
        ("（一）账目未经核对。\n（二）合同未经招标。", ["（一）账目未经核对。", "（二）合同未经招标。"]),
        ("ANTECEDENTES\nEl concejo aprobó la obra en abril de 2019 por mayoría.", ["ANTECEDENTES", "El concejo aprobó la obra en abril de 2019 por mayoría."]),
        ("El puente cierra por segunda vez\nPor Ana Ruiz\n12 de mayo de 2021\n\nEl puente se cerró el lunes.", ["El puente cierra por segunda vez", "Por Ana Ruiz", "12 de mayo de 2021", "El puente se cerró el lunes."]),
        ("The pier closes for the second time\nBy Ann Lee\n\nIt was closed on Monday.", ["The pier closes for the second time", "By Ann Lee", "It was closed on Monday."]),
        ("3. Finances\nThe board closed the year with a loss of two million pounds, as it had said.", ["3. Finances", "The board closed the year with a loss of two million pounds, as it had said."]),
    ],
)  # fmt: skip
def test_a_line_that_its_writer_ended_stays_apart(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    assert [told for _, told in placed(load(tmp_path, "a.txt", text))] == paragraphs


def test_pieces_of_what_blank_lines_part_have_one_place_so_that_a_ledger_names_the_same(tmp_path: Path) -> None:
    text = "水库三年见底\n河口日报 记者 林晓 2023年5月2日\n\n水库于2019年建成。\n\n审判员 王建\n二〇二二年三月一日"
    assert placed(load(tmp_path, "a.txt", text)) == [
        ("para 1", "水库三年见底"),
        ("para 1", "河口日报 记者 林晓 2023年5月2日"),
        ("para 2", "水库于2019年建成。"),
        ("para 3", "审判员 王建"),
        ("para 3", "二〇二二年三月一日"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED,
        # wrapped in Chinese: full lines, and a last one
        "水库管理处说，去年的雨水比前年少了三成，下游五个村子的\n农户都没有领到全部的灌溉水量，其中两个村子在七月里停了\n二十天的水。",
        # a line is short because the next word is long
        "Read the whole of the report, which is found at\nhttps://board.example/reports/2021/harbour-account-and-annexes.html as a\nfile for everyone to read.",
        "The account was drawn up by\nthe surveyor of the harbour board in May,\nand it was signed in June.",
    ],
)  # fmt: skip
def test_wrapped_lines_are_one_paragraph(tmp_path: Path, text: str) -> None:
    assert len(placed(load(tmp_path, "a.txt", text))) == 1
