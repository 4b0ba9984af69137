"""A Spanish or Chinese question word by word in English, for a reader that knows no other language."""

from __future__ import annotations

import pytest

from rag.gloss import gloss


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("¿Cuántas personas murieron por sobredosis en 2020?", "es", "how many person died overdose 2020?"),
        ("¿Por qué murió?", "es", "why died?"),
        ("2020年美国有多少人死于药物过量？", "zh", "2020 US how many death drug overdose?"),
        ("习近平2018年承诺了什么？", "zh", "Xi Jinping 2018 pledge what?"),
        ("¿Cuánto pagó Odd Rennfelt en 1,5 años?", "es", "how much pay Odd Rennfelt 1,5 year?"),
        ("¿Es para el puente?", "es", "bridge?"),  # "para" is no form of "parar", "Es" no name
        ("几乎几十人死亡", "zh", "almost dozens death?"),  # 几 in them asks nothing
        ("¿Quién vivió en california o en nueva york?", "es", "who live California New York?"),
        ("¿Qué pasó en la India?", "es", "what happened India?"),
        ("布宜诺斯艾利斯的晚餐谁参加了？", "zh", "Buenos Aires dinner who take part?"),
        ("加州2020年有多少人死亡？", "zh", "California 2020 how many death?"),
        ("Wie viele?", "de", ""),
    ],
)
def test_words_stand_in_the_order_of_the_question(question: str, language: str, expected: str) -> None:
    assert gloss(question, language, lambda term: True) == expected


def test_a_chinese_name_that_no_source_has_is_left_out() -> None:
    assert "Xiaoming" in gloss("王小明写了什么？", "zh", lambda term: True)
    assert "Xiaoming" not in gloss("王小明写了什么？", "zh", lambda term: False)


@pytest.mark.parametrize("question", ["", "？？？", "🙂", "é" * 3000])
def test_any_question_gives_a_gloss(question: str) -> None:
    assert gloss(question, "es", lambda term: True).endswith("?")
