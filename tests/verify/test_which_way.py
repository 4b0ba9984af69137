"""Which way something went, and verbs of several words: a claim that says the opposite in its own words, and one that says the same."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.meaning.operators import check_compared
from rag.verify.words.sided import sided
from tests.verify.judging import judged

ROSE = "Sales of boats increased from 20 to 40 in 2020."
FELL = "The number of deaths on the roads fell to 310 in 2021."
BOTH = "Unemployment in the valley was down by two points last year, while wages were up."
TURNED = [
    (ROSE, "Sales of boats were down in 2020."),
    (ROSE, "Sales of boats came down in 2020."),
    (ROSE, "Fewer boats were sold in 2020."),
    (FELL, "Deaths on the roads went up in 2021."),
    (FELL, "Road deaths were up in 2021."),
    (FELL, "Deaths on the roads have been going up in 2021."),
    (BOTH, "Wages were down last year."),
    (BOTH, "Unemployment was up last year."),
    ("Fewer pupils took the exam this year, although more of them passed.", "Fewer of them passed."),
    ("The council turned down the developer's plan.", "The council approved the developer's plan."),
    ("The airline let 200 pilots go in March.", "The airline took on 200 pilots in March."),
    ("The bank put up its rate to 4 percent.", "The bank's rate went down to 4 percent."),
    ("The tax was done away with in 1998.", "The tax was introduced in 1998."),
    ("The mayor gave up her seat.", "The mayor kept her seat."),
    ("Ministers came out against the ban on nets.", "Ministers backed the ban on nets."),
    ("The trust pulled out of the merger talks.", "The trust joined the merger talks."),
    (
        "Orme Hospital has 320 beds. Leith Hospital has 540 beds.",
        "Orme is the hospital with the greater number of beds.",
    ),
    ("The road is wider than it was.", "The road is narrower than it was."),
]
SAME = [
    (ROSE, "Boat sales went up in 2020."),
    (ROSE, "Boat sales were up in 2020."),
    (ROSE, "Sales of boats were higher in 2020."),
    (ROSE, "Fewer than 50 boats were sold in 2020."),
    (FELL, "Fewer people died on the roads in 2021."),
    (FELL, "Road deaths went down in 2021."),
    (FELL, "More than 300 people died on the roads in 2021."),
    (BOTH, "Wages went up last year."),
    ("The council turned down the developer's plan.", "The council rejected the developer's plan."),
    ("The factory took on 90 workers in spring.", "The factory hired 90 workers in spring."),
    ("The bank brought its rate down to 4 percent.", "The bank lowered its rate to 4 percent."),
    ("The tax was brought in in 1998.", "The tax was introduced in 1998."),
    ("Trams are slower than buses in Orlen.", "Buses are faster than trams in Orlen."),
]
UNSAID = [
    (ROSE, "The number of boats sold went down in 2020."),
    ("The ferry set off at noon.", "The ferry arrived at noon."),
    ("The clinic has enough vaccine until May.", "The clinic is short of vaccine until May."),
]


@pytest.mark.parametrize(("source", "claim"), TURNED)
def test_what_goes_the_other_way_is_contradicted(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.CONTRADICTED


@pytest.mark.parametrize(("source", "claim"), SAME)
def test_what_goes_the_same_way_is_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(("source", "claim"), UNSAID)
def test_a_word_with_an_opposite_is_never_let_by_unsaid(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.PARTLY


def test_up_to_and_up_for_tell_no_way() -> None:
    assert check_compared("It was up to the board.", "The board's standing fell.", (), ()) == []
    assert check_compared("Sales are up for review at the board.", "Sales at the board fell.", (), ()) == []


def test_a_verb_of_several_words_is_found_with_words_between() -> None:
    assert {verb.text for verb in sided("They turned the plan down.")} == {"turned down"}
    assert not list(sided("They turned the page and sat down."))


def test_one_sense_of_several_puts_no_verb_on_a_side() -> None:
    assert all("drop" not in verb.text for verb in sided("He gave up."))
    falls = {place for verb in sided("Prices went down.") for place in verb.places}
    assert falls.isdisjoint(place for verb in sided("He gave up his seat.") for place in verb.places)
