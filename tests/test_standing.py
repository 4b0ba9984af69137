"""A whole question of a few words stands alone after any other; one that points back or names nothing leans on the one before."""

from __future__ import annotations

import pytest

from rag.pointing import pointers
from rag.question import leans

WHOLE = """
Were the elephants vaccinated?
Who audited the charity?
who painted the ceiling
Why did rents rise?
When does the licence expire?
Where do the maps disagree?
How fast was the train?
How much does Peru export?
How many schools closed?
Which lorry hit the wall?
What does clause 9 forbid?
What does the statute say about dogs?
What happened at the quarry?
Is the water drinkable?
Do whales sleep?
To whom was the letter sent?
Who swore that the brakes worked?
Did the tenants know that the roof leaked?
Was the paragraph that caused the row deleted?
Is it certain that the letter is a fake?
Why is it illegal to dump ash at sea?
How long does it take to train a pilot?
Why were there no lifejackets on board?
How many ballots were there?
Did the choir lose its funding?
Why did Halberd hide its losses?
Did Dr Amari lose his licence?
Did the widow get her pension?
Was Ines Vega sacked before she complained?
Since Iceland paid a tenth, what vote does it have?
Were those who complained compensated?
Was the former mayor charged?
So the verdict was overturned on appeal, right?
"""
LEANING = """
Why?
By how much?
the second one?
which is the cheapest?
What is the most expensive?
Is that still true?
Who came second?
who lost out?
What was found?
What did the trustees say?
Did the trustees reply?
Did his deputy resign?
Has its budget grown?
Who was there at the time?
What happened there that year?
Who was told after that?
Was it sold to investors abroad?
Was it shut when the pump failed?
Who paid her salary?
Did the firm pay her salary?
How many are free?
how many survived?
How many people died?
Is there a cure?
Was anyone else dismissed?
Did the other sites object?
More than last year?
Was the doctor dismissed too?
And was the doctor dismissed?
Why was it closed?
so how many?
"""


@pytest.mark.parametrize("question", WHOLE.strip().splitlines())
def test_whole_question_of_a_few_words_stands_alone(question: str) -> None:
    assert not leans(question)


@pytest.mark.parametrize("question", LEANING.strip().splitlines())
def test_question_that_names_nothing_or_points_back_leans(question: str) -> None:
    assert leans(question)


def test_words_that_point_back_are_told_from_those_bound_in_the_sentence() -> None:
    assert pointers("Did she say that the firm had lost its books?") == ["she"]
    assert pointers("Who said that?") == ["that"]


@pytest.mark.parametrize(
    "question", ["", "?", "that", "there", "who that", "Which the", "it to to to", "of its", "'s n't", "so"]
)
def test_scraps_are_read_without_fault(question: str) -> None:
    assert leans(question) or not pointers(question)
