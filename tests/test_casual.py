"""Casual English is searched and judged in plain words, and shown as it was typed."""

from __future__ import annotations

import pytest

from rag.answer.judge import Judge
from rag.ask import answer
from rag.assemble import Parts
from rag.casual import TABLE, plain
from rag.recheck import recheck
from rag.wire import from_json, to_json
from rag.word_tables import table


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How come the bridge was closed?", "Why the bridge was closed?"),
        ("What’s the deal with the arches?", "What about the arches?"),
        ("Who sits on the council?", "Who are members of the council?"),
        ("How many folks sat on the town council?", "How many people were members of the town council?"),
        ("Who sits on the bridge?", "Who sits on the bridge?"),
        ("What sat on the council's table?", "What sat on the council's table?"),
        ("how big is the town council?", "how many members does the town council have?"),
        ("how big is the bridge?", "how big is the bridge?"),  # a thing, not a body of people
        ("Who's in charge of the survey?", "Who leads the survey?"),
        ("What happened back in 2019?", "What happened in 2019?"),
        ("When did it kick off?", "When did it start?"),
        ("Why on earth was it shut?", "Why was it shut?"),
        ("Were ninety-three thousand counted, or five thousand?", "Were 93,000 counted, or 5,000?"),
        ("Ten thousand of them?", "Ten thousand of them?"),
        ("Did seventy-six percent vote?", "Did 76 percent vote?"),
        ("Was it one hundred and five or twelve hundred?", "Was it 105 or 1,200?"),
        (
            "What was said in twenty twenty-one of two three sides?",
            "What was said in twenty twenty-one of two three sides?",
        ),
        ("Why do one or two say so?", "Why do one or two say so?"),
        ("How many kids crossed?", "How many children crossed?"),
        ("What did the guyed mast cost?", "What did the guyed mast cost?"),  # whole words only
        ("¿Cuánto info hay sobre el puente?", "¿Cuánto info hay sobre el puente?"),
    ],
)
def test_casual_words_are_read_plainly(question: str, expected: str) -> None:
    assert plain(question) == expected


def test_plain_question_is_the_very_same() -> None:
    question = "How long is the  Mill Bridge?"
    assert plain(question) is question


def test_every_line_of_the_table_is_read_and_leaves_nothing_casual() -> None:
    lines = list(table(TABLE))
    assert all(line.count("=") == 1 for line in lines)
    assert len({line.partition("=")[0].strip() for line in lines}) == len(lines)
    for said in (line.partition("=")[2].strip() for line in lines):
        assert plain(said) == said


def test_casual_question_finds_what_the_plain_one_finds(parts: Parts) -> None:
    casual, said = (
        answer("How come the Mill Bridge was closed?", parts),
        answer("Why the Mill Bridge was closed?", parts),
    )
    assert casual.question == casual.asked_as == "How come the Mill Bridge was closed?"
    assert [c.text for c in casual.claims] == [c.text for c in said.claims]
    assert casual.confidence == said.confidence


def test_refusal_names_only_words_that_were_typed(parts: Parts) -> None:
    reply = answer("Who nabbed the volcano?", parts)
    assert reply.refused
    assert "seized" not in reply.text
    assert recheck(parts.settings, from_json(to_json(reply, parts.index.sources))).faults == ()


def test_judge_reads_plainly_too(parts: Parts) -> None:
    judge: Judge = parts.judge
    question = "How come the Mill Bridge was closed?"
    hits = parts.engine.find(question)
    assert judge.judge(question, hits).confidence == judge.judge(plain(question), hits).confidence
