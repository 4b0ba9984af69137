"""Figures and dates that follow from the source's own by one step of reckoning: never supported, and not contradicted either."""

from __future__ import annotations

import pytest

from evals.check import check
from evals.library import Library, shelved
from evals.outside import Outside, Statement
from rag.types import Status
from rag.verify.figures.derived import reckoned_from
from tests.verify.judging import judged

RECKONED = [  # the source, what follows from it, what does not
    ("The bill passed by 118 votes to 97.", "The bill passed by a majority of 21 votes.", "The bill passed by a majority of 31 votes."),
    ("Of the 36 passengers, nine were treated in hospital.", "A quarter of the passengers were treated in hospital.", "A third of the passengers were treated in hospital."),
    ("Turnout was 44 per cent, nine points lower than in the first round.", "Turnout in the first round was 53 per cent.", "Turnout in the first round was 51 per cent."),
    ("The firm will replace 80 of its 260 buses.", "The firm will keep the remaining 180 buses.", "The firm will keep the remaining 160 buses."),
    ("The quota was set at 18,400 tonnes, a cut of 20 per cent.", "Before the cut the quota was 23,000 tonnes.", "Before the cut the quota was 22,000 tonnes."),
    ("He took 1.9 million from 67 investors.", "He took more than 28,000 on average from each of the investors.", "He took more than 48,000 on average from each of the investors."),
    ("Files could not be reached between 02:14 and 05:40.", "Files could not be reached for 206 minutes.", "Files could not be reached for 306 minutes."),
    ("The hinge was shown in 2014. The patent is of 2016.", "The hinge was shown two years before the patent.", "The hinge was shown three years before the patent."),
    ("She broke her wrist in 2009. He opened the inn six years later.", "He opened the inn in 2015.", "He opened the inn in 2016."),
    ("It burnt on 22 July. The pumps had been shut off four days earlier.", "The pumps had been shut off on 18 July.", "The pumps had been shut off on 19 July."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "follows", "does_not"), RECKONED)
def test_a_figure_that_follows_is_partly_supported_and_another_is_struck(
    source: str, follows: str, does_not: str
) -> None:
    assert judged(source, follows) is Status.PARTLY
    assert judged(source, does_not).struck


UNTOLD = [  # a figure that two of the source's give, where no word of the claim tells of such a reckoning
    ("Twelve boats and thirty cars were seized.", "Eighteen cars were seized."),
    ("The town has 400 shops. The village has 100 farms.", "A quarter of the farms are closed."),
    ("It gives 56,000 deaths, about 20,000 more than the year before.", "It gives more than 53,000 deaths."),
    ("Four percent were found at sea, 8 percent on land.", "The share rose by 4 percentage points."),
    ("The club has 60 players and 20 coaches.", "It has three times as many fans."),
]


@pytest.mark.parametrize(("source", "claim"), UNTOLD)
def test_nothing_follows_where_no_word_tells_how(source: str, claim: str) -> None:
    assert not reckoned_from(claim, source.split(". "))


def test_of_a_table_of_figures_nothing_is_reckoned() -> None:
    row = "; ".join(f"200{n} = {n * 37 + 11}" for n in range(10)) + "; 2010 = 500; 2011 = 501; 2012 = 777"
    assert not reckoned_from("The gap was 37 more.", [row])


def test_what_follows_from_two_places_is_told_with_both() -> None:
    text = "Inspectors examined 214 contracts last year. The mayor welcomed that. In 61 of them, payment came first."
    statement = Statement("Payment came first in more than a quarter of the contracts.", ("audit",))
    (verdict,) = check(Outside("a", "", (statement,)), Library({"audit": shelved("audit", text)})).verdicts
    assert verdict.status is Status.PARTLY
    assert "follows from “61” and “214”" in verdict.reason
    assert {c.quote.split()[0] for c in verdict.claim.citations} == {"Inspectors", "In"}
