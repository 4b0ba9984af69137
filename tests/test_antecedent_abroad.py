"""A Spanish or Chinese follow-up that leaves out whom it means asks of the one name of the question before."""

from __future__ import annotations

import pytest

from rag.answer.carried import Carried
from rag.question import Turn


def carried(before: str, question: str) -> str:
    return Carried(lambda word, others, language: [0.0] * len(others))(question, [Turn(before)])


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        ("¿Cuándo dimitió Ana Gil?", "¿Quién le sucedió?", "¿Quién le sucedió a Ana Gil?"),
        ("¿Cuándo dimitió Ana Gil?", "¿Y por qué se fue?", "¿Por qué se fue Ana Gil?"),
        ("¿Quién nombró a Ana Gil?", "¿Dónde nació ella?", "¿Dónde nació Ana Gil?"),
        ("周建国什么时候辞职的？", "谁接替了他？", "谁接替了周建国？"),
    ],
)
def test_the_one_name_is_put_in(before: str, question: str, full: str) -> None:
    assert carried(before, question) == full


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("¿Vio Ana Gil a Luis Rey?", "¿Por qué se fue?"),  # which of the two?
        ("¿Cuántos barcos tiene Naviera Sol?", "¿Y cuántos eran nuevos?"),  # of the ships
        ("¿Qué dijo la alcaldesa?", "¿Y por qué se fue?"),
    ],
)
def test_where_it_is_open_the_question_before_is_kept(before: str, question: str) -> None:
    assert carried(before, question).startswith(before)
