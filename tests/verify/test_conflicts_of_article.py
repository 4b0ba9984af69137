"""The article's sentence beside the source that answers: where both tell exactly what is asked and cannot both be right."""

from __future__ import annotations

import pytest

from rag.types import Source, Tier
from rag.verify.conflicts.asked_of import is_asked
from rag.verify.conflicts.compare import Difference
from rag.verify.conflicts.found import find_conflicts
from rag.verify.conflicts.of_article import differing_on
from tests.verify.test_conflicts import claim, passage, shelf, whole

AUDIT = Source("audit", "The tram tunnel", "National Audit Office", tier=Tier.PRIMARY)
COST = "3. The tunnel had cost 58.7 million crowns by 31 December 2023. The plan put it at 33.5 million crowns."
LAW = "We did not find that the Company broke procurement law. It gave the contract without a tender."


@pytest.mark.parametrize(
    ("question", "article", "quote", "reason"),
    [
        ("How much has the tunnel cost?", "The tunnel has cost the city 96 million crowns, the audit says.", COST, "96 million against 58.7 million"),
        (
            "How many patients died?",
            "At least 40 patients died because the ward was closed, nurses say.",
            "Three of the 17 patients died.",
            "40 against Three",
        ),
        (
            "Did the Company break procurement law?",
            "The auditors found that the Company had broken procurement law when it gave the contract without a tender.",
            LAW,
            "“find”: affirmed by the one, denied by the other",
        ),
    ],
)  # fmt: skip
def test_what_is_asked_tells_on_what_point_they_differ(question: str, article: str, quote: str, reason: str) -> None:
    found = differing_on(question, article, quote, AUDIT)
    assert found is not None and found.reason == reason


@pytest.mark.parametrize(
    ("question", "article", "quote"),
    [
        # The article rounds, or gives a figure that the source has elsewhere.
        ("How much has the tunnel cost?", "The tunnel cost nearly 59 million crowns.", COST),
        ("How much has the tunnel cost?", "The tunnel was to cost 33.5 million crowns.", COST),
        # Figures of another thing, or a sentence that does not tell what is asked.
        ("How much has the tunnel cost?", "The tunnel cost 900 jobs.", COST),
        ("How much have the trams cost?", "The tunnel has cost 96 million crowns.", COST),
        # Both deny, or one only may have.
        ("Did the Company break procurement law?", "The Company did not break procurement law.", LAW),
        ("Did the Company break procurement law?", "The Company may have broken procurement law.", LAW),
        ("Who broke procurement law?", "The Company broke procurement law.", LAW),
    ],
)
def test_in_doubt_nothing_is_shown(question: str, article: str, quote: str) -> None:
    assert differing_on(question, article, quote, AUDIT) is None


def test_how_many_days_is_not_about_minutes() -> None:
    minutes = Difference("figures", "11 minutes against 48", "", unit="minutes")
    assert not is_asked(
        "How many days' notice did the company give?", minutes, ("11 minutes away", "from 48 to 61 minutes")
    )
    assert is_asked("How many minutes away is it?", minutes, ("11 minutes away", "from 48 to 61 minutes"))


def test_the_article_is_set_against_the_first_primary_quote_unless_an_editor_has_judged_it() -> None:
    audit = passage("old", COST)
    said = "The tram is late. The tunnel has cost the city 96 million crowns, the auditors say."
    seed = passage("seed", said, "para 1")
    asked = "How much has the tunnel cost?"
    (found,) = find_conflicts(whole(audit), shelf(audit, seed), question=asked, also=[audit, seed])
    assert (found.lower.source_id, found.higher.source_id, found.basis) == ("seed", "old", "figures")
    judged = claim(1, "The tunnel has cost 96 million crowns.", "opinion")
    assert not find_conflicts(whole(audit), shelf(audit, seed), question=asked, also=[audit, seed], ledger=[judged])
