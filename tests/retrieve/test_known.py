"""Known questions speak for the passages that answered them, and for silence where nothing did."""

import numpy as np

from rag.index.stored import KnownTable, no_questions
from rag.retrieve.candidates import FEW, KnownQuestions

VECTORS = np.eye(FEW, dtype=np.float32)


def table(links: list[tuple[int, int]], wrong: int = -1) -> KnownTable:
    questions = tuple(f"q{n}" for n in range(FEW))
    return KnownTable(questions, VECTORS, np.array(links, np.int32).reshape(-1, 2), np.arange(FEW) == wrong)


def test_what_answered_the_nearest_is_told_with_its_likeness() -> None:
    told = KnownQuestions(table([(0, 7), (1, 8)])).tell(VECTORS[0])
    assert told.rows[7] > 0.99 > told.rows.get(8, 0.0)
    assert told.balance > 0


def test_one_that_nothing_answers_speaks_for_silence_and_a_wrong_one_is_told() -> None:
    told = KnownQuestions(table([(0, 7)], wrong=0)).tell(VECTORS[3])
    assert told.silent > 0.99 and told.balance < 0
    assert KnownQuestions(table([(0, 7)], wrong=0)).tell(VECTORS[0]).wrong > 0.99


def test_a_case_without_known_questions_tells_nothing() -> None:
    told = KnownQuestions(no_questions(FEW)).tell(VECTORS[0])
    assert (told.rows, told.balance) == ({}, 0.0)
