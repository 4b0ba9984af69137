"""What was taken for a contradiction and is none: a loss in the passive, an elder beside a new thing, a denial of another clause."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.speakers.attribution import attribution
from rag.verify.values.numbers import figures
from tests.verify.judging import judged

MEN = "The men had lost 2-0 at Sandwick a week earlier."
DRUG = "The new drug lowered blood pressure in patients over 60 but had no effect in younger ones."
CLIMBER = "The climber Nadia Prowse died on Ben Arrin on 8 July."
CRANES = "Crane 6 came down on 30 August; crane 2, of the same model, was taken out of service."
PROFIT = "Bracken made a profit of 3.6 million pounds, against 2.4 million a year earlier."
KOVAR = "Kovar, who is 27, wrote The Salt Ledger in the evenings while she worked in a bank."
CLINIC = "It was Maud's husband, the banker Leo Prinz, who paid for the clinic."
VANTOR = "Vantor said the deal would be funded from existing reserves and that no plant closures were planned."
QUOTA = "The Fisheries Council set the cod quota at 18,400 tonnes."
SAYLE = "The jury took five hours to convict Dominic Sayle of fraud."
CORONER = "The coroner found that Mrs Pryor died of natural causes."

PAIRS = [
    ("The men were defeated at Sandwick a week earlier.", "The men won at Sandwick a week earlier.", MEN),
    (
        "The new drug lowered blood pressure in patients older than 60.",
        "The old drug lowered blood pressure in patients over 60.",
        DRUG,
    ),
    ("Nadia Prowse lost her life on Ben Arrin on 8 July.", "Nadia Prowse was born on Ben Arrin on 8 July.", CLIMBER),
    ("Cranes 2 and 6 are of the same model.", "Cranes 2 and 7 are of the same model.", CRANES),
    (
        "Bracken made a profit of 3.6 million pounds, against 2.4 million a year before.",
        "Bracken made a profit of 3.6 million pounds, against 2.4 million a year later.",
        PROFIT,
    ),
    ("Kovar, who is 27, wrote The Salt Ledger in the evenings.", "The Salt Ledger wrote Kovar in the evenings.", KOVAR),
    (
        "Leo Prinz, the husband of Maud, paid for the clinic.",
        "Maud, the wife of Leo Prinz, paid for the clinic.",
        CLINIC,
    ),
    ("Vantor intends to fund the deal from existing reserves.", "Vantor intends to close plants.", VANTOR),
    ("The Fisheries Council fixed the cod quota at 18,400 tonnes.", "The Fisheries Council fixed the herring quota at 18,400 tonnes.", QUOTA),
    ("The jury found Dominic Sayle guilty of fraud.", "The jury cleared Dominic Sayle of fraud.", SAYLE),
    ("The coroner found that the death was due to natural causes.", "The coroner found that the death was due to an accident.", CORONER),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false", "source"), PAIRS)
def test_what_holds_is_supported_and_its_false_twin_is_not(true: str, false: str, source: str) -> None:
    assert judged(source, true) is Status.SUPPORTED
    assert judged(source, false) is not Status.SUPPORTED


def test_what_another_clause_denies_contradicts_nothing() -> None:
    petrel = "The firm Petrel cut 130 of its 900 jobs in June, having assured staff in April that no post was at risk."
    assert judged(petrel, "Petrel axed 130 posts in June.") is not Status.CONTRADICTED
    assert (
        judged("The mill was not closed in June; the shop was shut.", "The mill closed in June.")
        is not Status.SUPPORTED
    )
    assert judged("The mill was not closed in June.", "The mill closed in June.") is Status.CONTRADICTED


def test_nobody_speaks_on_sunday() -> None:
    told = attribution('"I washed the plates," Monteiro, who is 89, said on Sunday.')
    assert told and told.who == "Monteiro"
    assert attribution("Kovar, who is 27, wrote The Salt Ledger.") is None


def test_words_that_somebody_speaks_are_not_the_publishers() -> None:
    assert (
        judged('"You must make it dull for them."', '"You must make it dull for them," said Zdenka Malik.')
        is Status.PARTLY
    )


def test_what_the_second_is_may_be_left_out() -> None:
    told = figures("gave the first prize to Roh for her bridge and the second to Wilk")
    assert [f.noun for f in told] == ["priz", ""]
