"""Who says a thing, told by a noun, by a verb of the mind, or beside the speaker's name."""

from __future__ import annotations

import pytest

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.sources import EvidenceSource
from rag.verify.speakers.attribution import attribution
from rag.verify.verifier import verify
from tests.verify.judging import judged

HOLT = "Chief executive Dana Holt said she expected pressure from wages in the second half."
CORONER = "The coroner concluded that Peter Moss died of natural causes."
HANA = "Hana, who now runs a cookery school, says her brother exaggerates."
SORBO = (
    "The central bank's governor, Lena Sorbo, said she would consider cutting rates if inflation fell below 3 per cent."
)
NORTH = "Only in the northern region did respondents describe relations with managers as mostly good."
CHEF = '"I never wanted to be a chef," says Tomas Ridel. "I was hired to wash the floors at her place in Brno."'

PAIRS = [
    (
        "The chief executive anticipates pressure from wages in the second half.",
        "The finance director anticipates pressure from wages in the second half.",
        HOLT,
    ),
    (
        "The coroner's conclusion was that Peter Moss died of natural causes.",
        "The surgeon's conclusion was that Peter Moss died of natural causes.",
        CORONER,
    ),
    (
        "In the coroner's view, Peter Moss died of natural causes.",
        "In the family's view, Peter Moss died of natural causes.",
        CORONER,
    ),
    ("Hana now runs a cookery school.", "Hana's brother exaggerates.", HANA),
    (
        "Only respondents in the northern region described relations with managers as mostly good.",
        "Only respondents in the southern region described relations with managers as mostly good.",
        NORTH,
    ),
]


@pytest.mark.parametrize(("true", "false", "source"), PAIRS)
def test_what_holds_is_supported_and_its_false_twin_is_not(true: str, false: str, source: str) -> None:
    assert judged(source, true) is Status.SUPPORTED
    assert judged(source, false) is not Status.SUPPORTED


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sorbo would think about a rate cut.", None),
        ("Only respondents in the north described them as good.", None),
        ("In the auditor's view, the accounts were incomplete.", "the auditor"),
        ("Under the majority's reasoning, notice was due.", "the majority"),
        ("The coroner's conclusion was that he fell.", "The coroner"),
    ],
)
def test_who_speaks(text: str, who: str | None) -> None:
    told = attribution(text)
    assert (told.who if told else None) == who


def _of_last_sentence(claim: str, names: tuple[str, ...]) -> tuple[Status, str]:
    source = EvidenceSource(CHEF, names, Tier.PRIMARY, "2023-01-01", "en")
    start = CHEF.index('"I was')
    text = f"{claim} [1]"
    citation = Citation(1, "p", "s", CHEF[start:], Span(start, len(CHEF)))
    verdict = verify(Claim(text, Span(0, len(text)), (citation,)), {"s": source})
    return verdict.status, verdict.reason


def test_a_quote_that_goes_on_is_of_who_spoke_before() -> None:
    told = "says he was hired to wash the floors at her place in Brno."
    assert _of_last_sentence(f"Tomas Ridel {told}", ("Gazette",))[0] is Status.SUPPORTED
    assert _of_last_sentence(f"Karel Novak {told}", ("Gazette",))[0] is not Status.SUPPORTED


def test_no_reason_names_nobody() -> None:
    _, reason = _of_last_sentence("Karel Novak says he was hired to wash the floors.", ("",))
    assert not reason.rstrip().endswith("of")


def test_a_governor_is_no_would_be_speaker() -> None:
    assert (
        judged(SORBO, "Sorbo would consider cutting rates if inflation fell below 3 per cent.")
        is not Status.CONTRADICTED
    )
    assert judged(SORBO, "Sorbo has cut rates.") is not Status.SUPPORTED
