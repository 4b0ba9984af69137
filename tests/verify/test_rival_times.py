"""Two dates of a first deed, and two durations of one thing, between the sources of a question that asks for them."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.rival_times import rival_durations, rival_firsts
from rag.verify.conflicts.rivals import Quote

YARD = Quote(
    "yard", "We heard of the crack on 2 May 2021. We told the coastguard of the crack on 9 May 2021, by letter.", "en"
)
GUARD = Quote(
    "guard",
    "The coastguard was first told of the crack by the port on 17 November 2021. It had no earlier notice.",
    "en",
)
PUBLISHERS = ["Orrin Yard", "Coastguard"]
ASKED = "When did Orrin tell the coastguard of the crack?"


def test_a_later_date_with_none_before_is_set_against_an_earlier_one() -> None:
    (found,) = rival_firsts(ASKED, [YARD, GUARD], PUBLISHERS)
    assert (found.one, found.other, found.reason) == (0, 1, "9 May 2021 against 17 November 2021")


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (ASKED, "The coastguard was told of the crack once more on 17 November 2021."),
        (ASKED, "The coastguard was first told of the crack on 1 March 2021."),
        (ASKED, "The coastguard was first told of the fire on 17 November 2021."),
        ("When did Sable tell the coastguard of the crack?", GUARD.words),
        ("Why did Orrin tell the coastguard of the crack?", GUARD.words),
    ],
    ids=["a second time", "the first is earlier", "another matter", "another doer", "no question of a time"],
)
def test_dates_that_may_both_be_right_are_not(question: str, other: str) -> None:
    assert not list(rival_firsts(question, [YARD, Quote("guard", other, "en")], PUBLISHERS))


LONG = Quote("town", "The night-bus service ran until 3 May 2019, that is for nearly fourteen months.", "en")


def test_two_durations_of_one_thing_are_set_against_each_other() -> None:
    short = Quote("paper", "The night-bus service, so dear to all, ran for only five months. It had 140 riders.", "en")
    (found,) = rival_durations("How long did the night bus service run?", [LONG, short])
    assert found.reason == "nearly fourteen months against five months"
    days = Quote("paper", "The night-bus service ran for 150 days.", "en")
    assert list(rival_durations("How long did the night bus service run?", [LONG, days]))


@pytest.mark.parametrize(
    "other",
    [
        "The night-bus service ran for 420 days.",
        "The strike of the night-bus drivers lasted five months.",
        "The night-bus service was planned to run for five months.",
        "The night-bus service ran for more than five months.",
    ],
    ids=["the same in days", "another thing", "a plan", "an open end"],
)
def test_other_durations_are_not(other: str) -> None:
    assert not list(rival_durations("How long did the night bus service run?", [LONG, Quote("paper", other, "en")]))
