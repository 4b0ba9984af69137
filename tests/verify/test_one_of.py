"""A claim about one of several things that a sentence speaks of: one of a list, an exception, one of those told "respectively"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Status
from rag.verify.listing.excepted import excepted
from rag.verify.listing.one_of import of_one
from rag.verify.listing.respective import of_respective
from tests.verify.judging import judged

SEIZED = "In 2020, 62 percent of the seizures came from Mexico, 21 percent from China and 5 percent from India."
PAID = "Ghana received 12 million euros, Togo 7 million and Benin 3 million."
# trap, source, the false claim, a true one about the same
LISTS = [
    ("the first's figure told of the second", SEIZED, "62 percent of the seizures came from China.", "21 percent of the seizures came from China."),
    ("the second's told of the first", SEIZED, "21 percent of the seizures came from Mexico.", "62 percent of the seizures came from Mexico in 2020."),
    ("in a verb of its own", SEIZED, "China accounted for 62 percent of the seizures.", "China accounted for 21 percent of the seizures."),
    ("the subject left out", PAID, "Benin received 7 million euros.", "Benin received 3 million euros."),
    ("the unit left out", PAID, "Togo received 7 million dollars.", "Togo received 7 million euros."),
    ("shares in words", "Half of the grant went to Ghana, a third to Togo and the rest to Benin.", "Togo received half of the grant.", "A third of the grant went to Togo."),
    ("days", "The ferry carried 300 cars on Monday, 280 on Tuesday and 410 on Friday.", "The ferry carried 300 cars on Tuesday.", "The ferry carried 280 cars on Tuesday."),
    ("with its preposition again", "Deaths rose by 30 percent among men and by 12 percent among women.", "Deaths rose by 30 percent among women.", "Deaths rose by 12 percent among women."),
    ("a verb each", "Of the 90 staff, 40 are nurses, 30 are porters and the other 20 are cleaners.", "There are 40 cleaners.", "There are 20 cleaners."),
    ("a noun each", "The plant keeps 300 hens in Leeds and 40 geese in York.", "The plant keeps 300 geese in York.", "The plant keeps 40 geese in York."),
    ("with more told of the first", "The town spent 18 million euros on schools in 2018 and 7 million on roads.", "The town spent 18 million euros on roads.", "The town spent 18 million euros on schools."),
    ("with relative clauses", "Nausea was reported by 8 percent of those who took it and by 3 percent of those given the placebo.", "Nausea was reported by 8 percent of those who were given the placebo.", "Nausea was reported by 8 percent of those who took it."),
    ("a verb behind a phrase", "Half of the villages in the delta get their water from wells, a quarter from the river and a quarter from tankers.", "Half of the villages get their water from the river.", "Half of the villages get their water from wells."),
    ("some of the whole", "Of the eight vaccines tested, six protected against the northern strain and three against the southern.", "Six of the vaccines protected against the southern.", "Three of the vaccines protected against the southern."),
    ("in brackets", "Wheat came mainly from Dorvania (44 percent), Lund (21 percent) and Kesh (9 percent).", "Lund supplied 44 percent of the wheat.", "Wheat came from Lund (21 percent)."),
    ("in brackets, with the preposition again", "Deaths rose in Kent (12), in Essex (7) and in Sussex (3).", "In Essex 12 deaths were counted.", "Deaths rose in Kent (12) and in Essex (7)."),
    ("respectively", "Paris and Lyon were visited by 4 and 2 million tourists respectively.", "Paris was visited by 2 million tourists.", "Lyon was visited by 2 million tourists."),
    ("respectively, behind", "Deaths rose by 12 and 15 percent in men and women respectively.", "Deaths rose by 15 percent in men.", "Deaths rose by 12 percent in men."),
]  # fmt: skip
EXCEPTIONS = [
    ("except, in the subject", "All shops except the bakery were closed on Monday.", "The bakery was closed on Monday.", "The bakery was not closed on Monday."),
    ("except, at the end", "The museum is open daily except on Mondays.", "The museum is open on Mondays.", "The museum is not open on Mondays."),
    ("the exception left out", "The museum is open daily except on Mondays.", "The museum is open daily.", "The museum is open daily except on Mondays."),
    ("none but", "No country apart from Chile met the target.", "Chile did not meet the target.", "Chile met the target."),
    ("none, told without the exception", "No country apart from Chile met the target.", "No country met the target.", "No other country met the target."),
    ("only, for none but", "Nobody but the driver was hurt.", "The driver was not hurt.", "Only the driver was hurt."),
    ("never but", "He never works except on Fridays.", "He does not work on Fridays.", "He works on Fridays."),
    ("every but a year", "Rents rose in every year but 2020.", "Rents rose in 2020.", "Rents did not rise in 2020."),
    ("an exception that is a rank", "All trains except the last were late.", "All trains were late.", "All trains except the last were late."),
    ("with the exception of", "The ban covers all vehicles, with the exception of buses, from 1 May.", "The ban covers buses.", "The ban does not cover buses."),
]  # fmt: skip
TWINS = LISTS + EXCEPTIONS
ANY = """
    all but except the rest half third of from in to by and , ; : . 12 4.5 percent million respectively Mexico were sold it them nobody
    only every year 2020 $3 which apart other than % none ( ) (12) (4 percent) mainly
