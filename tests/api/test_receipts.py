"""A server remembers the latest 20,000 answers it gave, and no more."""

from __future__ import annotations

from typing import cast

from rag.wire import AnswerModel
from ui.api.saved import Receipts


class Said:
    """All that a receipt reads of an answer."""

    def __init__(self, number: int) -> None:
        self.number = number

    def model_dump_json(self) -> str:
        return f'{{"text": "{self.number}"}}'


def said(number: int) -> AnswerModel:
    return cast(AnswerModel, Said(number))


def test_the_oldest_answer_is_forgotten_behind_twenty_thousand() -> None:
    receipts = Receipts()
    for number in range(20_000):
        receipts.note(said(number))
    assert receipts.has(said(0)) and receipts.has(said(19_999)) and not receipts.has(said(20_000))
    receipts.note(said(20_000))
    assert not receipts.has(said(0))
    assert receipts.has(said(1)) and receipts.has(said(20_000))
