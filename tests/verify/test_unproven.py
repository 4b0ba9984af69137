# One case a line: a table is read across.
"""What was not shown, not excluded, or so once is not told as shown, excluded or so; and what says the same stays supported."""

from __future__ import annotations

import pytest

from rag.types import Status
from tests.verify.judging import judged

EVIDENCE = "The report found no evidence that the dam caused the flood."
UNSAID = "The inquiry did not establish that the mayor took bribes."
OPEN = "Police could not rule out arson."
BRIEFLY = "During construction the zone around each tower was 500 metres."
KEPT = "After the pump was fitted on 3 May 2021 the limit was kept."

# fmt: off
NOT_BORNE = [
    ("The dam did not cause the flood.", EVIDENCE),
    ("There is no link between the dam and the flood.", "The study found no evidence of a link between the dam and the flood."),
    ("The dam did not cause the flood.", "We found no evidence that the dam caused the flood."),
    ("The mayor did not take bribes.", UNSAID),
    ("The bank does not own the tower.", "The register does not show that the bank owns the tower."),
    ("The council does not plan a road.", "The council has not said that it plans a road."),
    ("Police ruled out arson.", OPEN),
    ("The fire was arson.", OPEN),
    ("The zone around each tower is 500 metres.", BRIEFLY),
    ("The fee is 20 pounds.", "Until 2019 the fee was 20 pounds."),
    ("The limit was exceeded in May 2021.", KEPT),
]
BORNE = [
    ("No evidence was found that the dam caused the flood.", EVIDENCE),
    ("There was no evidence that the dam caused the flood.", "We found no evidence that the dam caused the flood."),
    ("The inquiry did not establish that the mayor took bribes.", UNSAID),
    ("The dam did not cause the flood.", "The report found that the dam did not cause the flood."),
    ("Police could not rule out arson.", OPEN),
    ("Police ruled out arson.", "On Monday police ruled out arson."),
    ("The zone around each tower was 500 metres during construction.", BRIEFLY),
    ("The zone around each tower is 500 metres.", "The zone around each tower is 500 metres during construction and afterwards."),
    ("The limit was kept in May 2021.", KEPT),
    ("The wall leaks.", "We found that the wall leaks."),
]
# fmt: on


@pytest.mark.parametrize(("claim", "source"), NOT_BORNE)
def test_what_was_not_shown_is_not_supported(claim: str, source: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(("claim", "source"), BORNE)
def test_what_says_the_same_is_supported(claim: str, source: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


def test_a_counted_group_that_speaks_is_nobody_else() -> None:
    source = "Of the members, 44 said that they had moved, and 19 that they had given up trawling."
    assert judged(source, "Nineteen members said that they had given up trawling.") is not Status.CONTRADICTED
    assert judged(source, "The Harbour Board said that 44 had moved.") is Status.CONTRADICTED
