"""A question in a frame of the asker's own is read as what it asks."""

from __future__ import annotations

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.framed import asked_in, bare


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("I wonder who runs the council", "Who runs the council"),
        ("I was wondering whether the bridge was closed in 2019", "Is it true that the bridge was closed in 2019?"),
        ("Just curious: did the mayor resign?", "Did the mayor resign?"),
        ("hi, out of curiosity, how long is the bridge?", "How long is the bridge?"),
        ("I'd like to know if the toll rose or fell", "If the toll rose or fell"),
        ("I heard that the bridge fell, is that so?", "Is it true that the bridge fell?"),
        ("I read the harbour freezes every winter. Right?", "Is it true that the harbour freezes every winter?"),
        ("I thought the bridge was closed?", "Is it true that the bridge was closed?"),
        ("As far as I know the council built it in 1911", "Is it true that the council built it in 1911?"),
        ("Me pregunto si el puente se cerró", "¿Es cierto que el puente se cerró?"),
        ("Tengo curiosidad: ¿quién cerró el puente?", "¿quién cerró el puente?"),
        ("我想知道谁关闭了大桥", "谁关闭了大桥"),
    ],
)  # fmt: skip
def test_frame_of_the_asker_is_read_as_what_it_asks(question: str, asked: str) -> None:
    assert asked_in(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who wonders about the bridge?",
        "I read in the Gazette that the bridge fell, is that so?",  # who says it may matter
        "I read the survey",
        "I heard about the bridge. Is it true?",
        "I thought the bridge fell. Who closed it?",  # a question of its own: the statement stays as it was told
        "Did the council think that the bridge was safe?",
        "I am curious.",
    ],
)
def test_what_is_no_frame_stays(question: str) -> None:
    assert asked_in(question) == question


def test_verb_of_thinking_is_no_word_of_the_matter_and_the_statement_is() -> None:
    assert (
        bare("Did the toll rise after 2019? I thought the ban worked.")
        == "Did the toll rise after 2019? the ban worked."
    )
    assert bare("Who thought that the ban worked?") == "Who thought that the ban worked?"
    assert bare("I thought so. Did it?") == "I thought so. Did it?"


def test_answer_shows_how_it_was_read_and_does_not_refuse_for_the_askers_verb(parts: Parts) -> None:
    reply = answer("I wonder how long the Mill Bridge is", parts)
    assert reply.asked_as == "How long the Mill Bridge is"
    assert not reply.refused
    also = answer("How long is the Mill Bridge? I thought the survey measured it.", parts)
    assert "thought" not in also.text
    assert not also.refused
