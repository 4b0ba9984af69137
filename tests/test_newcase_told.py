"""What an article claims without a figure or a name is listed, too; what states no deed, asks or only judges is not, or as before."""

from __future__ import annotations

import pytest

from rag.newcase.claims import find_claims
from rag.newcase.told import tells_what_happened
from rag.types import Block, Span

TOLD = {
    "en": ["The valve was never tested.", "She followed the wrong list and has since been dismissed.", "Not one signal came back.",
           "The ship had no lifeboats."],
    "es": ["La válvula nunca se probó.", "El capataz ha sido despedido.", "No había botes a bordo."],
    "zh": ["阀门从未测试。", "工头已被开除。", "船上没有救生艇。"],
}  # fmt: skip
NOT_TOLD = {
    "en": ["Experts doubt it.", "It could have been otherwise.", "So is the bread of those who pay for it.", "The text is stored as it stands."],
    "es": ["Los expertos lo dudan.", "La válvula sigue cerrada."],
    "zh": ["专家对此表示怀疑。", "众所周知，水很重要。"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "said"), [(code, one) for code, some in TOLD.items() for one in some])
def test_what_happened_or_did_not_can_be_checked(language: str, said: str) -> None:
    assert tells_what_happened(said, language)
    (claim,) = find_claims(said, (Block(Span(0, len(said)), "para 1"),), language).claims
    assert claim.holds and not claim.opinion


@pytest.mark.parametrize(("language", "said"), [(code, one) for code, some in NOT_TOLD.items() for one in some])
def test_what_only_holds_in_general_or_might_have_been_is_none(language: str, said: str) -> None:
    assert not tells_what_happened(said, language)


def test_a_judgement_stays_an_opinion_and_a_question_is_passed_over() -> None:
    text = "It was a disgrace. Who closed the valve?"
    found = find_claims(text, (Block(Span(0, len(text)), "para 1"),), "en")
    assert [(claim.holds, claim.opinion) for claim in found.claims] == [((), True)] and found.passed_over == 1
