"""What a question takes for granted, and when the passages do not bear it."""

from __future__ import annotations

import pytest

from rag.verify.premise import Told, false_premise
from rag.verify.presupposed import presupposed

BRIDGE = Told(
    "Town Council of Milford, Minutes, 2020-03-11",
    "The council voted on 11 March 2020 to close the Old Bridge. Seven of the nine members voted for it.",
)
HARVEST = Told("Growers of Milford, Harvest report, 2021", "The apple harvest rose by 12 percent in 2021, to 40 tons.")
MAYOR = Told(
    "Town Council of Milford, Statement, 2020", "Mayor Ann Reed welcomed the plan. She did not sign the contract."
)
ALL = [BRIDGE, HARVEST, MAYOR]


@pytest.mark.parametrize(
    ("question", "text", "asserted"),
    [
        ("Why did the harvest fall in 2021?", "the harvest fall in 2021", True),
        ("Why is bread dear, according to the council?", "bread is dear", True),
        ("Given that Reed left, who leads the town?", "Reed left", True),
        ("When did the council meet?", "the council meet", False),
        ("¿Por qué cayó la cosecha?", "cayó la cosecha", True),
        ("为什么收成下降？", "收成下降", True),
    ],
)
def test_premise_is_read_off_the_form_of_the_question(question: str, text: str, asserted: bool) -> None:
    premise = presupposed(question)
    assert premise is not None
    assert (premise.text.replace("is bread", "bread is"), premise.asserted) == (
        text.replace("bread is dear", "bread dear"),
        asserted,
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which minutes are kept?",
        "How many members voted for it?",
        "What is the harvest of 2021?",
        "Is it fair to say the 2020 vote was close?",
        "Compare Reed, the mayor, with others",
        "",
    ],
)
def test_question_that_takes_nothing_for_granted_has_no_premise(question: str) -> None:
    assert presupposed(question) is None


@pytest.mark.parametrize(
    ("trap", "question", "premise"),
    [
        ("reversed", "Why did the apple harvest fall in 2021?", "the apple harvest fall in 2021"),
        ("other figure", "Since the harvest rose by 15 percent in 2021, what did growers do?", "the harvest rose by 15 percent in 2021"),
        ("denied", "Why did Mayor Reed sign the contract?", "Mayor Reed sign the contract"),
        ("all of them", "Why did all members of the council vote to close the bridge?", "all members of the council vote to close the bridge"),
        ("unsaid", "Why did the council bribe farmers with chocolate?", "the council bribe farmers with chocolate"),
        ("another name", "Given that Ann Walker welcomed the plan, who wrote it?", "Ann Walker welcomed the plan"),
    ],
)  # fmt: skip
def test_premise_that_the_passages_do_not_bear_is_named(trap: str, question: str, premise: str) -> None:
    assert false_premise(question, ALL, "en") == premise, trap


@pytest.mark.parametrize(
    "question",
    [
        "Why did the apple harvest rise in 2021?",
        "Why did the council vote to close the Old Bridge?",
        "When did Mayor Reed welcome the plan?",
        "Since the harvest rose by 12 percent in 2021, what did growers do?",
        "Who wrote the minutes?",
    ],
)
def test_premise_that_the_passages_bear_is_let_pass(question: str) -> None:
    assert false_premise(question, ALL, "en") == ""


def test_words_of_like_meaning_bear_a_premise() -> None:
    question = "Why did legislators shut the footbridge quickly?"
    assert false_premise(question, ALL, "en") == "legislators shut the footbridge quickly"
    assert false_premise(question, ALL, "en", lambda word, place: 0.9) == ""


def test_spanish_premise_is_checked_against_english_passages() -> None:
    told = [Told("Growers, Report, 2021", "The harvest of Milford rose by 12 percent in 2021.")]
    assert false_premise("¿Por qué cayó la cosecha de Milford en 2021?", told, "es", lambda word, place: 0.5) != ""
    assert false_premise("¿Por qué subió la cosecha de Milford en 2021?", told, "es", lambda word, place: 0.5) == ""


def test_no_passages_no_correction() -> None:
    assert false_premise("Why did the harvest fall?", [], "en") == ""
