"""A refusal says of no word that nothing speaks of it that stands in a source, and names whole words of matter."""

from __future__ import annotations

import pytest

from rag.answer.missing import Spoken, named_missing
from rag.content import content

FERRY = Spoken(
    [
        "El transbordador fue botado en Cádiz; la avería duró dos días.",
        "渡轮由荷兰制造，二零零一年下水。",
        "綠島航運公司",
    ]
)


@pytest.mark.parametrize(
    ("word", "question", "language", "named"),
    [
        ("渡轮", "渡轮是荷兰造的吗？", "zh", ""),  # it stands there
        ("荷兰造", "渡轮是荷兰造的吗？", "zh", ""),  # of the cut only one character is new
        ("绿岛", "绿岛公司是谁的？", "zh", ""),  # in traditional characters
        ("了吗", "渡轮沉了吗？", "zh", ""),
        ("这个", "这个渡轮沉了吗？", "zh", ""),
        ("既然", "既然沉了，谁负责？", "zh", ""),
        ("发现了", "发现了石油吗？", "zh", ""),
        ("石油", "发现了石油吗？", "zh", "石油"),
        ("averia", "¿cuanto duro la averia?", "es", ""),
        ("ocurrió", "¿Qué ocurrió con el volcán?", "es", ""),
        ("cambiar", "¿Cuánto costará cambiar el volcán?", "es", ""),
        ("presentaron", "¿Cuántos se presentaron?", "es", ""),
        ("volcán", "¿Qué ocurrió con el volcán?", "es", "volcán"),
        ("volcano", "What of the volcano?", "en", "volcano"),
    ],
)
def test_only_what_stands_nowhere_is_named(word: str, question: str, language: str, named: str) -> None:
    assert named_missing(word, question, language, FERRY.has) == named


@pytest.mark.parametrize("word", ["Somebody", "Everybody", "whatever", "themselves", "Perhaps", "hello"])
def test_a_pronoun_or_a_filler_is_no_matter_of_a_question(word: str) -> None:
    assert content(f"{word} told the board that the bridge leans") == ["board", "bridge", "leans"]


@pytest.mark.parametrize("word", ["mine", "well", "somersault"])
def test_a_thing_that_is_written_like_one_stays(word: str) -> None:
    assert word in content(f"Did the {word} fall from the bridge?")
