"""A question about the whole is made of the examples' words alone; one about a claim has a word of its own."""

import pytest

from rag.question.whole import about


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does the article get wrong?", "wrong"),
        ("¿Qué errores tiene el artículo?", "wrong"),
        ("文章有哪些错误？", "wrong"),
        ("where do the sources differ", "disputes"),
        ("Which sources do you have?", "sources"),
        ("What does the article get wrong about the bridge?", ""),
        ("Where do the sources differ on the length?", ""),
        ("Did the article of 2021 get the length wrong?", ""),
    ],
)
def test_a_word_of_its_own_makes_a_question_one_to_the_sources(question: str, kind: str) -> None:
    found = about(question)
    assert (found.kind if found else "") == kind


def test_the_words_left_name_the_source() -> None:
    found = about("Who wrote the Brookings report?")
    assert found is not None and found.kind == "source"
    assert "brookings" in found.words
