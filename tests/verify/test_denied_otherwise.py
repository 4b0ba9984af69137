"""What is denied in another form: "unable to" and "could not", "unsealed" and "not sealed", "declining" and "refused"; and names told apart."""

from __future__ import annotations

import pytest

from rag.types import Status
from tests.verify.judging import judged

ZONE = "Customers in the Nordic zone could not reach their files from 02:14 until 05:40."
CREW = "The crew were unable to lower the anchor."
FIRE = "The fire spread through an unsealed cable shaft."
PATH = "The tunnel was not lit and the path was not marked."
AMBRY = "The secretary read a letter from Lord Ambry declining to contribute to the sluice."
DOSZ = "Green Alliance candidate Mirela Dosz took 51.8 per cent of the vote."
PAPER = "The Lindqvist brothers, Axel and Nils, founded the Gazette in 1889."

PAIRS = [
    (
        "Customers in the Nordic zone were unable to reach their files from 02:14 until 05:40.",
        "Customers in the Nordic zone were able to reach their files from 02:14 until 05:40.",
        ZONE,
    ),
    ("The crew could not lower the anchor.", "The crew could lower the anchor.", CREW),
    ("It was impossible for the crew to lower the anchor.", "The crew lowered the anchor.", CREW),
    (
        "The crew did not lower the anchor.",
        "The crew could not lower the anchor.",
        "The crew did not lower the anchor.",
    ),
    (
        "The fire spread through a cable shaft that had not been sealed.",
        "The fire spread through a sealed cable shaft.",
        FIRE,
    ),
    ("The path was unmarked.", "The path was marked.", PATH),
    ("The letters were unopened.", "The letters were opened.", "The letters had not been opened."),
    ("The report was incomplete.", "The report was complete.", "The report was not complete."),
    ("Lord Ambry refused to contribute to the sluice.", "Lord Ambry offered to contribute to the sluice.", AMBRY),
    (
        "Mirela Dosz of the Green Alliance took 51.8 per cent of the vote.",
        "Mirela Dosz of the Red Alliance took 51.8 per cent of the vote.",
        DOSZ,
    ),
    (
        "Axel and Nils Lindqvist founded the Gazette in 1889.",
        "Axel and Karl Lindqvist founded the Gazette in 1889.",
        PAPER,
    ),
]


@pytest.mark.parametrize(("true", "false", "source"), PAIRS)
def test_what_holds_is_supported_and_its_false_twin_is_not(true: str, false: str, source: str) -> None:
    assert judged(source, true) is Status.SUPPORTED
    assert judged(source, false) is not Status.SUPPORTED
