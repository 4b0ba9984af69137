# One case a line: a table is read across.
"""What figures() reads, what it leaves to dates and identifiers, and which figures bear one another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import Bearing, bearing, clash


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Value (plain notation) and unit of each quantity or ordinal."""
    return [(f"{f.value.normalize():f}", f.unit) for f in figures(text, language) if f.kind != "identifier"]


def one(text: str, language: str = "en") -> Figure:
    (figure,) = figures(text, language)
    return figure


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("93,331 deaths", "en", [("93331", "")]),
        ("93.331 muertes", "es", [("93331", "")]),
        ("93,331 muertes", "es", [("93331", "")]),
        ("93 331 heriotza", "eu", [("93331", "")]),
        ("93\u202f331 deaths", "en", [("93331", "")]),
        ("93.331 kg", "en", [("93.331", "kg")]),
        ("10,5 toneladas", "es", [("10.5", "tonnes")]),
        ("1.234.567,8 kg", "es", [("1234567.8", "kg")]),
        ("10.5 million pills", "en", [("10500000", "")]),
        ("$30 million", "en", [("30000000", "USD")]),
        ("US$ 5.5bn", "en", [("5500000000", "USD")]),
        ("30 millones de pastillas", "es", [("30000000", "")]),
        ("2 mil millones de dólares", "es", [("2000000000", "USD")]),
        ("9万3千人", "zh", [("93000", "")]),
        ("9.3万人", "zh", [("93000", "")]),
        ("4300万美元", "zh", [("43000000", "USD")]),
        ("1.2亿人", "zh", [("120000000", "")]),
        ("九万三千三百三十一人", "zh", [("93331", "")]),
        ("五万七千人", "zh", [("57000", "")]),
        ("五万七人", "zh", [("57000", "")]),  # its last digit counts thousands
        ("一百零二人", "zh", [("102", "")]),
        ("百分之九", "zh", [("9", "percent")]),
        ("三分之二的人", "zh", [("66.66666666666666666666666667", "percent")]),
        ("增长两倍", "zh", [("2", "times")]),
        ("五个百分点", "zh", [("5", "percentage points")]),
        ("统一的一些人", "zh", []),
        ("134 percent, 134%, 134 per cent", "en", [("134", "percent")] * 3),
        ("134 por ciento", "es", [("134", "percent")]),
        ("5 puntos porcentuales", "es", [("5", "percentage points")]),
        ("0.009 percent", "en", [("0.009", "percent")]),
        ("half of the cases", "en", [("50", "percent")]),
        ("the second half of the year", "en", [("2", "ordinal")]),
        ("one in four people", "en", [("25", "percent")]),
        ("ninety-three thousand three hundred and thirty-one", "en", [("93331", "")]),
        ("two hundred and five boats", "en", [("205", "")]),
        ("noventa y tres mil trescientas treinta y una muertes", "es", [("93331", "")]),
        ("a million pills", "en", [("1000000", "")]),
        ("one of the pills", "en", []),
        ("four times as many", "en", [("4", "times")]),
        ("ten-fold", "en", [("10", "times")]),
        ("886 against 24 kilograms", "en", [("886", "kg"), ("24", "kg")]),
        ("from 24 to 886 kg", "en", [("24", "kg"), ("886", "kg")]),
        ("the third report", "en", [("3", "ordinal")]),
        ("el 3º informe", "es", [("3", "ordinal")]),
        ("21.6 per 100,000 people", "en", [("21.6", " per 100000")]),
        ("每10万人中有21.6人死亡", "zh", [("21.6", " per 100000")]),
        ("FY2021, fiscal 2021, fiscal year 2021 and 2014-2019", "en", []),
        ("on 24 August 2021, Aug. 24 and 2021-08-24", "en", []),
        ("Pub. L. 106-398, 22 U.S.C. 7002, 4-ANPP, T40.4, GAO-18-205, page 12, p. 3 [1]", "en", []),
        ("９３，３３１ deaths", "en", [("93331", "")]),
        ("10² and x³", "en", [("10", "")]),
        ("", "en", []),
    ],
)  # fmt: skip
def test_reads(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, language) == expected


def test_range_has_two_ends() -> None:
    for text in ("70 to 80 percent", "70-80 percent", "between 70 and 80 percent"):
        figure = one(text)
        assert (figure.low, figure.high, figure.unit) == (70, 80, "percent"), text


def test_more_than_is_open_above() -> None:
    for text, language in (
        ("more than 93,000", "en"),
        ("más de 93.000", "es"),
        ("超过9.3万", "zh"),
        ("93,000 or more", "en"),
    ):
        figure = one(text, language)
        assert (figure.low, figure.high) == (93000, None), text


def test_year_counts_people_when_it_stands_before_them() -> None:
    assert read("They killed 2000 people.") == [("2000", "")]


