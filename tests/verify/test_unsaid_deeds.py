# One case a line: a table is read across.
"""What a text only mentions has done and suffered nothing by that; and what is told of one thing is not told of another."""

from __future__ import annotations

import pytest

from rag.types import Passage, Span, Status
from rag.verify.citing import cite
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify

MAYOR = "The mayor opened the meeting on 3 May."
BRIDGE = "The Mill Bridge is 48 metres long."
SHUT = "The library closed on 2 April and reopened to readers on 20 April."
STORMS = "Storm Edda hit the coast on 11 November and Storm Finn on 16 November."
HOSTELS = "The shop in Oldham Street, which opened in 1987, employs 14 people; the one in Dartley, opened in 2003, employs nine."
BOUGHT = "The parish bought the old forge for £85,000 in 2015 and the cottage next to it for £140,000 in 2021."
PUMP = "Had the pump been serviced in March, the cellar would not have flooded."
TABLE = "Year: 2018; Incidents: 3; Persons injured: 1; Deaths: 0"

FALSE = [
    ("The mayor resigned.", MAYOR),
    ("The mayor was bribed.", MAYOR),
    ("The meeting was cancelled.", MAYOR),
    ("The Mill Bridge collapsed.", BRIDGE),
    ("The Mill Bridge was bombed.", BRIDGE),
    ("The minister was acquitted.", "The minister was charged with fraud in 2019."),
    ("The motion was carried.", "The motion was rejected by four votes to three."),  # a verb of a general sense is the whole of it
    ("The bus left on time.", "The bus left the depot at 08:05, five minutes late."),
    ("The repair was completed on time.", "The repair was completed three weeks later than planned."),
    ("The project came in under budget.", "The project ran 40 million over budget."),
    ("The pump was serviced in March.", PUMP),
    ("The referee saw the handball.", "Had the referee seen the handball, Carrow would have had a penalty."),
    ("Roy Calder accepted a free holiday.", "Police looked into a claim that Roy Calder had accepted a free holiday."),
    ("The river will rise above four metres.", "If the river rises above four metres, the road will be closed."),
    ("The ferry left Port Annan on time.", "The ferry left Port Annan at eight."),
    ("The pier was finished under budget.", "The budget for the pier was 2,600 crowns; it was finished at 2,940 crowns."),
    ("The pier was closed on 1 July 2024.", "The pier was closed at 09:15 and reopened on 1 July 2024."),
    ("The library closed on 20 April.", SHUT),
    ("The library reopened on 2 April.", SHUT),
    ("Storm Finn hit the coast on 11 November.", STORMS),
    ("Storm Edda hit the coast on 16 November.", STORMS),
    ("The Dartley shop opened in 1987.", HOSTELS),
    ("The forge was bought for £140,000.", BOUGHT),
    ("Nobody was injured in 2018.", TABLE),
    ("There were no incidents in 2018.", TABLE),
]  # fmt: skip
TRUE = [
    ("The meeting was opened by the mayor.", MAYOR),
    ("The Mill Bridge measures 48 metres.", BRIDGE),
    ("The library closed on 2 April.", SHUT),
    ("The pier reopened on 1 July 2024.", "The pier was closed at 09:15 and reopened on 1 July 2024."),
    ("The pier was closed on 1 July 2024.", "The pier was closed at 09:15 on 1 July 2024 and reopened at noon."),
    ("The ferry left on time.", "The ferry left on time at eight."),
    ("The library reopened on 20 April.", SHUT),
    ("Storm Finn hit the coast on 16 November.", STORMS),
    ("The Dartley shop opened in 2003.", HOSTELS),
    ("The forge was bought for £85,000.", BOUGHT),
    ("The cottage was bought for £140,000 in 2021.", BOUGHT),
    ("The bus left late.", "The bus left the depot at 08:05, five minutes late."),
    ("The project was over budget.", "The project ran 40 million over budget."),
    ("The board never warned about the steering.", "The board has never issued a warning about the steering."),
    ("There were no deaths in 2018.", TABLE),
]  # fmt: skip
NOT_CONTRADICTED = [
    ("The cellar was flooded.", PUMP),
    ("No one sold more ewes than Ulla Brandreth.", "Farmer Ulla Brandreth sold 48 ewes, the most by any seller."),
    ("The board never warned about the steering.", "The board has never issued a warning about the steering."),
]  # fmt: skip


def status(claim: str, text: str) -> Status:
    cited = cite(f"{claim} [1]", [1], {1: Passage("p", "s", text, Span(0, len(text)))}).claim
    return verify(cited, {"s": EvidenceSource(text, ("Daily Post",))}).status


@pytest.mark.parametrize(("claim", "text"), FALSE)
def test_what_the_text_does_not_say_is_not_supported(claim: str, text: str) -> None:
    assert status(claim, text) is not Status.SUPPORTED


@pytest.mark.parametrize(("claim", "text"), TRUE)
def test_what_the_text_says_in_other_words_is_supported(claim: str, text: str) -> None:
    assert status(claim, text) is Status.SUPPORTED


@pytest.mark.parametrize(("claim", "text"), NOT_CONTRADICTED)
def test_what_may_follow_from_the_text_is_not_contradicted(claim: str, text: str) -> None:
    assert status(claim, text) is not Status.CONTRADICTED
