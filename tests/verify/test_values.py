"""Figures, dates and names: read at their place, and compared exactly."""

from decimal import Decimal
from itertools import pairwise

import pytest
from awkward import ANY
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.verify.values.compare import Outcome, compared, nearness
from rag.verify.values.dates import compatible, dates, told
from rag.verify.values.names import in_text, names
from rag.verify.values.numbers import bears, factor, figures


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("£210,000 and $2.4 million", "en", [("210000", "GBP"), ("2400000", "USD")]),
        ("13.420 cruces y el 12,5 %", "es", [("13420", ""), ("12.5", "percent")]),
        ("9万3千公斤，百分之三十五", "zh", [("93000", "kg"), ("35", "percent")]),
        ("大桥全长48米，约占60%，7至9个月", "zh", [("48", "m"), ("60", "percent"), ("7", "months"), ("9", "months")]),
        ("thirty-five people, dos mil", "en", [("35", "")]),
        ("12 to 15 kg at -5 °C", "en", [("12", "kg"), ("15", "kg"), ("-5", "°C")]),
        ("48m of road, 3 March 2021, MH17", "en", [("48000000", ""), ("0", "")]),
        ("one of the two", "en", [("2", "")]),
    ],
)
def test_figures_have_value_and_unit(text: str, language: str, values: list[tuple[str, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(text, language)] == [(Decimal(v), u) for v, u in values]


@pytest.mark.parametrize(
    ("claim", "evidence", "same"),
    [
        ("12,000 metres", "12 kilometres", True),
        ("12 miles", "12 kilometres", False),
        ("93,000 deaths", "93,331 deaths", True),
        ("90,000 deaths", "99,331 deaths", False),
        ("58 percent", "58.4 percent", True),
        ("60 percent", "58 percent", False),
        ("5.30 pm", "17:30", True),
        ("GAO-18-205", "GAO-18-205", True),
        ("2,000", "2000 euros", True),
    ],
)
def test_figure_is_borne_by_the_same_rounded_or_converted(claim: str, evidence: str, same: bool) -> None:
    (mine,), said = figures(claim), figures(evidence)
    borne = any(bears(f, mine) for f in said) or any(d.year == mine.value for d in dates(evidence))
    assert borne is same


def test_only_units_of_one_measure_convert() -> None:
    assert factor("km", "m") == 1000
    assert factor("km", "kg") is None
    assert factor("months", "days") is None  # a month has no fixed length


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("on 3 May 2020", "en", (2020, 5, 3, None)),
        ("May 3rd, 2020", "en", (2020, 5, 3, None)),
        ("el 3 de mayo de 2020", "es", (2020, 5, 3, None)),
        ("2020年5月3日", "zh", (2020, 5, 3, None)),
        ("2020-05-03", "en", (2020, 5, 3, None)),
        ("el martes", "es", (None, None, None, 1)),
        ("the 1990s", "en", (1990, None, None, None)),
        ("3/4/2021", "en", (2021, None, None, None)),  # March or April: nobody can tell
    ],
)
def test_date_says_no_more_than_is_written(text: str, language: str, parts: tuple[int | None, ...]) -> None:
    (found,) = dates(text, language)
    assert found.parts == parts


def test_year_of_a_day_may_stand_elsewhere() -> None:
    (claim,) = dates("3 March 2021")
    assert told(claim, dates("On 3 March it opened, in 2021"))
    assert not told(claim, dates("On 3 March it opened"))
    assert not told(claim, dates("On 4 March 2021 it opened, and on 3 April 2021"))


def test_a_year_lies_in_its_decade() -> None:
    (decade,), (year,) = dates("the 1990s"), dates("in 1994")
    assert compatible(decade, year)


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("Estados Unidos", "In the United States", True),
        ("美国", "In the US", True),
        ("Peru", "In Chile", False),
        ("EC", "the European Commission", True),
        ("Ines Carrow", "Judge Carrow, Ines", True),
        ("Ines Carrow", "Judge Ines Wray", False),
    ],
)
def test_name_is_known_by_its_words_letters_or_country(name: str, text: str, there: bool) -> None:
    assert in_text(name, text) is there


def test_capital_that_opens_a_sentence_is_no_name() -> None:
    assert [n.text for n in names("Boats left. The boats of Karl Holm left on Tuesday in March.")] == ["Karl Holm"]


CHOIR = ["The choir has 48 members: 21 come from Vikna, 15 from Holmstad and the rest from the islands."]


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("There are 15 of them.", Outcome.FOUND),
        ("There are 36 from the two towns.", Outcome.RECKONED),
        ("There are 22 of them.", Outcome.CLASHING),
        ("It weighs 77 kg.", Outcome.ABSENT),
    ],
)
def test_value_is_found_reckoned_absent_or_clashing(claim: str, outcome: Outcome) -> None:
    assert outcome in [v.outcome for v in compared(claim, CHOIR)]


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        (["The bridge is 48 metres long."], Outcome.FOUND),
        (["Length of the bridge in metres: 48."], Outcome.FOUND),
        (["Bridge; length (metres).", "Mill Bridge; 48."], Outcome.FOUND),
        (["The bridges are 6.2, 48 and 84 metres long."], Outcome.FOUND),
        (["The bridge is 0.048 km long."], Outcome.FOUND),
        (["The council voted 48 to 2.", "The bridge is 84 metres long."], Outcome.CLASHING),
        (["The council voted 48 to 2.", "A bridge is needed."], Outcome.ABSENT),
        (["Length of the road in kilometres: 48."], Outcome.ABSENT),
        (["See page 48 of the survey."], Outcome.ABSENT),
    ],
)
def test_a_bare_number_has_the_unit_that_stands_with_it(evidence: list[str], outcome: Outcome) -> None:
    assert [one.outcome for one in compared("It is 48 metres long.", evidence)] == [outcome]


def test_pounds_are_money_or_weight() -> None:
    (mine,), (said,), (heavy,) = (
        figures("£19 million"),
        figures("19 million pounds"),
        figures("19,000,000 lbs in weight"),
    )
    assert bears(said, mine) and bears(mine, said) and bears(said, heavy)


def test_figure_that_stands_by_other_words_is_told_apart() -> None:
    assert nearness("15 members are from Holmstad", CHOIR) > 0
    assert nearness("21 members are from Holmstad", CHOIR) < 0


@settings(max_examples=150, deadline=None)
@given(ANY, st.sampled_from(["en", "es", "zh", ""]))
def test_any_text_is_read_at_its_places(text: str, language: str) -> None:
    for found in (figures(text, language), dates(text, language)):
        assert all(one.span.of(text) == one.text for one in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(name.span.of(text) == name.text for name in names(text))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_every_value_is_found_in_its_own_text(text: str) -> None:
    assert all(v.outcome is Outcome.FOUND for v in compared(text, [text]) if v.kind != "name")
