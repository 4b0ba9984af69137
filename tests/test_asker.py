"""What a person tells of themselves around a question is no part of what is searched and judged."""

from __future__ import annotations

import pytest

from rag.asker import matter_of


def knows(term: str) -> bool:
    return term in {"lake", "bridg", "bridge", "flood", "drown", "swim"}


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("My son is 15. How many teenagers drowned in the lake?", "How many teenagers drowned in the lake?"),
        ("i work in a hospital. when did the county close the bridge?", "When did the county close the bridge?"),
        ("How tall is the old chapel tower? I need it for school.", "How tall is the old chapel tower?"),
        ("For a school essay: who drew the stone bridge?", "Who drew the stone bridge?"),
        ("I'm scared for my boys. It seems the lake is bad. Is the water tested?", "It seems the lake is bad. Is the water tested?"),
        ("Soy enfermera. ¿Cuántos adolescentes murieron en el lago?", "¿Cuántos adolescentes murieron en el lago?"),
        ("我是护士，2022年有多少人死于溺水？", "2022年有多少人死于溺水？"),
    ],
)  # fmt: skip
def test_only_the_question_is_left(question: str, matter: str) -> None:
    assert matter_of(question, knows) == matter


@pytest.mark.parametrize(
    "question",
    [
        "I read that the bridge fell in 2019. Why did the county wait?",  # what it takes for granted
        "My uncle insists the mayor lied. Is there any evidence of a lie?",
        "I live in Ashcombe. How many houses were flooded in March?",  # a place
        "We lost our house in 2021. How many houses were flooded in March?",  # a year
        "My landlord wants to renovate. Can he throw me out for that?",  # somebody it points to
        "I'm citing the auditor's study on ferries. When did it appear, and for whom?",  # something it points to
        "I'm a reporter. Why?",  # nothing would be left
        "I have to brief my boss on bridge closures. Which ones, and when?",  # too little would
        "I'm writing a paper on ferries and need the number of passengers in spring. All of them, not only commuters.",
        "When was the stone bridge closed to lorries? My two sources disagree.",  # what is asked for is what they tell
        "I lost my son to the flood. How many boys went missing in all?",  # the sources speak of floods
        "My son is 15.",
        "How many of our bridges were closed?",
        "我听说大桥2019年塌了，是真的吗？",
    ],
)
def test_what_the_question_may_be_about_stays(question: str) -> None:
    assert matter_of(question, knows) == question
