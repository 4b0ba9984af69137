"""Times of day: how they are read, and what a claim may make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Status
from rag.verify.values.times_of_day import fits, meets, times_of_day
from tests.verify.judging import judged

LEFT = "The ferry left Port Annan at 08:05 and reached Kinlow at 09:50."
EVENING = "Dinner is served at 7 pm."


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("at 17:30", 17, 30),
        ("at 5.30 pm", 17, 30),
        ("at 12 am", 0, 0),
        ("at 17.30 hours", 17, 30),
        ("at half past five in the afternoon", 17, 30),
        ("at a quarter to nine", 8, 45),
        ("at ten to twelve", 11, 50),
        ("at noon", 12, 0),
        ("at seven in the evening", 19, 0),
        ("a las nueve y media de la mañana", 9, 30),
        ("a las 9 de la noche", 21, 0),
        ("a mediodía", 12, 0),
        ("下午5点半到达", 17, 30),
        ("上午九点十五分出发", 9, 15),
    ],
)
def test_read(text: str, hour: int, minute: int) -> None:
    assert [time.minutes for time in times_of_day(text)] == [hour * 60 + minute]


@pytest.mark.parametrize(
    "text",
    ["at 7.4 knots", "in 2:30:15", "a ratio of 1:10", "from ten to twelve people", "a rise of 8:15%", "3小时", ""],
)
def test_no_time(text: str) -> None:
    assert times_of_day(text) == ()


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LEFT, "The ferry left Port Annan at five past eight."),
        (LEFT, "The ferry left Port Annan before 8:30 am."),
        ("The office closes at 5.30 pm.", "The office closes at 17:30."),
        (EVENING, "Dinner is served at seven."),
    ],
)
def test_told_in_another_way_is_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LEFT, "The ferry left Port Annan at 09:05."),  # put together of two
        (LEFT, "The ferry left Port Annan at 09:50."),
        (LEFT, "The ferry reached Kinlow at 8:05."),
        (EVENING, "Dinner is served at 7 am."),
        (EVENING, "Dinner is served after 8 pm."),
        ("It struck the pier at about 08:52.", "It struck the pier at 08:52."),
    ],
)
def test_another_time_is_not_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


def test_the_one_time_of_the_source_is_named() -> None:
    assert judged(EVENING, "Dinner is served at 6 pm.") is Status.CONTRADICTED


@given(st.integers(0, 23), st.integers(0, 59))
def test_both_clocks_tell_the_same(hour: int, minute: int) -> None:
    (sharp,) = times_of_day(f"at {hour:02}:{minute:02}")
    (spoken,) = times_of_day(f"at {(hour - 1) % 12 + 1}.{minute:02} {'pm' if hour > 11 else 'am'}")
    assert sharp.minutes == spoken.minutes
    assert fits(sharp, spoken)
    assert meets(spoken, sharp)
