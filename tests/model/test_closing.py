"""Sentences of a growing text: each once, the same however the text is cut into pieces."""

import time

import pytest

from rag.answer.model_text import Closing

TEXT = (
    "The survey says it is 48 m long. [1] The U.S. Army agrees [2]. He said “It fell. It rose.” [3] And so on, p. 3 says.\n\n"
    "- The next one costs $1.2 million [1].\n- The last (2).\n共48米。【1】下一句很长。\nIt ends 🌉 here"
)
SENTENCES = [
    "The survey says it is 48 m long. [1]",
    "The U.S. Army agrees [2].",
    "He said “It fell. It rose.” [3]",
    "And so on, p. 3 says.",
    "- The next one costs $1.2 million [1].",
    "- The last (2).",
    "共48米。【1】",
    "下一句很长。",
    "It ends 🌉 here",
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 13, 1000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    closing = Closing()
    found = [c for i in range(0, len(TEXT), size) for c in closing.feed(TEXT[i : i + size])]
    rest = closing.rest()
    assert rest is not None
    assert [c.text for c in (*found, rest)] == SENTENCES
    assert [c.opens for c in (*found, rest)] == [True, False, False, False, True, True, True, False, True]
    assert rest.upto == len(TEXT)


def test_sentence_waits_for_the_mark_after_its_full_stop() -> None:
    closing = Closing()
    assert closing.feed("It is 48 m long. ") == []
    assert closing.feed("[1") == []
    assert [c.text for c in closing.feed("] Th")] == []
    assert [c.text for c in closing.feed("e next")] == ["It is 48 m long. [1]"]


def test_line_without_letters_is_no_sentence() -> None:
    assert [c.text for c in Closing().feed("***\n---\nIt is so.\n")] == ["It is so."]


def test_sentence_that_never_ends_is_cut() -> None:
    assert len(Closing().feed("word " * 900)) == 2  # 4,500 characters, cut at 2,000


def test_a_word_without_end_costs_no_more_than_its_length() -> None:
    began = time.process_time()
    assert len(Closing().feed("x" * 1_000_000)) > 100
    assert time.process_time() - began < 3


def test_unfinished_rest_is_not_whole() -> None:
    closing = Closing()
    closing.feed("And it is also very")
    assert closing.rest(whole=True) is None


@pytest.mark.parametrize("text", ["It is so.", "It is so [1].", "It is so. [1]", "他说：“是。”", "共48米。【1】"])
def test_whole_rest_is_given(text: str) -> None:
    closing = Closing()
    closing.feed(text)
    rest = closing.rest(whole=True)
    assert rest is not None and rest.text == text


def test_quotation_that_is_never_closed_ends_with_its_line() -> None:
    closing = Closing()
    assert [c.text for c in closing.feed("He said “it fell. And so on.\nNext line here.\n")] == [
        "He said “it fell. And so on.",
        "Next line here.",
    ]