"""
ANY_WORDS = ANY.split()


@pytest.mark.parametrize(("trap", "source", "false", "true"), TWINS, ids=[t[0] for t in TWINS])
def test_what_is_told_of_another_is_not_supported(trap: str, source: str, false: str, true: str) -> None:
    assert judged(source, false) is not Status.SUPPORTED


@pytest.mark.parametrize(("trap", "source", "false", "true"), TWINS, ids=[t[0] for t in TWINS])
def test_what_is_told_of_it_is_supported(trap: str, source: str, false: str, true: str) -> None:
    assert judged(source, true) is Status.SUPPORTED


@pytest.mark.parametrize("claim", ["62 percent came from Mexico and 21 percent from China.", "Peru sent none.", ""])
def test_a_claim_about_none_or_several_is_compared_with_the_whole(claim: str) -> None:
    assert of_one(claim, SEIZED) == SEIZED


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("It grew from 12 percent in 2010 to 20 percent in 2020.", "It was 20 percent in 2020."),
        ("Sales were between 12 million in May and 20 million in June.", "Sales were 12 million in June."),
        ("In 2019 the firm had 12 shops and 300 staff.", "The firm had 300 staff."),
        (
            "The town spent 18 million euros on schools in 2018 and 7 million on roads.",
            "18 million went to schools and 7 million to roads.",
        ),
        ("Volunteers counted 2,315 storks in the marsh, 118 more than in 2021.", "In 2021 fewer storks were counted."),
        ("The firm (founded in 1998) sold its unit (12 people) in May.", "The unit had 12 people."),
        ("The pool costs 4 euros, opens at 9 and closes at 20.", "The pool opens at 9."),
    ],
)
def test_what_is_no_list_is_left_alone(sentence: str, claim: str) -> None:
    assert of_one(claim, sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("All the shops closed but the bakery stayed open.", "The bakery stayed open."),
        ("The deal is all but certain.", "The deal is certain."),
        ("Not only men but also women came.", "Women came."),
        ("All shops except the bakery were closed.", "All shops except the bakery were closed."),
    ],
)
def test_what_excepts_nothing_is_left_alone(sentence: str, claim: str) -> None:
    assert excepted(claim, sentence) == sentence


def test_a_claim_that_does_not_name_the_exception_is_not_read_as_of_it() -> None:
    assert (
        excepted("The trains were late.", "All trains except the last were late.")
        == "All trains except the last were late."
    )


def test_respectively_of_lists_that_do_not_pair_is_left_alone() -> None:
    sentence = "Prices in Kent and Essex rose by 3, 4 and 5 percent respectively."
    assert of_respective("Prices in Kent rose by 3 percent.", sentence) == sentence


@given(st.lists(st.sampled_from(ANY_WORDS), max_size=20), st.lists(st.sampled_from(ANY_WORDS), max_size=8))
def test_any_words_are_read_without_an_error(sentence: list[str], claim: list[str]) -> None:
    assert isinstance(of_one(" ".join(claim), " ".join(sentence)), str)


def test_respectively_before_anything_is_named_is_left_alone() -> None:
    assert of_one("4 sold", "sold 4 and 5 respectively") == "sold 4 and 5 respectively"
