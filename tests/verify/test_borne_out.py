"""How much of a premise stands in one clause: a doubt of the reader alone is weighed beside it."""

from __future__ import annotations

import pytest

from rag.verify.premises.borne_out import borne_out
from rag.verify.premises.units import Told

FERRY = "Ferry Board, Minutes on the ferry of 2021"


def whole(question: str, *bodies: str, heading: str = FERRY) -> float:
    return borne_out(question, [Told(heading, body) for body in bodies]).whole


def test_premise_of_which_a_clause_has_all_is_whole() -> None:
    assert whole("Why did the board raise 18 fares in May 2021?", "The board raised 18 fares in May 2021.") == 1


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Why did the board raise 80 fares?", "The board raised 18 fares."),
        ("Why did the board raise fares in June 2021?", "The board raised fares in May 2021."),
        ("Why did Ann Reed raise fares?", "The board and Tom Hale raised fares."),
        ("Why did the board raise fares?", "The board did not raise fares."),
        ("Why did the board raise all fares?", "The board raised some fares."),
        ("Why did the board raise fares?", "The board lowered fares."),
        ("Why did Tom Hale raise fares?", "Ann Reed raised fares; Tom Hale spoke against it."),
    ],
)
def test_what_a_clause_lacks_makes_it_less(question: str, body: str) -> None:
    assert whole(question, body) <= 0.5


def test_of_several_statements_the_one_that_stands_least_counts() -> None:
    asked = "When Ann Reed closed the pier, why did the board raise fares?"
    assert whole(asked, "The board raised fares.") < 0.5 < whole(asked.split(", ")[1], "The board raised fares.")


def test_word_of_the_heading_alone_counts_half_and_a_synonym_most() -> None:
    asked = "Why did the ferry board raise fares?"
    assert 0.5 < whole(asked, "The board raised fares.") < whole(asked, "The ferry board increased fares.") < 1


def test_article_under_examination_bears_nothing_out() -> None:
    assert whole("Why did the board raise fares?", "The board raised fares.", heading="the article") == 0


def test_nothing_is_borne_out_by_no_passages() -> None:
    assert borne_out("Why did the board raise fares?", []) == (0, 0)


def test_the_same_is_counted_each_time() -> None:
    passages = [
        *("The pier was painted; the board met in May; Ann Reed spoke of the wharf; the mayor left.",) * 3,
        "The board raised the quay; 18 fares were sold; the ferry board closed; nobody paid in June.",
    ]
    asked = "Why did the ferry board raise 18 fares for Ann Reed in May 2021?"
    assert (
        len({whole(asked, *passages) for _ in range(60)}) == 1
    )  # clauses that are made and forgotten share their places in memory
