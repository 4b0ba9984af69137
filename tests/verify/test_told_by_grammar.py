"""Who did it, to whom, which of them, in what order and for what reason, where a sentence tells it by its grammar alone."""

from __future__ import annotations

import pytest
from judging import judged

from rag.types import Status

BOARD = "The driver told investigators that he had seen the restriction board but believed it applied only to freight trains."
MITES = "Varroa mites were found in most of the dead colonies that were examined, but only 60 of the 412 dead colonies were examined at all."
JURY = "The jury took five hours to convict Dominic Sayle of fraud and to acquit his partner, Ellen Voss."
CLUB = "The club decided to sell Marco Prunel and to keep the goalkeeper, Anders Falk."
TOWNS = "The board rejected a request from the towns of Melk and Soria to have domestic supplies rationed."
BANK = "The museum turned down an offer from the bank to buy the painting."
PAPERS = "Papers that have been accepted but not yet printed count; those still under review do not."
TURBINES = "The first turbine passed the inspection; the second did not."
BURNT = "The report puts the cause at an overheated charger but notes that the store was too badly damaged to exclude arson."
LIBEL = "The mayor sued for libel. He lost, and resigned the next spring."
EXPORTS = "Exports grew by 2 per cent, helped by a weaker currency."
DRIVERS = "Most of the drivers questioned had used their phones at the wheel."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        # a denial that he did not utter; what he said is told in another clause
        (BOARD, "The driver told investigators that he had not seen the restriction board."),
        ("The clerk said that he had locked the door but left only one window open.", "The clerk said that he had not locked the door."),
        # a share of some of them is none of all
        (MITES, "Mites were found in most of the 412 colonies that died."),
        (MITES, "Mites were found in most of the dead colonies."),
        (DRIVERS, "Most drivers had used their phones at the wheel."),
        ("Of the parents who replied, 80 per cent want a later start.", "80 per cent of the parents want a later start."),
        ("Three quarters of the wells tested contained arsenic.", "Three quarters of the wells contained arsenic."),
        ("All the eggs that hatched were infected.", "All the eggs were infected."),
        ("The drug helped 40% of the patients who finished the course.", "The drug helped 40% of the patients."),
        # of two deeds each has its own object
        (JURY, "Ellen Voss was convicted of fraud."),
        (JURY, "Dominic Sayle was acquitted."),
        (CLUB, "The club sold Anders Falk."),
        (CLUB, "Anders Falk was sold."),
        ("The board voted to promote Ines Tavares and dismiss Paul Grote.", "Paul Grote was promoted."),
        ("Rangers had to shoot the older bear, Kuma, and to relocate her cub, Toma.", "Rangers had to relocate Kuma."),
        ("The council agreed to demolish the bus depot and to restore the corn exchange.", "The corn exchange is to be demolished."),
        # a deed that a noun tells is its doer's
        (TOWNS, "The board asked the towns of Melk and Soria to ration domestic supplies."),
        (BANK, "The museum offered to buy the painting."),
        (BANK, "The museum made an offer to the bank to buy the painting."),
        ("The airline ignored a complaint from the pilots about the seats.", "The airline complained about the pilots."),
        ("The publisher dismissed a demand by the author for a higher fee.", "The publisher demanded a higher fee."),
        ("The king declined an invitation from the bishop to visit the abbey.", "The king invited the bishop to visit the abbey."),
        # what an auxiliary stands for
        (PAPERS, "Papers accepted but not yet printed do not count."),
        (PAPERS, "Papers still under review count."),
        (TURBINES, "The second turbine passed the inspection."),
        ("Children under five travel free; those over five do not.", "Children under five do not travel free."),
        ("The bank did not reply, and neither did the regulator.", "The regulator replied."),
        # what could not be done
        (BURNT, "The report rules out arson as the cause."),
        (BURNT, "The report excludes arson."),
        ("The ice was too thin to carry the sledges.", "The ice was thin enough to carry the sledges."),
        ("The chairman is too ill to attend the meeting.", "The chairman will attend the meeting."),
        ("The bid fell short of the reserve price.", "The bid reached the reserve price."),
        ("The district's rate slipped to 38 per cent, short of its target of 45.", "The district met its target."),
        ("Engineers have yet to exclude metal fatigue.", "Engineers have excluded metal fatigue."),
        # what came later, in another sentence
        (LIBEL, "The mayor resigned before he sued for libel."),
        (LIBEL, "The mayor resigned before bringing his libel case."),
        (LIBEL, "The mayor sued for libel after he resigned."),
        ("She published her first novel at 24. She moved to Lisbon the year after.", "She moved to Lisbon before she published her first novel."),
        # what helped is no effect
        (EXPORTS, "The growth in exports weakened the currency."),
        ("House prices climbed, driven by cheaper loans.", "The climb in house prices made loans cheaper."),
        ("Costs rose, pushed up by a stronger dollar.", "Rising costs strengthened the dollar."),
    ],
)  # fmt: skip
def test_what_the_grammar_denies_is_not_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (BOARD, "The driver told investigators that he had seen the restriction board."),
        (MITES, "Mites were found in most of the dead colonies that were examined."),
        (MITES, "Only 60 of the 412 dead colonies were examined."),
        (DRIVERS, "Most of the drivers questioned had used their phones at the wheel."),
        ("Half of the companies that answered the survey expect to cut jobs.", "Half of the companies surveyed expect to cut jobs."),
        ("Lead was detected in 31 of the 40 toys tested.", "Lead was detected in 31 toys."),
        ("Most of the drivers questioned the rule.", "Most of the drivers questioned the rule."),
        (JURY, "Dominic Sayle was convicted of fraud."),
        (JURY, "Ellen Voss was acquitted."),
        (CLUB, "The club decided to keep Anders Falk."),
        (TOWNS, "The board rejected a request from the towns of Melk and Soria."),
        (BANK, "The bank offered to buy the painting."),
        ("The council received a letter from the school asking for a crossing.", "The school asked the council for a crossing."),
        ("The airline ignored a complaint from the pilots about the seats.", "The pilots complained about the seats."),
        (PAPERS, "Papers that have been accepted but not yet printed count."),
        (TURBINES, "The first turbine passed the inspection."),
        (BURNT, "The report does not exclude arson."),
        ("The ice was too thin to carry the sledges.", "The ice did not carry the sledges."),
        ("The bid fell short of the reserve price.", "The bid did not reach the reserve price."),
        ("Engineers have yet to exclude metal fatigue.", "Engineers have not excluded metal fatigue."),
        (LIBEL, "The mayor resigned after he sued for libel."),
        (LIBEL, "The mayor sued for libel before he resigned."),
        (EXPORTS, "Exports grew by 2 per cent."),
        (EXPORTS, "A weaker currency helped exports to grow by 2 per cent."),
        ("House prices climbed, driven by cheaper loans.", "Cheaper loans drove house prices up."),
    ],
)  # fmt: skip
def test_what_the_grammar_says_is_supported(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (PAPERS, "Papers still under review do not count."),
        (TURBINES, "The second turbine did not pass the inspection."),
        ("Maria did not attend the hearing, but her sister Clara did.", "Clara attended the hearing."),
        ("The northern plant was not flooded; the southern one was.", "The southern plant was flooded."),
        ("The bank did not reply, and neither did the regulator.", "The regulator did not reply."),
        ("Most of the singers knew the score; others did not.", "Some of the singers did not know the score."),
    ],
)  # fmt: skip
def test_what_an_auxiliary_stands_for_is_not_struck(source: str, claim: str) -> None:
    assert not judged(source, claim).struck


@pytest.mark.parametrize(
    "claim",
    ["Papers still under review do not count.", "Most drivers had used their phones.", "Neither did.", "So did.", "They did not; no.", "; did not."],
)  # fmt: skip
def test_scraps_are_read_without_a_fault(claim: str) -> None:
    for source in (PAPERS, "Neither did. So did they; nor did.", "; did not.", "But did not."):
        assert judged(source, claim)
