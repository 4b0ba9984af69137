"""An event put in another place, words given to another speaker, a "no" in a unanimous vote: one passage decides."""

from __future__ import annotations

import re

import pytest

from rag.verify.premises.outright import outright
from rag.verify.premises.premise import false_premise
from rag.verify.premises.units import Told, units_of

DINNER = Told("Arden Post, Talks, 2018-12-01", "The dinner took place in Port Lenn and brought a truce on eels.")
PLEDGE = Told("Arden Post, Talks, 2018-12-01", "Mayor Hale said the eel pledge could be a turning point.")
REEVE = Told("River Office, Statement, 2018", "Ann Reeve of the River Office said the weir would save fish.")
VOTE = Told("Eel Board, Release, 2017-03-17", "In March 2017 the board voted unanimously to protect the eel.")
ACT = Told("Parliament, Law", "The Arden Eel Act, chapter 12, is dated 16 July 2025.")
TOLD = (DINNER, PLEDGE, REEVE, VOTE)


@pytest.mark.parametrize(
    ("question", "point", "words"),
    [
        ("What else came out of the Oxbury dinner where Hale made his pledge?", "Oxbury", DINNER.body),
        ("At that dinner in Oxbury, what did Hale agree to?", "Oxbury", DINNER.body),
        ("Why did Hale give in at the 2018 dinner in New Oxbury?", "New Oxbury", DINNER.body),
        ("What did Ann Reeve mean when she called the pledge a possible 'turning point'?", "Ann Reeve", PLEDGE.body),
        ("Why did Reeve say the pledge was a “turning point”?", "Reeve", PLEDGE.body),
        ("Which members voted no in March 2017?", "voted no", VOTE.body),
        ("How many of the board opposed the protection of the eel?", "opposed", VOTE.body),
    ],
)
def test_what_a_passage_says_otherwise_is_found(question: str, point: str, words: str) -> None:
    found = outright(question, units_of(TOLD[:1] if words is DINNER.body else [VOTE] if words is VOTE.body else TOLD))
    assert found and (found.point, found.unit.text) == (point, words)


@pytest.mark.parametrize(
    "question",
    [
        "What came out of the Port Lenn dinner?",  # where it was
        "What came out of the dinner in December?",  # a month is no place
        "What came out of the Hale-Reeve dinner?",  # nor are those who dined
        "What came out of the hearing in Oxbury?",  # another event
        "What came out of the dinner in Argentina?",  # a country: the town may be in it
        "What came out of the dinner at Hale's request?",
        "What did Mayor Hale mean when he called the pledge a 'turning point'?",  # whose words they are
        "What did Ann Reeve mean when she called the weir a 'white elephant'?",  # words that no passage has
        "Why is it called a 'turning point'?",  # by nobody named
        "Which members voted no in May 2019?",  # another vote
        "Which members voted for the eel?",
    ],
)
def test_what_no_passage_contradicts_is_left_alone(question: str) -> None:
    assert outright(question, units_of(TOLD)) is None


OXBURY = Told("Arden Post, Travel, 2020", "Hale flew home to Oxbury in 2020.")
OTHER = Told("Arden Post, Talks, 2016-03-02", "The dinner in Oxbury in 2016 brought nothing.")


@pytest.mark.parametrize(
    ("question", "others", "point"),
    [
        ("at that dec 2018 dinner in washington, what did hale agree to?", (), "washington"),  # in small letters
        ("What did Hale and Reeve's December 2018 dinner in Oxbury do for eels?", (OXBURY,), "Oxbury"),  # its year tells which
        ("What did Hale and Reeve's dinner in Oxbury do for eels?", (OXBURY,), ""),  # of which dinner?
        ("What did the 2018 dinner in Oxbury do for eels?", (OTHER,), ""),  # there was one there
    ],
)  # fmt: skip
def test_a_place_that_is_named_elsewhere_needs_the_year_and_no_such_event_there(
    question: str, others: tuple[Told, ...], point: str
) -> None:
    found = outright(question, units_of((*others, DINNER)))
    assert (found.point if found else "") == point
    assert found is None or re.match(r"(?:that dec|December) 2018 dinner in \w+$", found.text)


