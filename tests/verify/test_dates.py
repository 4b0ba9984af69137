# One case a line: a table is read across.
"""Which dates are read, in three languages, and which of them can name one time."""

from __future__ import annotations

import pytest

from rag.verify.values.dates import When, bears, compatible, dates
from rag.verify.values.numbers import figures


def one(text: str, language: str = "en") -> When:
    (when,) = dates(text, language)
    return when


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("24 August 2021", "en", (2021, 8, 24)),
        ("August 24th, 2021", "en", (2021, 8, 24)),
        ("Tuesday, Aug. 24", "en", (None, 8, 24)),
        ("2021-08-24", "en", (2021, 8, 24)),
        ("2021-08", "en", (2021, 8, None)),
        ("May 2020", "en", (2020, 5, None)),
        ("in 2020", "en", (2020, None, None)),
        ("mid-2019", "en", (2019, None, None)),
        ("3/4/2021", "en", (2021, 3, 4)),
        ("3/4/2021", "es", (2021, 4, 3)),
        ("el 1 de diciembre de 2018", "es", (2018, 12, 1)),
        ("diciembre de 2018", "es", (2018, 12, None)),
        ("24 ago 2021", "es", (2021, 8, 24)),
        ("4 mar 2025", "es", (2025, 3, 4)),
        ("mar 2021", "es", (2021, 3, None)),
        ("2018年12月1日", "zh", (2018, 12, 1)),
        ("2018年", "zh", (2018, None, None)),
        ("２０２１年８月", "zh", (2021, 8, None)),
    ],
)
def test_reads(text: str, language: str, parts: tuple[int | None, ...]) -> None:
    assert one(text, language).parts == parts


@pytest.mark.parametrize(
    "text",
    ["it may rise", "el mar", "they march", "2000 people", "$2019", "GAO-18-2050", "22 U.S.C. 2002", "page 1998", ""],
)
def test_no_date(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    "text", ["FY2021", "FY 21", "fiscal 2021", "fiscal year 2021", "el año fiscal 2021", "2021财年"]
)
def test_fiscal_year_is_a_kind_of_its_own(text: str) -> None:
    when = one(text)
    assert (when.fiscal, when.year) == (True, 2021)
    assert not compatible(when, one("2021"))


def test_half_years_are_two_ranges() -> None:
    found = dates("between July-December 2019 and January-June 2020")
    assert [w.ends for w in found] == [((2019, 7, None), (2019, 12, None)), ((2020, 1, None), (2020, 6, None))]


@pytest.mark.parametrize(
    "text", ["2014-2019", "from 2014 to 2019", "between 2014 and 2019", "2014-19", "2014年至2019年"]
)
def test_range_of_years(text: str) -> None:
    assert one(text).ends == ((2014, None, None), (2019, None, None))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2021", "24 August 2021", True),
        ("August 2021", "24 August 2021", True),
        ("Aug. 24", "24 August 2021", True),
        ("23 August 2021", "24 August 2021", False),
        ("2020", "24 August 2021", False),
        ("2014-2019", "2016", True),
        ("2014-2019", "2020", False),
        ("2014-2019", "2014-2018", False),
    ],
)
def test_compatible_either_way(a: str, b: str, expected: bool) -> None:
    assert compatible(one(a), one(b)) is compatible(one(b), one(a)) is expected


def test_less_exact_evidence_does_not_bear() -> None:
    assert bears(one("24 August 2021"), one("August 2021"))
    assert not bears(one("August 2021"), one("24 August 2021"))


@pytest.mark.parametrize(
    ("text", "year"), [("14-18 March 2022", 2022), ("14–18 March 2022", 2022), ("14th-18th of March", None), ("March 14-18, 2022", 2022), ("14-18 de marzo de 2022", 2022)]
)  # fmt: skip
def test_days_of_a_month_are_a_range_whichever_stands_first(text: str, year: int | None) -> None:
    when = one(text)
    assert (when.parts, when.until) == ((year, 3, 14), (year, 3, 18))
    assert figures(text) == ()


@pytest.mark.parametrize("text", ["They won 3-1 May 2021.", "It sells 10-12 march hares.", "10-12 may come"])
def test_a_score_or_a_count_before_a_months_name_is_no_range_of_days(text: str) -> None:
    assert all(not when.until for when in dates(text))


def test_days_of_a_month_bear_the_month_and_none_of_them_alone() -> None:
    days = one("14-18 March 2022")
    assert bears(days, one("March 2022"))
    assert bears(days, one("2022"))
    assert not bears(days, one("16 March 2022"))
    assert not bears(days, one("April 2022"))
    assert not bears(one("July-December 2019"), one("2019"))


def test_span_is_the_date() -> None:
    text = "😀 le\u0301i, 1 de diciembre de 2018."
    assert [w.span.of(text) for w in dates(text, "es")] == ["1 de diciembre de 2018"]
