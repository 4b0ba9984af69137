"""Which words of a sentence are its verbs, whose they are, and what is told as done of what is only meant."""

from __future__ import annotations

import pytest

from rag.grammar.verbs import tokens, verbs
from rag.types import Status
from rag.verify.words.predicate import head
from tests.verify.judging import judged

BUSES = "It had meant to lay on replacement buses but never did."
HELMET = "The helmet was dug up in 1931 and bought by the museum in 1958 for 400 pounds."
DIRECTOR = "The harbour authority's acting director, Lena Ortiz, told the board that the contract had lapsed."


def test_an_apposition_names_the_subject_twice() -> None:
    assert head(tokens("Veltra Foods, the largest bakery of the country,")) == {"veltra", "foods", "largest", "bakery"}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The court has at first upheld it.", ["upheld"]),  # two words as one adverb
        ("In its 2019 report the panel withheld the names.", ["withheld"]),  # the year of a report that is no verb
        ("A fox reached it along a bank laid bare by the water.", ["reached"]),
        ("Prosecutors allege that he knew.", ["allege", "knew"]),
    ],
)
def test_the_verbs_of_a_sentence(sentence: str, found: list[str]) -> None:
    assert [verb.verb for verb in verbs(tokens(sentence))] == found


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (BUSES, "It laid on replacement buses."),  # an irregular past
        (HELMET, "The helmet was unearthed in 1958."),  # "dug up" in one word, and the other verb's date
    ],
)
def test_what_is_only_meant_or_dated_otherwise_does_not_pass(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (DIRECTOR, "Lena Ortiz told the board that the contract had lapsed."),  # named after what she is
        (HELMET, "The helmet was unearthed in 1931."),
    ],
)
def test_what_the_source_tells_passes(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED
