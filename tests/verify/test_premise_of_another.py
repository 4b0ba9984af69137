"""A sound question is not denied by what a passage denies, dates or tells of something else; the false twin still is."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import FalsePremise, false_premise
from rag.verify.premises.units import Told


def note(question: str, body: str) -> FalsePremise | None:
    return false_premise(question, [Told("Milford Gazette, The news", body)], "en")


@pytest.mark.parametrize(
    ("trap", "body", "sound", "false"),
    [
        (
            "none elsewhere",
            "Licences in Arden had been withdrawn. No licence was ever given in Morvia.",
            "When were the licences in Arden withdrawn?",
            "When were licences given in Morvia?",
        ),
        (
            "none of an earlier kind",
            "The harbour board reported the leak on 2 June. The county has seen no earlier report.",
            "When did the harbour board first report the leak?",
            "When did the county see an earlier report?",
        ),
        (
            "made visits",
            "Fenn Audit made nine monitoring visits to Plant 14.",
            "Why did Fenn Audit make monitoring visits to Plant 14?",
            "",
        ),
        (
            "two days of one year",
            "A faint signal was received in Varda on 3 March and 27 March 2021.",
            "Where was the faint signal of 3 March 2021 received?",
            "Where was the faint signal of 3 March 2019 received?",
        ),
        (
            "he told somebody",
            "Ann Reed told the panel about Plant 14. He did not tell Ann Reed.",
            "Why did Ann Reed tell the panel about Plant 14?",
            "",
        ),
    ],
)
def test_a_sound_question_is_let_pass_and_its_false_twin_noted(trap: str, body: str, sound: str, false: str) -> None:
    assert note(sound, body) is None
    assert not false or note(false, body)
