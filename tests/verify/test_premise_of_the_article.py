"""The article under examination puts no question right; nor does what somebody would have done, or one side of a vote."""

from __future__ import annotations

import pytest

from rag.content import SEED
from rag.verify.premises.premise import false_premise
from rag.verify.premises.units import Told

ARTICLE = Told(f"{SEED}, 2021", "In June 2020 the court unanimously threw out the appeal of the farmers.")
OFFICE = Told(
    "Court of Arden, Decision, 2020", "In June 2020 the court unanimously threw out the appeal of the farmers."
)
DISSENT = Told(
    "Court of Arden, Decision, 2020", "Ms Orde dissents. She would have quashed the new Rule 14 of the licence."
)
QUASHED = Told("Court of Arden, Decision, 2020", "The court quashed the new Rule 14 of the licence.")
MINUTES = Told("Lake Board, Minutes, 2020", "The motion on Lake East was seconded: two were in favour, three against.")
IN_FAVOUR = Told("Lake Board, Minutes, 2020", "Ms Hale seconded the motion in favour of Lake East.")  # fmt: skip


@pytest.mark.parametrize(
    ("question", "decisive", "not_so"),
    [
        ("Which judge dissented in June 2020?", OFFICE, ARTICLE),
        ("Why did the court uphold the new Rule 14 of the licence?", QUASHED, DISSENT),
        ("Who seconded the motion against Lake East?", IN_FAVOUR, MINUTES),
    ],
)
def test_a_premise_is_put_right_only_by_words_that_decide_it(question: str, decisive: Told, not_so: Told) -> None:
    found = false_premise(question, [decisive], "en")
    assert found and found.sure
    assert false_premise(question, [not_so], "en") is None
