"""Which differences are conflicts of what was asked: several figures a side, trends, votes, doers, dates, and the false ones."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.asked_of import is_asked
from rag.verify.conflicts.compare import differ
from rag.verify.conflicts.found import find_conflicts
from tests.verify.test_conflicts import passage, shelf, whole

TOLD = "Total flood deaths, December 2022: 1,413 reported, 1,942 predicted."


@pytest.mark.parametrize(
    ("trap", "one", "other", "reason"),
    [
        ("a bare count after its noun", "Final 2022: 1,107 flood deaths.", TOLD, "1,107 against 1,413"),
        ("the one of several with its year", "Acme's sales rose from 410 million euros in 2020 to 455 million euros in 2021.",
         "Acme's sales were 448 million euros in 2021.", "455 million euros against 448 million euros"),
        ("as many on both sides", "The council rejected the stadium by 11 votes to 8.",
         "The council rejected the stadium by 12 votes to 7.", "11 against 12"),
        ("of whom stands behind", "Acme has 3,150 employees, most of whom work in Spain.", "Acme has 3,400 employees.", "3,150 against 3,400"),
        ("rise and fall", "Acme's profit fell from 38 million euros in 2020 to 29 million euros in 2021.",
         "Acme's profit rose in 2021.", "“fell” against “rose”"),
        ("for and against", "Mayor Ann Reed voted against the stadium plan.", "Mayor Ann Reed voted for the stadium plan.",
         "“voted against” against “voted for”"),
        ("any event has one day", "The ferry Astrid sank on 3 March 2018.", "The ferry Astrid sank on 4 March 2018.",
         "3 March 2018 against 4 March 2018"),
    ],
)  # fmt: skip
def test_two_sentences_on_one_thing_differ(trap: str, one: str, other: str, reason: str) -> None:
    found = differ(one, other)
    assert found is not None, trap
    assert found.reason == reason


@pytest.mark.parametrize(
    ("trap", "one", "other"),
    [
        ("one of two agrees", "Final 2022: 1,413 flood deaths.", TOLD),
        ("another trial", "A separate trial enrolled 380 patients.", "The trial enrolled 1,240 patients."),
        ("no gold was found", "No gold was found at Tell Amara.", "The bronze mask was found at Tell Amara."),
        ("rise and fall in other years", "Acme's profit rose in 2019.", "Acme's profit fell in 2021."),
        ("rise of one, fall of another", "Acme's profit rose in 2021.", "Acme's revenue fell in 2021."),
    ],
)
def test_two_sentences_that_only_look_alike_do_not_differ(trap: str, one: str, other: str) -> None:
    assert differ(one, other) is None, trap


DEATHS = passage("old", "Of the 212 people on board, 17 died when the Astrid sank.")
PAPER = passage("press", "The paper reported that 19 people died when the Astrid sank.")
LEADER, OTHER_LEADER = (
    passage("old", "Professor Ana Duarte led the trial."),
    passage("press", "Professor Lars Moen led the trial."),
)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("How many people died when the Astrid sank?", True),
        ("How many people were on board the Astrid?", False),
        ("When did the Astrid sink?", False),
    ],
)
def test_a_conflict_about_something_else_than_was_asked_is_not_shown(question: str, shown: bool) -> None:
    assert bool(find_conflicts(whole(DEATHS, PAPER), shelf(DEATHS, PAPER), question=question)) is shown


def test_two_doers_of_what_one_did_are_shown() -> None:
    (found,) = find_conflicts(
        whole(LEADER), shelf(LEADER, OTHER_LEADER), question="Who led the trial?", also=[LEADER, OTHER_LEADER]
    )
    assert (found.basis, found.lower.source_id, found.higher.source_id) == ("roles", "press", "old")


def test_dates_that_the_question_sets_against_each_other_are_shown() -> None:
    early = passage("old", "The ministry put the chemicals under control on 1 February 2018.")
    late = passage("press", "The ministry put the chemicals under control in May 2019.")
    asked = "Did the ministry control the chemicals in 2018 or only in May 2019?"
    found = find_conflicts(whole(early), shelf(early, late), question=asked, also=[early, late])
    assert [c.basis for c in found] == ["dates"]


def test_bare_figures_are_meant_in_what_the_question_counts() -> None:
    quotes = whole(passage("old", "Over 43,000 lb were taken in 2023."), passage("new", "Taken in 2023: 27,022.85 lb."))
    asked = "How many pounds were taken in 2023? One site says 27k, another 43k."
    (found,) = find_conflicts(quotes, shelf(*(p for p, _ in quotes)), question=asked)
    assert found.reason == "the question sets 27k against 43k; each stands in a source"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many people were injured?", True),
        ("Is it true that 41 people were hurt?", True),
        ("Is it true that 41 passengers were hurt?", True),
        ("Were people injured on the ferry?", True),
        ("What time did the ferry hit the pier?", False),
        ("How fast was the ferry going?", False),
        ("How old is the ferry?", False),
        ("Is it true that the pier is nine miles away?", False),
        ("Did the repair cost 6 million euros?", False),
    ],
)
def test_figures_of_another_kind_than_is_asked_for_are_no_conflict_of_it(question: str, asked: bool) -> None:
    sides = (
        "The collision injured 33 people aboard the ferry Rose.",
        "Twenty-nine people aboard the ferry Rose were injured in the collision.",
    )
    difference = differ(*sides)
    assert difference is not None and is_asked(question, difference, sides) is asked
