"""A comparison that no passage tells as a whole is answered where the sources tell both of its sides, and only there."""

from __future__ import annotations

import re

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.compared import judged
from rag.verify.questions.halves import halves

TOLLS = "How did overdose deaths in 2016 compare with those in 2023?"


def test_both_sides_are_told_though_no_passage_tells_them_together(shipped: Parts) -> None:
    hits = shipped.engine.find(TOLLS)
    ground, both = judged(TOLLS, hits, shipped.engine.find, shipped.judge)
    assert ground.enough
    assert len(both) == len(hits) == len({hit.passage.id for hit in both})
    first = [shipped.engine.find(half)[0] for half in halves(TOLLS) or ()]
    assert not {hit.passage.id for hit in first} <= {hit.passage.id for hit in hits[:3]}, "this would test nothing"
    assert [hit.passage.id for hit in both[:2]] == [hit.passage.id for hit in first]
    assert both[0].score == pytest.approx(both[1].score), "the best of either half weighs as much"
    assert hits[0].passage.id in {hit.passage.id for hit in both[:3]}, "the whole may tell the years between"
    assert answer(TOLLS, shipped).status == "answered"


def test_what_one_passage_tells_of_both_years_is_left_as_it_was_found(shipped: Parts) -> None:
    question = "How did the overdose death rate in 2020 compare with that of 2019?"
    hits = shipped.engine.find(question)
    assert {"2019", "2020"} <= set(re.findall(r"\d{4}", hits[0].passage.text)), "this would test nothing"
    ground, same = judged(question, hits, shipped.engine.find, shipped.judge)
    assert (ground.enough, same) == (True, hits)


@pytest.mark.parametrize(
    "question",
    [
        "How did China's number of chemical inspectors change between 2018 and 2021?",
        "How many fentanyl arrests were made in Mexico in 2019 versus 2021?",
        "How much time passed between Zheng's arrest and his trial?",
        "How did the overdose toll of 2020 compare with that of 1950?",  # of 2020 they tell it
    ],
)
def test_one_side_alone_or_none_is_no_ground(shipped: Parts, question: str) -> None:
    hits = shipped.engine.find(question)
    ground, same = judged(question, hits, shipped.engine.find, shipped.judge)
    assert not ground.enough
    assert same == hits


def test_a_question_that_compares_nothing_is_judged_once(shipped: Parts) -> None:
    question = "What is the salary of a nurse in Oslo?"
    hits = shipped.engine.find(question)
    asked: list[str] = []
    ground, _ = judged(question, hits, lambda half: asked.append(half) or hits, shipped.judge)
    assert (ground, asked) == (shipped.judge.judge(question, hits), [])
