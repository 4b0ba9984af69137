"""A claim in its own words: what a free rewording may change, and what it may not."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.figures.implied import written_out
from rag.verify.meaning.comparisons import check_comparison, check_opposite
from rag.verify.meaning.done import check_done
from rag.verify.words.synonyms import said_otherwise, unsaid
from tests.verify.judging import judged

HONEST = [
    ("share in words", "Four in five guests stayed a week.", "About 80 percent of guests stayed for a week."),
    ("every fifth", "Every fifth pupil walks to school.", "One in five pupils walks to school."),
    ("a decade", "The mill has stood empty for a decade.", "The mill has been vacant for ten years."),
    ("the year before", "Sales fell to 40 in 2019 from 52 a year earlier.", "Sales dropped from 52 in 2018 to 40 in 2019."),
    ("an age", "A 52-year-old farmer found the coins.", "A farmer aged 52 discovered the coins."),
    ("month told once", "The shop was shut from 4 to 9 May.", "The shop was closed between 4 May and 9 May."),
    ("phrase of a verb", "The council put the vote off.", "The council postponed the vote."),
    ("denial in a word", "The report names the shortage of nurses.", "The report names a lack of nurses."),
    ("prohibited", "Fishing is prohibited in the lake.", "Fishing is not allowed in the lake."),
    ("narrower to broader", "The officers seized heroin.", "The officers seized a drug."),
    ("two words in one", "Hail and a storm broke the roof.", "A hailstorm broke the roof."),
    ("people of a country", "A Norwegian yard built the ferry.", "A yard in Norway built the ferry."),
    ("comparison turned with its sides", "Trams are slower than buses in Orlen.", "Buses are faster than trams in Orlen."),
    ("sold and bought", "The trust bought the tower from the navy.", "The navy sold the tower to the trust."),
    ("in all of a count", "In all, 35 people were hurt in the storm.", "The storm hurt 35 people in all."),
    ("one order with the same word", "The bridge was tested before the council painted it.", "Before the council painted the bridge, it was tested."),
    ("part of a number", "Only two of the county's 31 dentists accept patients.", "Two dentists out of 31 in the county accept patients."),
]  # fmt: skip
LIES = [
    ("another version", "Version 3.2.7 closes the hole.", "Version 3.2.1 closes the hole."),
    ("another multiple", "Exports to Chile doubled last year.", "Exports to Chile tripled last year."),
    ("told as done", "The trustees voted to sell the shares.", "The trustees have sold the shares."),
    ("comparison turned", "A skilled worker is still faster than the robot.", "The robot is faster than a skilled worker."),
    ("greatest of another", "The gap is widest in banks, and it has closed in schools.", "The gap is widest in schools."),
    ("approval withdrawn", "The office withdrew its approval of the drug.", "The office approved the drug."),
    ("escaped", "The reef has escaped bleaching.", "The reef has suffered bleaching."),
    ("other way of the vote", "Denmark voted against the plan.", "Denmark voted for the plan."),
    ("accused is not guilty", "Two men were arrested in connection with the theft of 60 bicycles.", "Two men stole 60 bicycles."),
    ("figure of another sentence", "The owners agreed to raise the workers' pay by 8 percent. They had demanded 12 percent.", "The owners agreed to raise the workers' pay by 12 percent."),
    ("earlier and later exchanged", "The bridge was tested before it was painted.", "The bridge was painted before it was tested."),
    ("condition and consequence exchanged", "If the river rises above four metres, the road will be closed.", "If the road is closed, the river will rise above four metres."),
    ("opposite that also denies", "The branch of the bank lost 3 million francs.", "The branch of the bank gained 3 million francs."),
    ("some told as all", "Cyclists outnumbered drivers in three of the five districts.", "Cyclists outnumbered drivers in all five districts."),
    ("rank dropped", "Elbrook is the third largest town in the county.", "Elbrook is the largest town in the county."),
    ("thing added", "Coins found in the drain suggest a fire.", "Gold coins found in the drain suggest a fire."),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "source", "claim"), HONEST, ids=[h[0] for h in HONEST])
def test_free_rewording_passes(trap: str, source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(("trap", "source", "claim"), LIES, ids=[lie[0] for lie in LIES])
def test_lie_in_other_words_is_caught(trap: str, source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four in five", "80 percent"),
        ("every fifth pupil", "20 percent pupil"),
        ("a quarter of a percentage point", "0.25 percentage points"),
        ("for the third time", "for 3 times"),
        ("in 2019, a year earlier", "in 2019, in 2018"),
        ("two years later than 2001", "in 2003 than 2001"),
        ("19 million pounds", "£19 million"),
        ("3 million pounds of wool", "3 million pounds of wool"),  # a weight
        ("nothing to count", "nothing to count"),
    ],
)
def test_figures_that_words_imply(text: str, digits: str) -> None:
    assert written_out(text) == digits


def test_a_narrower_word_does_not_follow_from_a_broader_one() -> None:
    assert said_otherwise("fish", {"salmon"})
    assert not said_otherwise("salmon", {"fish"})


def test_a_word_of_the_opposite_is_no_part_of_a_compound() -> None:
    assert said_otherwise("fire", {"campfire"})
    assert not said_otherwise("fair", {"unfair"})


def test_phrase_accounts_for_all_its_words() -> None:
    assert unsaid("The launch was put off.", ["put", "off"], "They postponed the launch.") == ()
    assert unsaid("The launch was put off.", ["launch"], "They postponed the match.") == ("launch",)


def test_opposite_counts_in_its_own_clause_only() -> None:
    source = "Sales in shops slipped, whereas online orders jumped."
    assert check_opposite("Sales in shops climbed.", source)
    assert not check_opposite("Online orders climbed.", source)


def test_more_than_a_figure_compares_nothing() -> None:
    assert not check_comparison("The bridge carries more than 40 lorries.", "More than 40 lorries use the bridge.")


def test_what_came_of_an_aim_is_done() -> None:
    assert check_done("The firm has sold the mill.", "The firm voted to sell the mill.")
    assert not check_done("The firm has sold the mill.", "The firm managed to sell the mill.")
