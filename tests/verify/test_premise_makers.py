"""Who made it is told, where a question gives it to people of another kind or to the author of another text."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import FalsePremise, false_premise
from rag.verify.premises.units import Told

BRIEF = Told("Eel Commission (EC), Eels of Arden, 2021-08-24",
             "The brief is dated 24 August 2021 and was written by two visiting fellows, Ann Reed and Kim Lund.",
             "Ann Reed (Visiting Fellow); Kim Lund")  # fmt: skip
FINDING = Told(
    "Eel Commission (EC), Eels of Arden, 2021-08-24", "It calls the brief a first look at eels.", "Ann Reed; Kim Lund"
)
OLDER = Told("Eel Commission (EC), Eel trade, 2017-02-01", "Staff report by policy analyst Tom Hale.", "Tom Hale")
BRIDGE = Told("County of Milford, The bridge", "The bridge was designed by the engineer Lee Moss in 2019.")


def note(question: str, *told: Told) -> FalsePremise | None:
    return false_premise(question, told, "en")


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("Which senators wrote the August 2021 brief?", "senators"),
        ("Which senators and representatives penned the August 2021 brief on eels?", "senators and representatives"),
        ("Which members of Congress drafted the brief of August 2021?", "members of Congress"),
    ],
)
def test_makers_of_another_kind_are_corrected(question: str, point: str) -> None:
    found = note(question, BRIEF, OLDER)
    assert found and (found.point, found.place) == (point, 0)


def test_a_text_by_somebody_tells_its_maker_too() -> None:
    found = note("Which senator wrote the staff report on the eel trade?", OLDER, BRIEF)
    assert found and found.point == "senator"


def test_another_way_of_making_is_told_too() -> None:
    found = note("Which judges drew the bridge in 2019?", BRIDGE)
    assert found and found.point == "judges"


@pytest.mark.parametrize(
    "question",
    [
        "Which fellows wrote the August 2021 brief?",
        "Which experts wrote the August 2021 brief?",
        "Which people wrote the August 2021 brief?",
        "Which members wrote the August 2021 brief?",
        "Which senators signed the August 2021 brief?",
        "Which senators wrote the May 2019 brief?",
        "Which senators wrote the lamp law?",
        "Which senators read the August 2021 brief?",
    ],
)
def test_the_same_kind_anybody_another_deed_and_another_thing_are_let_pass(question: str) -> None:
    assert note(question, BRIEF, OLDER) is None


def test_makers_further_down_are_those_of_something_else() -> None:
    assert note("Which senators wrote the August 2021 brief?", FINDING, OLDER, BRIEF) is None


@pytest.mark.parametrize(
    "question",
    [
        "Why did Tom Hale write the August 2021 brief?",
        "How long did Tom Hale need to write the Commission's August 2021 brief?",
        "In the August 2021 brief, what did its author Tom Hale say about eels?",
    ],
)
def test_the_author_of_another_text_is_corrected_by_the_words_that_tell_the_own(question: str) -> None:
    found = note(question, FINDING, BRIEF, OLDER)
    assert found and (found.point, found.words) == ("Tom Hale", BRIEF.body)


@pytest.mark.parametrize(
    "question",
    [
        "Why did Ann Reed write the August 2021 brief?",
        "Why did Tom Hale write the February 2017 report?",
        "In the August 2021 brief, what did its author Kim Lund say about eels?",
        "Why did Tom Hale leave in August 2021?",
    ],
)
def test_its_own_author_and_another_deed_are_let_pass(question: str) -> None:
    found = note(question, FINDING, BRIEF, OLDER)
    assert found is None or found.words != BRIEF.body