def test_a_law_that_is_younger_than_the_question_has_it() -> None:
    found = outright("Now that the Arden Eel Act has been law since 2022, has it done anything?", units_of([ACT]))
    assert found and (found.text, found.point) == ("the Arden Eel Act has been law since 2022", "2022")


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_a_law_that_is_no_younger_is_left_alone(year: str) -> None:
    assert outright(f"The Arden Eel Act has been law since {year}. Has it helped?", units_of([ACT])) is None


POST = Told("Arden Post, Story, 2021-08-24", "It described the venom as 50 times more potent than salt.")
GUILD = Told("Angler Guild, Report, 2021", "The report describes the venom as about 30 times more potent than salt.")


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("Arden Post reported in August 2021 that the venom is 30 times as potent as salt. Where is that from?", "30 times"),
        ("Arden Post reported in August 2021 that the venom is 50 times as potent as salt. Where is that from?", ""),
        ("The venom is 30 times as potent as salt. Who says so?", ""),
    ],
)  # fmt: skip
def test_a_figure_in_somebodys_mouth_is_held_against_that_source_alone(question: str, point: str) -> None:
    found = false_premise(question, (POST, GUILD), "en")
    assert (found.point if found else "") == point


FELL = Told("Eel Board, Landings", "Eel landings fell every year: 6 tons in 2019, 5, 4, 2 in 2022.")


@pytest.mark.parametrize(
    ("question", "language", "point"),
    [
        ("Why were more eels landed every year from 2019 to 2022?", "en", "more eels landed every year"),
        ("Eel landings were more and more from 2019 to 2022, is that why the board closed?", "en", "more and more"),
        ("¿Por qué se desembarcaban cada año más anguilas entre 2019 y 2022?", "es", "cada año más"),
    ],
)
def test_more_and_more_is_a_rise(question: str, language: str, point: str) -> None:
    found = false_premise(question, (FELL,), language, lambda word, place: 0.9)
    assert found and found.point == point


def test_the_correction_names_the_point_and_leaves_nothing_to_weigh() -> None:
    found = false_premise("What else came out of the Oxbury dinner on eels?", (REEVE, DINNER), "en")
    assert found and (found.text, found.point, found.place) == ("the Oxbury dinner", "Oxbury", 1)
    assert found.sure and found.outright


DENIAL = Told("Education office, Report, 2024", "The county did not consider closing Northgate. It has 401 pupils.")
NEARBY = Told("Governors, Minutes, 2024", "The board considered the county's proposal to move Northgate.")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Why did the county consider closing Northgate?", False),
        ("Is it true that the county considered closing Northgate?", True),
    ],
)
def test_a_premise_that_is_denied_in_so_many_words_is_corrected(question: str, asked: bool) -> None:
    found = false_premise(question, [NEARBY, DENIAL], "en")
    assert (
        found
        and found.words in DENIAL.body
        and (found.point[:8], found.outright, found.asked) == ("consider", True, asked)
    )


@pytest.mark.parametrize(
    "told",
    [
        "The county did not consider closing Northgate until 2023.",
        "The county did not only consider closing Northgate.",
        "The county did not consider closing Oakham.",
    ],
)
def test_a_denial_of_something_else_or_with_a_condition_decides_nothing(told: str) -> None:
    assert outright("Why did the county consider closing Northgate?", units_of([Told("Report", told)])) is None


def test_a_denial_that_another_passage_gainsays_decides_nothing() -> None:
    both = units_of([DENIAL, Told("Post", "The county considered closing Northgate in May.")])
    assert outright("Why did the county consider closing Northgate?", both) is None


def test_who_voted_no_is_asked_of_the_divided_vote_and_not_of_another() -> None:
    told = "The motion was rejected by four votes to three. The council resolved unanimously to ask the board for a report."
    assert outright("Who voted against the motion?", units_of([Told("Council, Minutes", told)])) is None
