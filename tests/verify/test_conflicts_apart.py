"""Figures that only look as if they differed: rows, parts in brackets, labels, a part and the whole; and causes that do differ."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.apart import apart, without_shares
from rag.verify.conflicts.asked_of import bears_on
from rag.verify.conflicts.compare import Difference, differ
from rag.verify.conflicts.rival_causes import asks_for_cause, rival_causes


@pytest.mark.parametrize(
    ("trap", "one", "other"),
    [
        ("another row of places", "The survey counted 2,315 storks in the northern marsh.", "The society counted 1,870 storks in the southern marsh."),
        ("another row of people", "Girls read 5.3 books a year.", "Boys read 3.8 books a year."),
        ("a label", "Ward 3 had 212 beds.", "Ward 4 had 187 beds."),
    ],
)  # fmt: skip
def test_figures_of_two_rows_are_no_conflict(trap: str, one: str, other: str) -> None:
    difference = differ(one, other)
    assert difference is not None, f"{trap}: nothing is left to be kept apart"
    assert apart("How many?", one, other, difference), trap


def test_figures_of_one_thing_stay_a_conflict() -> None:
    one, other = "Of the 212 people on board, 17 died when it sank.", "The paper said that 19 people died when it sank."
    difference = differ(one, other)
    assert difference is not None
    assert not apart("How many people died?", one, other, difference)


def test_share_is_not_set_against_the_whole() -> None:
    one = "It puts the patrol's share at 887.9 lb."
    other = "The months sum to 9,331.5 lb, 882.9 lb of it by the patrol."
    assert apart("How much?", one, other, Difference("figures", "887.9 lb against 9,331.5 lb"))


def test_who_asks_for_the_final_count_is_not_shown_the_provisional_one() -> None:
    one, other = "Final 2022: 107,941 deaths.", "Provisional count for 2022: 109,413 deaths."
    difference = Difference("figures", "107,941 against 109,413")
    assert apart("What was the final number of deaths in 2022?", one, other, difference)
    assert not apart("How many deaths were there in 2022?", one, other, difference)


def test_numerator_in_brackets_is_the_share_once_more() -> None:
    said = "30 percent of pylons (12 of 40; our sum) were rusty."
    assert without_shares(said).split() == ["30", "percent", "of", "pylons", "were", "rusty."]
    assert len(without_shares(said)) == len(said)
    assert without_shares("Pylons (40 in all) were rusty.") == "Pylons (40 in all) were rusty."


def test_two_causes_of_one_effect_are_told_apart() -> None:
    one = "The institute found that warmer water was the main cause of the decline."
    other = "It says that fishing by Arden caused the decline of the eels."
    assert rival_causes(one, other) == ("warmer water", "fishing by Arden")
    assert rival_causes(one, "Warmer water caused the decline.") is None
    assert rival_causes(one, "Fishing may have caused the decline.") is None
    assert rival_causes(one, "Frost caused the fire.") is None
    assert asks_for_cause("What caused the decline?")
    assert not asks_for_cause("How large was the decline?")


def test_best_quote_of_another_year_does_not_hide_a_conflict() -> None:
    from rag.types import Citation, Conflict, Span

    def side(source: str, quote: str) -> Citation:
        return Citation(0, source, source, quote, Span(0, len(quote)), "")

    conflict = Conflict(
        side("a", "Final 2021: 106,699 deaths."),
        side("b", "Deaths in 2021: 107,573."),
        "106,699 against 107,573",
        "figures",
    )
    quotes = ["Final count for 2020: 91,799 deaths.", "Final 2021: 106,699 deaths."]
    assert bears_on("What was the count of deaths in 2021?", quotes, conflict)
