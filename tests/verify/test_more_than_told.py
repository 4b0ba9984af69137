"""What became of it, and how far: a claim that tells more or less than its source, and one that says the same."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.meaning.displaced import check_displaced
from rag.verify.meaning.only_meant import check_only_meant
from rag.verify.meaning.other_deed import check_other_deed
from rag.verify.meaning.qualified import check_qualified
from tests.verify.judging import judged

BRIDGE = "The council closed the old bridge over the Wern in May after an inspection by engineers found cracks in two of its piers."
BAN = "In 2019 the city of Mora banned diesel cars from its centre, and traffic there fell by a fifth."
MILL = "On 4 March the board sold the old mill by the river to Hanno Weiss for 90,000 euros, although the mayor, Ilse Kern, had asked it to wait."
PAPER = "The board received 1,340 appeals over its mathematics paper and 212 over its chemistry paper."

OTHERWISE = [
    # done, told as meant, begun, due or going on
    (BRIDGE, "The council planned to close the old bridge over the Wern."),
    (BRIDGE, "The council considered closing the old bridge."),
    (BRIDGE, "The council will close the old bridge over the Wern."),
    (BRIDGE, "The council was forced to close the old bridge."),
    (BRIDGE, "The council recommended closing the old bridge."),
    (BRIDGE, "The council is closing the old bridge."),
    (BRIDGE, "The council threatened to shut the old bridge."),
    (BAN, "The city of Mora proposed to ban diesel cars from its centre."),
    (BAN, "The city of Mora could ban diesel cars from its centre."),
    # denied by the very verb, which itself denies
    (BAN, "In 2019 the city did not ban diesel cars."),
    ("The court rejected the appeal on 3 May.", "The court did not reject the appeal."),
    ("The firm cancelled the order in June.", "In June the firm did not cancel the order."),
    ("The board sold the mill.", "The board decided against selling the mill."),
    ("The board sold the mill.", "The board chose against selling the mill."),
    # qualified
    (BRIDGE, "The council partly closed the old bridge over the Wern."),
    (BRIDGE, "The old bridge over the Wern was almost closed in May."),
    (BRIDGE, "Initially, the council closed the old bridge over the Wern in May."),
    (BRIDGE, "The council closed the old bridge over the Wern again in May."),
    (BRIDGE, "The council closed the old bridge after a joint inspection by engineers found cracks."),
    (BRIDGE, "The council closed the old bridge over the Wern at considerable cost in May."),
    (PAPER, "The chemistry paper was too difficult."),
    # another deed of the same doer on the same thing
    (BRIDGE, "The council discussed the bridge in May."),
    (MILL, "The board gave the old mill to Hanno Weiss."),
    # what stands in another place of the clause
    (MILL, "The old mill was sold by Hanno Weiss for 90,000 euros."),
    (MILL, "The board sold the river."),
    (MILL, "Ilse Kern bought the old mill for 90,000 euros."),
    (MILL, "The board asked the mayor to wait."),
    # somebody who did another thing, told as the speaker
    (BRIDGE, "Engineers said the council closed the old bridge in May."),
    (BRIDGE, "The old bridge was closed by engineers."),
    (BRIDGE, "The council inspected the old bridge in May."),
]
SAME = [
    (BRIDGE, "The old bridge over the Wern was closed in May."),
    (BRIDGE, "The council shut the old bridge over the Wern."),
    (
        BRIDGE,
        "In May the council closed the old bridge over the Wern after an inspection found cracks in two of its piers.",
    ),
    (BAN, "Diesel cars were banned from the centre of Mora in 2019."),
    ("The council plans to close the bridge.", "The council intends to close the bridge."),
    ("The clinic is free of infection.", "The clinic has no infection."),
    ("The council partly closed the bridge in May.", "In May the bridge was partially closed."),
    ("There was a shortage of beds at the hospital.", "The hospital did not have enough beds."),
    ("The firm has sold the mill.", "The firm is selling the mill."),
    (MILL, "The old mill by the river was sold to Hanno Weiss for 90,000 euros."),
    (MILL, "Hanno Weiss bought the old mill for 90,000 euros."),
    (MILL, "The mayor had asked the board to wait."),
    ("Engineers found cracks in two of the piers.", "Engineers said there were cracks in two of the piers."),
    ("The chemistry paper was harder than in other years.", "The chemistry paper was harder."),
]


@pytest.mark.parametrize(("source", "claim"), OTHERWISE)
def test_what_became_of_it_is_not_told_otherwise(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(("source", "claim"), SAME)
def test_the_same_in_other_words_is_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


def test_a_reason_names_the_words() -> None:
    found = [
        *check_only_meant("The council planned to close the bridge.", BRIDGE, BRIDGE),
        *check_qualified("The council partly closed the bridge.", BRIDGE, BRIDGE),
        *check_other_deed("The council discussed the bridge.", BRIDGE, BRIDGE),
        *check_displaced("The old mill was sold by Hanno Weiss.", MILL),
    ]
    assert [finding.reason for finding in found] == [
        "the claim says “planned to close”; the source tells it as done",
        "the claim says “partly”; the source does not",
        "the claim says “discussed” where the source says “closed”",
        "the source says “sold” of this, and “Hanno, Weiss” of something else",
    ]


def test_the_month_is_no_hedge() -> None:
    assert (
        judged("The ferry sank in May after it struck a rock.", "The ferry sank after it struck a rock.")
        is Status.SUPPORTED
    )
