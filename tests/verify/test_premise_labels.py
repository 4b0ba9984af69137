"""Premises that call a count final, that a cleft sets in front, or that give a person of whom only the title is known."""

from __future__ import annotations

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.referents.titled import behind_title
from rag.types import NoteKind
from rag.verify.premises.premise import FalsePremise, false_premise
from rag.verify.premises.units import Told
from rag.verify.questions.presupposed import Form, presupposed

FIRST = "The county estimated (predicted) 9,331 flooded cellars in 2020."
LAST = "Final count for 2020: 9,179 flooded cellars."
MARCH = "In March 2020 the council closed the bridge as one of eight measures after the flood at Low Weir."
VISIT = "The mills stopped the eel talks after Speaker Hale's visit to Morvia in May 2020."
VOTE = "In May 2017 the eel council voted unanimously to control both poisons."
TALKS = "Arden suspended the eel talks after the visit of May 2020."


def note(question: str, *bodies: str) -> FalsePremise | None:
    return false_premise(question, [Told("Milford Gazette, The news", body) for body in bodies], "en")


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("The 9,300 figure is the definitive count of cellars for 2020, right?", "definitive"),
        ("Was the 9,331 figure for 2020 final?", "final"),
        ("Is the count of 9,179 cellars in 2020 a provisional one?", "provisional"),
    ],
)
def test_a_label_that_the_sources_give_another_count_is_named(question: str, point: str) -> None:
    found = note(question, FIRST, LAST)
    assert found and found.point == point


def test_where_only_the_final_count_is_known_the_figure_is_named() -> None:
    found = note("Was the 9,300 figure for 2020 final?", LAST)
    assert found and found.point == "9,300"


@pytest.mark.parametrize(
    "question",
    [
        "Is 9,179 the final count of cellars for 2020?",
        "Was the 9,331 figure for 2020 a predicted one?",
        "Was the 9,300 figure for 2019 final?",
        "Were 400 cellars final?",
        "Did 9,331 cellars pass the final test in 2020?",
    ],
)
def test_the_right_label_is_let_pass(question: str) -> None:
    found = note(question, FIRST, LAST)
    assert found is None or found.point not in ("final", "predicted", "provisional")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was it the flood that led the council to close the bridge?", "the flood led the council to close the bridge"),
        ("Wasn't it Hale who closed the bridge?", "Hale closed the bridge"),
        ("Was it in 2019 that the council closed the bridge?", "the council closed the bridge in 2019"),
        ("So was it because of a strike that the council closed the bridge?", "the council closed the bridge because of a strike"),
    ],
)  # fmt: skip
def test_a_cleft_is_read_as_the_sentence_it_stands_for(question: str, text: str) -> None:
    premise = presupposed(question)
    assert premise and (premise.text, premise.form) == (text, Form.ASKED)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was it true that the council closed the bridge?", "the council closed the bridge"),
        ("Is it likely that the council closed the bridge?", "it likely that the council closed the bridge"),
    ],
)
def test_it_is_true_that_is_no_cleft(question: str, text: str) -> None:
    premise = presupposed(question)
    assert premise and premise.text == text


def test_a_cleft_with_two_sides_asserts_neither() -> None:
    assert presupposed("Was it Hale or Reed who closed the bridge?") is None


@pytest.mark.parametrize(
    ("trap", "body", "false", "sound"),
    [
        ("cleft cause", MARCH, "Was it the strike that led the council to close the bridge?", "Was it the flood that led the council to close the bridge?"),
        ("payback", MARCH, "Did the council close the bridge in March 2020 as payback for the strike?", "Did the council close the bridge in March 2020 as a response to the flood?"),
        ("no first name", VISIT, "Why did the mills stop the eel talks after Ann Reed's visit to Morvia?", "Why did the mills stop the eel talks after Tom Hale's visit to Morvia?"),
        ("unanimous", VOTE, "Why did some of the eel council vote against controlling both poisons in May 2017?", "Why did the eel council vote to control both poisons in May 2017?"),
        ("revived", TALKS, "Why did Arden revive the eel talks after the visit of May 2020?", "Why did Arden suspend the eel talks after the visit of May 2020?"),
    ],
)  # fmt: skip
def test_false_premise_is_noted_and_its_sound_twin_is_not(trap: str, body: str, false: str, sound: str) -> None:
    assert note(false, body) is not None, trap
    assert note(sound, body) is None, trap


def test_a_last_name_behind_a_title_is_known_where_no_text_gives_a_first_name() -> None:
    assert behind_title("Hale", ["Speaker Hale spoke.", "Sen. Hale left.", "Hale slept."]) == [True, True, False]
    assert behind_title("Hale", ["Speaker Hale spoke.", "Ann Hale left."]) == [False, False]
    assert behind_title("Hale", ["Speaker Hale spoke.", "After Hale left, it rained."]) == [True, False]


MEETS = "Arden and Morvia exchange eel samples. The eel council met in Milford."
SHARE = "The council counted 9,331 eels caught by boats of Arden in the ten months to July 2020."
BANK = "The ring laundered money through coins and through Ardish and Low Weir bank accounts."


@pytest.mark.parametrize(
    ("trap", "question", "bodies"),
    [
        ("with each other is no extent", "What did the agents of Arden and Morvia exchange with each other?", [MEETS]),
        ("each year is no extent", "How many eels are caught each year?", [SHARE]),
        ("what is called after a people is no deed of theirs", "Are Ardish banks laundering ring money?", [BANK]),
    ],
)
def test_a_sound_question_is_let_pass(trap: str, question: str, bodies: list[str]) -> None:
    assert note(question, *bodies) is None, trap


def test_that_a_body_has_a_view_of_it_is_no_premise(shipped: Parts) -> None:
    reply = answer("How does the DEA see India's part in all this?", shipped)
    assert NoteKind.PREMISE not in {said.kind for said in reply.notes}


def test_every_is_an_extent_still() -> None:
    found = note("Why did every boat of Arden catch 9,331 eels in 2020?", SHARE)
    assert found and found.point == "every"


def test_whose_word_it_is_is_no_part_of_the_premise() -> None:
    found = presupposed("Were boats catching more eels in 2021, as the old piece suggests?")
    assert found and found.text == "boats catching more eels in 2021"
