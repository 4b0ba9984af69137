"""Which way something went is borne only by a source that tells of a change, however lightly the claim puts it."""

from __future__ import annotations

import pytest

from rag.types import Status
from tests.verify.judging import judged

VISITS = "Visits to the museum, 2020: 56,894 reported."
LANDED = "Landings of herring in the port came to 4,300 tonnes in 2021."
BY_TRUCK = "Direct landings of fresh herring from Norway, typically by truck, fell after the 2019 tax."
COUNTED = "Visits to the museum other than by schools, 2020: 56,894 reported, 57,517 estimated."
UNSAID = [
    (COUNTED, "Visits to the museum went down in 2020."),
    ("Schools made 61.5 percent of the visits in 2020 (57,517 of 93,526).", "Visits by schools got fewer in 2020."),
    (VISITS, "Visits to the museum went down in 2020."),
    (VISITS, "Visits to the museum got fewer in 2020."),
    (VISITS, "Visits to the museum were up in 2020."),
    (VISITS, "More visits to the museum were reported in 2020."),
    (LANDED, "More herring was landed in the port in 2021."),
    (LANDED, "Landings of herring in the port were down in 2021."),
]
SAID = [
    ("The shop sold 40 boats in the north and 60 in the south in 2020.", "More boats were sold in the south in 2020."),
    ("The shop sold 40 boats in 2019 and 60 in 2020.", "Sales of boats at the shop went up in 2020."),
    (LANDED, "More than 4,000 tonnes of herring were landed in the port in 2021."),
    (BY_TRUCK, "Fewer direct landings of herring came from Norway after the 2019 tax."),
    ("Traffic on the road doubled in 2020.", "More traffic used the road in 2020."),
    ("An additional 40 nurses were hired in May.", "More nurses were hired in May."),
    ("The council called for further talks with the union.", "The council called for more talks with the union."),
    ("The shop sold 40 boats in 2019 and 60 in 2020.", "The shop sold more boats in 2020."),
]


@pytest.mark.parametrize(("source", "claim"), UNSAID)
def test_a_bare_figure_tells_of_no_change(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.PARTLY


@pytest.mark.parametrize(("source", "claim"), SAID)
def test_what_tells_of_a_change_bears_it(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


def test_an_insertion_parts_no_verb_from_what_it_is_said_of() -> None:
    assert judged(BY_TRUCK, "More fresh herring came from Norway after the 2019 tax.") is Status.CONTRADICTED
