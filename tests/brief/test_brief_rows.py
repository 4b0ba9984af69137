"""A brief's figures from the rows of a table, and its questions on what is not said, in the words of each language."""

from __future__ import annotations

import pytest

from rag.brief.tables import measures
from rag.brief.headings import questions, shown_question
from rag.brief.run import _of_template
from ui.brief.unit_words import unit_words

SPANISH = "Año: 2019; Cuota de riego (€/ha): 44,50; Agua servida (m³): 3.100.200; Pérdidas (%): 1,4; Pozos: 12."
CHINESE = "年份: 2022; 供水（万吨）: 38.7; 投诉（件）: 405; 铅（微克/升） = 0.04"


@pytest.mark.parametrize(
    ("row", "language", "told"),
    [
        (
            SPANISH,
            "es",
            [("44,50", "€/ha", "Cuota de riego (€/ha)"), ("3.100.200", "m³", "Agua servida (m³)"), ("1,4", "%", "Pérdidas (%)")],
        ),
        (CHINESE, "zh", [("38.7", "万吨", "供水（万吨）"), ("405", "件", "投诉（件）"), ("0.04", "微克/升", "铅（微克/升）")]),
        ("Year: 2019; Share (%): 1.4; Notes: 70.", "en", [("1.4", "%", "Share (%)")]),
        ("Year ended 30 June: 2019; Yield (%): -4.3; Stock (£ million): 18", "en", [("-4.3", "%", "Yield (%)"), ("18", "£ million", "Stock (£ million)")]),
        ("Year: 2019; Profit (£ million): (7.2); Stock (£ million): 18", "en", [("18", "£ million", "Stock (£ million)")]),
    ],
)  # fmt: skip
def test_a_row_gives_its_figures_with_the_columns_name_and_unit(
    row: str, language: str, told: list[tuple[str, str, str]]
) -> None:
    found = [(m.said, m.unit, m.counted) for m in measures(row, language) if m.written]
    assert found == told
    assert all(said in row and counted in row for said, _, counted in found)


@pytest.mark.parametrize(
    ("row", "language"), [("Cuota (€/m³): 1,48", "es"), ("2019: 1,48; 2020: 1,55; Cuota (€/m³): 1,60", "es")]
)
def test_a_row_without_a_date_of_its_own_gives_none(row: str, language: str) -> None:
    assert not [m for m in measures(row, language) if m.written]


def test_the_date_of_a_column_is_of_its_own_figure_and_no_figure_of_a_row_is_told_by_the_words_beside_it() -> None:
    row = "Manager: Orrin; Stock at 31 March 2023 (£m): 431; Fee (basis points): 14; Yield (%): 6"
    assert [(m.said, m.counted) for m in measures(row, "en")] == [("431", "Stock at 31 March 2023 (£m)")]


@pytest.mark.parametrize(
    ("quote", "counted"),
    [
        ("On 6 May 2023 a lorry with the records of about 1,100 patients was stolen.", ["a lorry with the records of patients"]),
        ("The park had 41 turbines of 3 MW in 2022.", ["The park had, turbines"]),
        ("On 2 March 2023 the county asked how the fund came to invest £62 million in the mill.", []),
    ],
)  # fmt: skip
def test_what_a_figure_counts_has_no_word_left_hanging(quote: str, counted: list[str]) -> None:
    assert [m.counted for m in measures(quote, "en")][:1] == counted


def test_a_question_fits_any_topic_in_spanish_and_stays_elsewhere() -> None:
    topic = "pérdidas de agua"
    told = [shown_question(asked, topic, "es") for asked in questions(topic, "es")]
    assert told[0] == "«pérdidas de agua»: ¿cuánto dinero mueve?"
    assert all(one.startswith(f"«{topic}»: ¿") and one.count(topic) == 1 for one in told)
    assert [shown_question(asked, "the river", "en") for asked in questions("the river", "en")] == questions(
        "the river", "en"
    )


def test_a_missing_chinese_word_has_nothing_of_the_topic_beside_it() -> None:
    topic = "水库的铅与镉"
    assert _of_template(("镉付钱",), questions(topic, "zh")[2], topic) == ("付钱",)
    assert _of_template(("因水",), questions(topic, "zh")[4], topic) == ()
    assert _of_template(("水库",), questions(topic, "zh")[2], topic) == ("水库",)
    assert _of_template(("mueve",), "¿Cuánto dinero mueve el agua?", "el agua") == ("mueve",)


def test_units_are_told_and_a_quotes_own_noun_stays() -> None:
    assert [unit_words(u, "es") for u in ("percent", "tonnes", "averías", "€/m³")] == [
        "%",
        "toneladas",
        "averías",
        "€/m³",
    ]
    assert [unit_words(u, "zh") for u in ("tonnes", "m per 100000", "metres")] == ["吨", "米 per 100000", "metres"]
    assert unit_words("percent", "en") == "percent"
