"""The question as asked: usable, and in which language."""

from __future__ import annotations

import pytest

from rag.assemble import Parts
from rag.errors import UsageError
from rag.question import Turn, language_of, leans, usable


def test_invisible_characters_and_spare_white_space_go() -> None:
    assert usable("  how\u200b long\n\tis\u202e it? ", 100) == "how long is it?"


def test_question_of_exactly_the_allowed_length_passes() -> None:
    assert usable("x" * 20, 20) == "x" * 20
    with pytest.raises(UsageError, match="21 characters, 20 are allowed"):
        usable("x" * 21, 20)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How long is the bridge?", "en"),
        ("¿Cuánto mide el puente?", "es"),
        ("cuantos metros tiene el puente de la ciudad", "es"),
        ("桥有多长？", "zh"),
        ("NPP ANPP 2017", "en"),
        ("final 2020 toll pls", "en"),
        ("What did Peña Nieto say about the bridge?", "en"),
        ("Who is Núñez?", "en"),
        ("What does 芬太尼 mean?", "en"),
        ("Who is 习近平?", "en"),
        ("what is 中华人民共和国国家禁毒委员会", "en"),
        ("¿Qué dice el DEA brief sobre China?", "es"),
        ("¿Quién escribió “The Report of the Commission on the Bridge”?", "es"),
        ("¿Qué significa 芬太尼?", "es"),
        ("¿Cifras 2020?", "es"),
        ("cuando habia mas muertes", "es"),
        ("DEA的报告说了什么？", "zh"),
        ("“The Report of the Commission” 说了什么？", "zh"),
        ("US芬太尼来源", "zh"),
        ("A股下跌原因", "zh"),
        ("芬太尼 fentanyl 2021", "zh"),
    ],
)
def test_language_of_a_question(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    "question",
    ["那么2021年的情况怎么样？", "那加拿大的死亡人数后来又怎么样了呢？", "而加拿大方面对此的官方说法到底是什么内容？"],
)
def test_chinese_opening_leans_on_the_question_before(question: str) -> None:
    assert leans(question)


def test_chinese_question_that_names_its_report_stands_alone() -> None:
    assert not leans("这份2021年8月发布的报告是由谁撰写的，发布机构又是哪一家？")


def test_an_earlier_question_of_any_length_costs_no_more_than_one_that_may_be_asked(parts: Parts) -> None:
    longest = parts.settings.max_question
    full = parts.in_full(
        "And in 2020?", [Turn("When was the Mill Bridge closed? " * 10_000, "word " * 10**6)], parts.meter()
    )
    assert len(full) <= longest
    assert "2020" in full
