"""A follow-up that is asked together with the question before it opens with what that one did not ask."""

from __future__ import annotations

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.beyond import beyond
from rag.question import Turn
from rag.rows.named import ROW
from rag.types import Hit, Passage, Span

MEMBERS, TERMS, SEAT = "The board has nine members.", "Members serve four years.", "The board sits in Hull."
BEFORE, ALONE = "How many members does the board have?", "How long do they serve?"


def hits(*scored: tuple[str, float], **parts: float) -> tuple[Hit, ...]:
    return tuple(Hit(Passage(text, "a", text, Span(0, len(text)), "p. 1"), score, parts) for text, score in scored)


FOUND = hits((MEMBERS, 40.0), (TERMS, 36.0), (SEAT, 20.0))
EARLIER = hits((MEMBERS, 42.0), (SEAT, 20.0), (TERMS, 16.0))


def order(alone: str, asked_as: str, found: tuple[Hit, ...] = FOUND) -> list[str]:
    return [hit.passage.text for hit in beyond(alone, asked_as, found, lambda question: EARLIER)]


def test_what_answers_the_question_before_stands_behind_what_answers_the_follow_up() -> None:
    assert order(ALONE, f"{BEFORE} {ALONE}") == [TERMS, MEMBERS, SEAT]


def test_the_scores_stay_in_their_order() -> None:
    turned = beyond(ALONE, f"{BEFORE} {ALONE}", FOUND, lambda question: EARLIER)
    assert [hit.score for hit in turned] == [40.0, 36.0, 20.0]


@pytest.mark.parametrize("asked_as", [ALONE, "How long do the members of the board serve?"])
def test_a_question_that_stands_alone_or_was_spelled_out_is_left_as_it_was_found(asked_as: str) -> None:
    assert order(ALONE, asked_as) == [MEMBERS, TERMS, SEAT]


def test_rows_of_a_table_keep_their_places() -> None:
    rows = hits((MEMBERS, 40.0), (TERMS, 36.0), **{ROW: 1.0})
    assert order(ALONE, f"{BEFORE} {ALONE}", rows) == [MEMBERS, TERMS]


def test_what_is_not_found_for_the_question_before_counts_as_what_is_found_last() -> None:
    found = hits((MEMBERS, 40.0), (SEAT, 30.0), ("The board eats at noon.", 5.0))
    assert order(ALONE, f"{BEFORE} {ALONE}", found)[-1] == "The board eats at noon."


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("How many members does the Commission have?", "How long do they serve?", "two-year"),
        ("How much fentanyl did DHS say it stopped in FY2023?", "And how many arrests were there?", "5,600"),
        ("¿Cuántos miembros tiene la comisión?", "¿Y cuánto dura su mandato?", "two-year"),
        ("Who wrote the 2017 USCC report?", "Whom does he thank?", "thanks DEA"),
        ("Who wrote the 2017 USCC report?", "And in which year?", "2017"),
        ("What does CIS say about ports of entry?", "What share does it give Border Patrol?", "10 percent"),
    ],
)
def test_a_follow_up_opens_with_its_own_answer(before: str, question: str, told: str, shipped: Parts) -> None:
    reply = answer(question, shipped, [Turn(before)])
    assert told in reply.claims[0].citations[0].quote
