"""A few people or things that a question counts are no share, and a statement before "so which" or "on which day" is taken for granted."""

from __future__ import annotations

import pytest

from rag.verify.premises.doubts_of_values import _rival
from rag.verify.questions.presupposed import Form, presupposed
from rag.verify.values.statement import read


@pytest.mark.parametrize(
    ("asked", "said", "rivals"),
    [
        ("the two who led the panel", "nearly two thirds of the fires", False),
        ("the three that were chosen", "29 percent of the votes", False),
        ("the two judges who dissented", "three judges dissented", True),
        ("the vote fell by 40 percent", "it fell by 25 percent", True),
    ],
)
def test_a_count_of_a_few_has_no_share_for_a_rival(asked: str, said: str, rivals: bool) -> None:
    assert _rival(read(said).figures[0], read(asked).figures[0]) is rivals


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("the mayor was fined in Leeds, on which day?", "the mayor was fined in Leeds"),
        ("The ferry was sold in March, from which port?", "The ferry was sold in March"),
        ("the council closed the bridge so which road was used", "the council closed the bridge"),
        ("the bridge was closed, so which road was used?", "the bridge was closed"),
    ],
)
def test_a_statement_before_a_question_is_taken_for_granted(question: str, premise: str) -> None:
    found = presupposed(question)
    assert found and (found.text, found.form) == (premise, Form.ASSERTED)


@pytest.mark.parametrize("question", ["in March and on the ferry, on which day?", "so which road was used?"])
def test_what_tells_nothing_before_a_question_is_none(question: str) -> None:
    found = presupposed(question)
    assert found is None or found.form is not Form.ASSERTED