def test_identifiers_are_compared_as_strings() -> None:
    assert one("Pub. L. 106-398").kind == "identifier"
    assert bearing(one("page 12"), one("p. 12")) is Bearing.EXACT
    assert bearing(one("GAO-18-205"), one("GAO-18-206")) is None


def test_mixed_scripts_are_flagged() -> None:
    assert [one(t).mixed for t in ("93,З31", "9３,331", "93,331", "９３，３３１")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("93,331 overdose deaths", "en", "death"),
        ("93,331 people died", "en", "death"),
        ("overdose deaths rose to 93,331", "en", "death"),
        ("93.331 muertes por sobredosis", "es", "death"),
        ("las muertes por sobredosis subieron a 93.331", "es", "death"),
        ("93331人死亡", "zh", "death"),
        ("4,300 kg of steel", "en", "steel"),
        ("93,331", "en", ""),
    ],
)
def test_counted_noun(text: str, language: str, noun: str) -> None:
    assert one(text, language).noun == noun


@pytest.mark.parametrize(
    ("evidence", "claim", "expected"),
    [
        ("93,331", "93,331", Bearing.EXACT),
        ("93,331", "more than 93,000", Bearing.WIDER),
        ("93,331", "93,000", Bearing.ROUNDED),
        ("93,331", "94,000", None),
        ("93,331", "93,332", None),
        ("74.7 percent", "about 75 percent", Bearing.WIDER),
        ("74.7 percent", "75 percent", Bearing.ROUNDED),
        ("74.7 percent", "74 percent", None),
        ("1,570,000", "1.57 million", Bearing.EXACT),
        ("1,573,000", "1.57 million", Bearing.ROUNDED),
        ("4,400,000", "4 million", None),  # 10 % off is no rounding
        ("28", "30", None),
        ("about 75", "75", Bearing.VAGUER),
        ("220.5 lb", "100 kg", Bearing.CONVERTED),  # 220.5 * 0.45359237 = 100.02
        ("220 lb", "220 kg", None),
        ("12 kilometres", "12,000 metres", Bearing.CONVERTED),
        ("2,400 m", "2.4 km", Bearing.CONVERTED),
        ("2,600 m", "2.4 km", None),
        ("8 km", "5 miles", Bearing.CONVERTED),  # 8 / 1.609344 = 4.97
        ("8 km", "6 miles", None),
        ("72 inches", "6-foot", Bearing.CONVERTED),
        ("48 mm", "48 cm", None),
        ("100 km/h", "100 km", None),  # a speed is no length
        ("744 megawatts", "744 MW", Bearing.EXACT),
        ("744 megawatts", "0.744 GW", Bearing.CONVERTED),
        ("744 megawatts", "744 MWh", None),  # power is no energy
        ("30 kilowatts", "30 MW", None),
        ("2,400 MWh", "2.4 gigawatt hours", Bearing.CONVERTED),
        ("220 kilovolts", "220 kV", Bearing.EXACT),
        ("160 decibels", "160 dB", Bearing.EXACT),
        ("21 °C", "21 degrees Celsius", Bearing.EXACT),
        ("300 millilitres", "3 litres", None),
        ("0.25 square kilometres", "25 hectares", Bearing.CONVERTED),
        ("22,000-square-metre", "22,000 square metres", Bearing.EXACT),
        ("14 days", "two weeks", Bearing.CONVERTED),
        ("120 minutes", "2 hours", Bearing.CONVERTED),
        ("150 minutes", "2 hours", None),
        ("90 seconds", "1.5 minutes", Bearing.CONVERTED),
        ("12 months", "365 days", None),  # a month has no fixed length
        ("2400米", "2.4公里", Bearing.CONVERTED),
        ("93,000", "more than 93,000,000", None),
        ("9,000,000", "more than 93,000", None),  # true and misleading
        ("5 percent", "5 percentage points", None),
        ("75 percent", "70 to 80 percent", None),  # one value does not tell the ends of a range
        ("70-80 percent", "70 to 80 percent", Bearing.EXACT),
    ],
)
def test_bearing(evidence: str, claim: str, expected: Bearing | None) -> None:
    assert bearing(one(evidence), one(claim)) is expected


def test_clash_needs_one_dimension() -> None:
    assert clash(one("5 kg"), one("6 kg"))
    assert not clash(one("5 kg"), one("6 percent"))
    assert clash(one("2.4 km"), one("2,600 m"))
    assert not clash(one("2.4 km"), one("24 hours"))
    assert not clash(one("more than 93,000"), one("93,331"))


def test_span_is_the_figure() -> None:
    text = "In all 😀 e\u0301 $30 million\r\nwas lost"
    figure = one(text)
    assert figure.span.of(text) == figure.text == "$30 million"


def test_long_runs_of_digits_are_no_quantities() -> None:
    assert figures("1" * 5000) == ()
    assert one("1" * 30).value == Decimal("1" * 30)
