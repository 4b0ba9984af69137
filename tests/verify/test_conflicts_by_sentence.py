"""Conflicts between sentences of longer quotes, between a row and prose, and where one source calls another's words wrong."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.apart import apart
from rag.verify.conflicts.asked_of import speaks_of
from rag.verify.conflicts.by_sentence import differing_sentences
from rag.verify.conflicts.called_wrong import called_wrong
from rag.verify.conflicts.compare import Difference
from rag.verify.conflicts.rivals import Quote


def test_a_provisional_figure_among_other_sentences_is_set_against_the_final_one() -> None:
    found = differing_sentences(
        "The provisional voter turnout is 61 per cent. A final figure will be published in June 2023.",
        "The final voter turnout is 66 per cent, against 70 per cent in 2019.",
    )
    assert found is not None
    assert found[0].reason == "61 per cent against 66 per cent"
    assert found[1] == "The provisional voter turnout is 61 per cent."


@pytest.mark.parametrize(
    ("sound", "one", "other"),
    [
        ("the figure stands in the other quote", "The provisional voter turnout is 61 per cent. More will follow.", "The final voter turnout is 66 per cent. The provisional voter turnout was 61 per cent."),
        ("another time before the sentence", "It is a report of May 2019. The voter turnout of the town was 61 per cent.", "It is a report of May 2023. The voter turnout of the town was 66 per cent."),
        ("another place before the sentence", "People voted in Orrin Vale. The voter turnout was 61 per cent.", "People voted in Lode Marsh. The voter turnout was 66 per cent."),
        ("it speaks of its own", "The review made nine recommendations, and not one has been carried out.", "Of the seven recommendations that we made in 2022, the guild has implemented five. Two are in progress: the register of members and the plan."),
        ("one has a date of its own", "The stock fell. The stock was 61 tonnes on 31 May 2020.", "It was a bad year. The stock was 66 tonnes."),
    ],
)  # fmt: skip
def test_sentences_that_their_quotes_keep_apart_are_no_conflict(sound: str, one: str, other: str) -> None:
    assert differing_sentences(one, other) is None, sound


def test_a_sentence_among_others_has_to_be_of_what_is_asked() -> None:
    sides = "The provisional value of Orrin Mill is £24 million.", "Orrin Mill is valued at £18 million."
    assert speaks_of("What is the value of Orrin Mill?", sides)
    assert not speaks_of("What was the vote on Orrin Mill?", sides)


ROW = "Year ended 30 June: 2022; Stock (£ million): 2312; Yield (%): 5.0; Reference yield (%): 5.7"


@pytest.mark.parametrize(
    "prose",
    [
        "Sales were lower than planned, by £96 million.",  # of another column
        "The stock stood at £2.09 billion on 31 December 2022.",  # on another day than that on which the row's year ends
    ],
)
def test_a_row_is_no_conflict_with_what_its_column_does_not_count(prose: str) -> None:
    said = "£96 million" if "96" in prose else "£2.09 billion"
    assert apart("How large was the stock?", ROW, prose, Difference("figures", f"2312 (£ million) against {said}"))


def test_a_row_stays_in_conflict_with_another_figure_of_its_column() -> None:
    prose = "The stock stood at £2.09 billion on 30 June 2022."
    difference = Difference("figures", "2312 (£ million) against £2.09 billion")
    assert not apart("How large was the stock?", ROW, prose, difference)


DENIAL = Quote("statement", "The port has no shares in Orrin Shipping. It leases two cranes.", "en")
AUDIT = Quote("audit", "In May the port said that it had no shares in Orrin Shipping. That statement was untrue.", "en")


def test_a_denial_is_shown_beside_the_later_finding_that_calls_it_wrong() -> None:
    (found,) = called_wrong("Does the port have shares in Orrin Shipping?", [DENIAL, AUDIT])
    assert (found.one, found.other, found.kind) == (0, 1, "negation")
    assert found.reason == "“The port has no shares in Orrin Shipping.” against “That statement was untrue.”"


def test_a_claim_that_one_sentence_calls_false_is_shown_beside_it() -> None:
    said = Quote("leaflet", "The north dam was inspected by divers in spring.", "en")
    judged = Quote("court", "The company's claim that the north dam had been inspected by divers was false.", "en")
    assert [(r.one, r.other) for r in called_wrong("Was the dam inspected?", [judged, said])] == [(1, 0)]


@pytest.mark.parametrize(
    ("sound", "quote"),
    [
        ("it says the opposite itself", "The port has shares in Orrin Shipping."),
        ("it speaks of another", "The port has no shares in Lode Ferries."),
        ("it calls it wrong, too", "The port's claim that it had no shares in Orrin Shipping was false."),
    ],
)
def test_other_words_than_those_called_wrong_are_no_conflict(sound: str, quote: str) -> None:
    assert not list(called_wrong("Does the port have shares?", [Quote("other", quote, "en"), AUDIT])), sound
