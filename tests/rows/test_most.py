"""The row that has the most or the fewest of what is asked for is reckoned; where it is not sure what is meant, none is."""

from __future__ import annotations

import numpy as np
import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.rows.counts import value_in
from rag.rows.ends import of_two_years
from rag.rows.most import most
from rag.rows.table import Column
from rag.types import Status
from tests.rows.test_named import opened

FERRY = """Year,Sailings,Passengers,Reported incidents,Persons injured,Maintenance (million crowns)
2018,6120,402310,3,1,11.2
2019,6204,418775,2,0,11.5
2020,3890,187402,1,0,8.1
2021,4410,261090,1,2,9.9
2022,6001,395644,2,1,12.0
Total,26625,1665221,9,4,52.7
"""
GROUPS = """Group,On board,Slightly injured,Seriously injured
"Passengers, adults",142,17,3
"Passengers, under 18",45,6,0
Crew,11,2,1
Total,198,25,4
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    files = (("years.csv", "Ferries of Skerra by year", FERRY), ("groups.csv", "Accident of the Halvard Rose", GROUPS))
    return opened(tmp_path_factory.mktemp("ferry"), *files)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In which year were there the most incidents?", "Year: 2018;"),
        ("Which year had the most passengers?", "Year: 2019;"),
        ("Which year had the fewest sailings?", "Year: 2020;"),
        ("In which year did most people get injured?", "Year: 2021;"),
        ("When was maintenance highest?", "Year: 2022;"),
        ("Which group had the most slightly injured?", "Group: Passengers, adults;"),
    ],
)
def test_the_row_with_the_most_or_the_fewest_is_quoted_and_no_other(ferry: Parts, question: str, told: str) -> None:
    reply = answer(question, ferry)
    assert [c.quote[: len(told)] for v in reply.verdicts for c in v.claim.citations] == [told]
    assert {v.status for v in reply.verdicts} == {Status.SUPPORTED}


HOSPITAL = """Year,Site,Median wait (weeks),Waiting over a year,Result (millions),Beds
2020,Northgate,22.4,405,3.5,410
2020,Southgate,19.8,312,-8.5,640
2021,Northgate,20.9,371,-28.6,405
2021,Southgate,18.3,288,-13.9,640
2022,Northgate,18.4,390,-6.6,402
2022,Southgate,17.6,254,-9.9,644
"""


@pytest.fixture(scope="module")
def hospitals(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return opened(tmp_path_factory.mktemp("hospitals"), ("waits.csv", "Hospitals of Velmouth", HOSPITAL))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which year had the worst result at Northgate?", "Year: 2021; Site: Northgate"),
        ("Which year had the best result at Southgate?", "Year: 2020; Site: Southgate"),
        ("In which year was the median wait worst at Southgate?", "Year: 2020; Site: Southgate"),
        ("Which year had the longest wait at Northgate?", "Year: 2020; Site: Northgate"),  # two columns are called so
    ],
)
def test_the_best_and_the_worst_are_of_what_the_column_counts(hospitals: Parts, question: str, told: str) -> None:
    reply = answer(question, hospitals)
    assert [c.quote[: len(told)] for v in reply.verdicts for c in v.claim.citations] == [told]


@pytest.mark.parametrize(
    "question",
    [
        "Did the median wait at Northgate rise between 2020 and 2022?",
        "How did the median wait at Northgate change from 2020 to 2022?",
        "How many beds did Northgate have in 2020 and in 2022?",
    ],
)
def test_two_years_are_told_by_their_own_rows(hospitals: Parts, question: str) -> None:
    quotes = [c.quote for v in answer(question, hospitals).verdicts for c in v.claim.citations]
    assert sorted(quote[:27] for quote in quotes) == ["Year: 2020; Site: Northgate", "Year: 2022; Site: Northgate"]


def test_why_it_rose_between_two_years_is_told_by_no_row(hospitals: Parts) -> None:
    tables = list(hospitals.rows._tables)
    assert not any(of_two_years("Why did the median wait at Northgate rise between 2020 and 2022?", t) for t in tables)
    assert not any(of_two_years("Did the median wait rise between 2020 and 2022?", t) for t in tables)  # at which site?


def test_no_year_is_best_where_nobody_can_tell_whether_more_is_better(hospitals: Parts) -> None:
    assert not any(most("Which year was best for beds at Northgate?", table) for table in hospitals.rows._tables)


@pytest.mark.parametrize(
    "question",
    [
        "Which year had the most strikes?",  # no column
        "Which harbour had the most passengers?",  # no such rows
        "Which year had the most passengers in Norway?",  # a name that no row has
        "In which year were at most two incidents reported?",
        "Which year had the most recent incidents?",
        "How many passengers were there in 2019?",
        "Which year had the most?",
    ],
)
def test_what_is_not_surely_of_the_table_is_not_reckoned(ferry: Parts, question: str) -> None:
    assert not any(most(question, table) for table in ferry.rows._tables)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1,234", "999.5", "−3"), (1234, 999.5, -3)),
        (("11,2", "12", "8,15"), (11.2, 12, 8.15)),
        (("n/a", "1 024 kg", "£2,500"), (None, 1024, 2500)),
    ],
)
def test_cells_are_read_as_people_write_numbers(cells: tuple[str, ...], values: tuple[float | None, ...]) -> None:
    column = Column("x", cells, np.arange(len(cells), dtype=np.int32), True)
    assert tuple(value_in(column, n) for n in range(len(cells))) == values


def test_years_that_share_the_first_place_are_quoted_together(ferry: Parts) -> None:
    reply = answer("In which year were there the fewest incidents?", ferry)
    quotes = " ".join(c.quote for v in reply.verdicts for c in v.claim.citations)
    assert "Year: 2020;" in quotes and "Year: 2021;" in quotes and "Year: 2018;" not in quotes
