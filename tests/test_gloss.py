"""A Spanish or Chinese question word by word in English, for a reader that knows no other language."""

from __future__ import annotations

import pytest

from rag.gloss import gloss
from rag.glossary import LANGUAGES
from rag.word_tables import table


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("¿Cuántas personas murieron por sobredosis en 2020?", "es", "how many people died by overdose in 2020?"),
        ("¿Por qué murió?", "es", "why died?"),
        ("2020年美国有多少人死于药物过量？", "zh", "2020 United States how many people died of drug overdose?"),
        ("习近平2018年承诺了什么？", "zh", "Xi Jinping 2018 promise what?"),
        ("¿Cuánto pagó Odd Rennfelt en 1,5 años?", "es", "how much paid Odd Rennfelt in 1.5 years?"),
        ("¿Es para el puente?", "es", "is for the bridge?"),
        ("几乎几十人死亡", "zh", "almost dozens of people deaths?"),  # 几 in them asks nothing
        ("¿Quién vivió en california o en nueva york?", "es", "who lived in California or in New York?"),
        ("¿Qué pasó en la India?", "es", "what happened in the India?"),
        ("布宜诺斯艾利斯的晚餐谁参加了？", "zh", "Buenos Aires of dinner who take part?"),
        ("加州2020年有多少人死亡？", "zh", "California 2020 how many people died?"),
        ("Wie viele?", "de", ""),
    ],
)
def test_words_stand_in_the_order_of_the_question(question: str, language: str, expected: str) -> None:
    assert gloss(question, language, lambda term: True) == expected


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("¿No murieron más de 1.200 antes de 2019?", "es", "not died more than 1,200 before 2019?"),
        (
            "¿La Casa Blanca ya no habla de todos?",
            "es",
            "the White House no longer speaks of all?",
        ),  # set phrases first
        ("¿Fue así? Entonces, ¿quién lo vio?", "es", "was so? then, who the saw?"),
        ("¿Qué entró en vigor el 1 de mayo de 2019?", "es", "what took effect the 1 May 2019?"),
        ("24年8月的公告不是4.3万磅吧？", "zh", "August 2024 of announcement not 43,000 pounds?"),
        ("20年", "zh", "20 year?"),  # as many years, or one: no century is lent
    ],
)
def test_what_a_premise_may_hang_on_is_kept(question: str, language: str, expected: str) -> None:
    """Little words, figures as English writes them, the marks between clauses, the month and the year."""
    assert gloss(question, language, lambda term: True) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("桥有三万六千多人走过吗？", "over 36,000 people"),
        ("五万七人", "57,000 people"),  # the last digit counts thousands
        ("十万零八千人", "108,000 people"),
        ("花了两亿五千万美元", "250 million dollars"),
        ("一九七九年", "1979"),
        ("二〇一九年五月二十一日", "21 May 2019"),
        ("10万多人", "over 100,000 people"),
        ("二十国集团", "G20"),  # a set phrase goes before its number
        ("万一", "in case"),
    ],
)
def test_a_number_in_characters_is_read_whole(question: str, expected: str) -> None:
    assert expected in gloss(question, "zh", lambda term: True)


def test_a_rough_number_is_not_taken_for_a_sure_one() -> None:
    assert "23" not in gloss("二三十人", "zh", lambda term: True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_the_lists_is_told_once(language: str) -> None:
    words = [line.split("\t") for line in table(f"gloss-{language}.txt")]
    assert all(len(parts) == 2 and parts[0] for parts in words)
    assert len({parts[0] for parts in words}) == len(words)


def test_a_chinese_name_that_no_source_has_is_left_out() -> None:
    assert "Xiaoming" in gloss("王小明写了什么？", "zh", lambda term: True)
    assert "Xiaoming" not in gloss("王小明写了什么？", "zh", lambda term: False)


def test_a_character_that_no_list_has_is_left_out() -> None:
    assert gloss("龘龘死于过量？", "zh", lambda term: False) == "died of overdose?"


@pytest.mark.parametrize("question", ["", "？？？", "🙂", "é" * 3000])
def test_any_question_gives_a_gloss(question: str) -> None:
    assert gloss(question, "es", lambda term: True).endswith("?")
