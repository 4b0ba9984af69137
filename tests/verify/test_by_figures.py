"""Which of two things is more, older or first, where the source gives a figure or a date for each."""

from __future__ import annotations

import pytest

from rag.types import Status
from tests.verify.judging import judged

TURNED = [  # the source, what its figures bear, what they turn round
    ("Imports were 40 million and exports 65 million.", "Exports exceeded imports.", "Imports exceeded exports."),
    ("Team A scored 36 goals and Team B 12.", "Team A scored more goals than Team B.", "Team A scored fewer goals than Team B."),
    ("The A line is 12 km long. The B line is 9 km long.", "The A line is longer than the B line.", "The B line is longer than the A line."),
    ("Norway reported 310 cases and Sweden 1,240.", "Norway reported fewer cases than Sweden.", "Sweden had fewer cases than Norway."),
    ("Item = Wages; 2021 = 1,120,000; 2022 = 1,205,000", "Wages were higher in 2022 than in 2021.", "Wages were higher in 2021 than in 2022."),
    (
        "Region: North; Deaths: 120; Births: 340.\nRegion: South; Deaths: 150; Births: 310.",
        "There were more deaths in the South than in the North.",
        "There were more deaths in the North than in the South.",
    ),
    ("The bridge opened in 1901 and the tunnel in 1954.", "The bridge is older than the tunnel.", "The tunnel is older than the bridge."),
    (
        "The vaccine, which was approved in March, was withdrawn in June.",
        "The vaccine was approved before it was withdrawn.",
        "The vaccine was withdrawn before it was approved.",
    ),
    (
        "The contract was signed on 3 March 2020. Work began on 1 February 2020.",
        "Work began before the contract was signed.",
        "The contract was signed before work began.",
    ),
    (
        "The council met at 2 pm and the protest began at 4.30 pm.",
        "The council met before the protest began.",
        "The protest began before the council met.",
    ),
    ("The Oake bridge is 1,240 metres long, the Tamar bridge 690 metres.", "The Oake bridge is longer than the Tamar bridge.", "The Oake bridge is 250 metres longer than the Tamar bridge."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "holds", "turned"), TURNED)
def test_a_comparison_is_held_against_the_figures_of_both(source: str, holds: str, turned: str) -> None:
    assert judged(source, holds) is Status.SUPPORTED
    assert judged(source, turned) is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "The hall has 412 seats and the library 30,000 books.",
            "The library has fewer seats than the hall.",
        ),  # other things
        ("Turnout was 61 percent in 2016, 3 points more than in 2012.", "Turnout was higher in 2016 than in 2012."),
        (
            "Kim took 12.4 seconds and Lee 12.9 seconds.",
            "Kim was faster than Lee.",
        ),  # the smaller figure is the faster run
    ],
)
def test_figures_that_tell_nothing_of_the_comparison_contradict_nothing(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.CONTRADICTED


LEFT = "Anna Weiss resigned as chair and was replaced by Omar Said."
SHIP = "Captain Ruth Callan retired in March 2022 and was succeeded by her first mate, Ivan Petrov."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LEFT, "Anna Weiss replaced Omar Said."),
        (LEFT, "Omar Said was chair before Anna Weiss."),
        (SHIP, "Ruth Callan succeeded Ivan Petrov."),
        (SHIP, "Ivan Petrov was succeeded by Ruth Callan."),
    ],
)
def test_who_came_first_is_not_turned_round(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LEFT, "Omar Said replaced Anna Weiss."),
        (SHIP, "Ivan Petrov succeeded Ruth Callan."),
        (LEFT, "Anna Weiss resigned as chair."),
    ],
)
def test_who_came_next_is_told_from_either_side(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LEFT, "Omar Said resigned as chair."),
        ("Dr Roy left in May and was replaced by Dr Finn.", "Dr Finn left in May."),
    ],
)
def test_who_left_is_not_who_came(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.PARTLY


def test_a_change_is_held_against_the_figures_of_both_years() -> None:
    source = "The city's budget for roads was 12.4 million euros in 2018 and 9.1 million euros in 2022."
    assert judged(source, "The budget for roads grew between 2018 and 2022.") is Status.CONTRADICTED
    assert (
        judged(source, "The budget for roads fell between 2018 and 2022.") is Status.PARTLY
    )  # "fell" is in no words of the source


def test_a_difference_is_reckoned() -> None:
    source = "The Oake bridge is 1,240 metres long. The Tamar bridge is 690 metres long."
    assert judged(source, "The Oake bridge is 550 metres longer than the Tamar bridge.") is Status.SUPPORTED
    assert judged(source, "The Tamar bridge is 550 metres longer than the Oake bridge.") is Status.CONTRADICTED
    assert judged(source, "The Oake bridge is 560 metres longer than the Tamar bridge.") is Status.CONTRADICTED


def test_what_is_said_of_one_letter_is_not_said_of_another() -> None:
    source = "Clinic A treated 1,480 patients. Clinic B treated 2,960 patients."
    assert judged(source, "Clinic B treated 1,480 patients.") is not Status.SUPPORTED
    assert judged(source, "Clinic A treated 1,480 patients.") is Status.SUPPORTED
