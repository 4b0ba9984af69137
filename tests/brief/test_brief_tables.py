"""Periods and dates of a brief, and its tables: a figure stands there only where nothing is open."""

import pytest

from rag.brief.tables import Period, lines, measures, read_topic, within
from rag.sources import Source

ROW = "Year: 2022; Region: North; Losses (%): -4.3; Wells: 12; Notes: see p. 70"


def test_a_row_gives_each_figure_its_column_its_labels_and_its_unit() -> None:
    found = [(m.value, m.unit, m.counted, m.when.text) for m in measures(ROW, "en")]
    labels = "Region: North; Notes: see p. 70"
    assert found == [("-4.3", "%", f"{labels}; Losses (%)", "2022"), ("12", "", f"{labels}; Wells", "2022")]


@pytest.mark.parametrize(
    "quote",
    [
        "Region: North; Losses (%): 4.3",  # no date
        "From: 2020; To: 2022; Losses (%): 4.3",  # two dates
        "About 400 kg were landed.",  # no date
        "In 2019 it held 400 kg, then 500 kg.",  # two figures
        "Site 14 was closed in 2019.",  # a bare number may be a name
        "He was jailed in 2019 for 15 years.",  # a length of time
    ],
)
def test_a_figure_of_which_something_is_open_is_left_out(quote: str) -> None:
    assert measures(quote, "en") == []


def test_what_a_sentence_counts_is_the_sentence_with_figure_and_date_left_open() -> None:
    (found,) = measures("In 2020 the final count was 91,799 deaths. It was published later.", "en")
    assert (found.value, found.number, found.counted) == ("91,799", 91799.0, "In … the final count was … deaths")


def test_a_line_needs_three_points_one_a_period_and_no_rival() -> None:
    quotes = [f"In {year} the port landed {n} tonnes." for year, n in ((2019, 10), (2021, 30), (2020, 20))]
    points = [(place, m) for place, quote in enumerate(quotes) for m in measures(quote, "en")]
    ((*line,),) = lines(points)
    assert [m.number for _, m in line] == [10, 20, 30]
    rival = [(3, m) for m in measures("In 2020 the port landed 25 tonnes.", "en")]
    assert lines([*points, *rival]) == [] and lines(points[:2]) == []


@pytest.mark.parametrize(
    ("topic", "rest", "first", "last"),
    [
        ("fentanyl from China, 2013-2021", "fentanyl from China", 2013, 2021),
        ("the bridge in 2020", "the bridge", 2020, 2020),
        ("el puente, de 2019 a 2021", "el puente", 2019, 2021),
        ("the bridge", "the bridge", None, None),
    ],
)
def test_period_of_a_topic(topic: str, rest: str, first: int | None, last: int | None) -> None:
    asked = read_topic(topic, language="es" if topic.startswith("el") else "en")
    assert asked.topic == rest
    assert (asked.period.first and asked.period.first[0], asked.period.last and asked.period.last[0]) == (first, last)


def test_quote_without_a_date_counts_with_its_source() -> None:
    period = Period((2013, 1, 1), (2021, 12, 31))
    assert within("It grew.", Source("a", "A", published="2021-03"), period)
    assert not within("It grew.", Source("a", "A", published="2025-03"), period)
    assert within("It grew in 2019.", Source("a", "A", published="2025-03"), period)
