"""Two voices stand side by side where the question sets them against each other, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from rag.answer.draft import Pick
from rag.answer.facing import facing as opposed
from rag.phrases import LANGUAGES, phrase
from rag.store import Index
from rag.types import ASKED, Conflict, Kind, Passage, Source, Span, Tier
from rag.verify.conflicts.found import set_beside

SOURCES = {
    s.id: s
    for s in (
        Source("audit", "Report", "County Audit Office", tier=Tier.PRIMARY),
        Source("trust", "Note", "River Trust", tier=Tier.SECONDARY),
        Source("seed", "Article", kind=Kind.SEED, tier=Tier.SEED),
    )
}
NAMED = (frozenset(["audit"]), frozenset(["trust"]))


def pick(source: str, text: str, further: bool = False) -> Pick:
    passage = Passage(f"{source}-{len(text)}", source, text, Span(0, len(text)))
    return Pick(passage, passage.span, further)


SEED_SAYS = pick("seed", "The weir failed.")
AUDIT_SAYS = pick("audit", "The weir held in May 2019.")
TRUST_SAYS = pick("trust", "The weir has leaked since June 2018.")
PICKS = [SEED_SAYS, AUDIT_SAYS, TRUST_SAYS]


def facing(
    question: str,
    picks: Sequence[Pick],
    sources: dict[str, Source],
    named: Sequence[frozenset[str]],
    of_seed: bool,
    language: str,
) -> Conflict | None:
    """The pair as an answer shows it."""
    voices = opposed(question, picks, sources, named, of_seed)
    if voices is None:
        return None
    one, other, *cited = [(p.passage, p.span) for p in (*voices, *picks)]
    shelf = cast(Index, SimpleNamespace(sources=sources))
    (found,) = set_beside(one, other, phrase("asked_both", language), ASKED, cited, shelf)
    return found


def pair(found: Conflict | None) -> tuple[str, str] | None:
    return (found.lower.quote, found.higher.quote) if found else None


@pytest.mark.parametrize(
    "question",
    [
        "Did the weir fail, as the article says?",
        "The article says that the weir failed. Do the sources agree?",
        "Was the weir sound or did it fail, as the story has it?",
        "Does the article square with the audit?",
    ],
)
def test_the_article_stands_beside_what_the_sources_say(question: str) -> None:
    found = facing(question, PICKS, SOURCES, (), True, "en")
    assert pair(found) == (SEED_SAYS.quote, AUDIT_SAYS.quote)
    assert found and found.basis == ASKED and found.beside
    assert [found.lower.number, found.higher.number] == [1, 2]
    assert found.reason == phrase("asked_both", "en")


@pytest.mark.parametrize(
    "question",
    [
        "The Audit Office and the River Trust tell it differently. When was it?",
        "Is the River Trust's date the same as the Audit Office's or another?",
        "Does the Audit Office contradict the River Trust?",
    ],
)
def test_two_publishers_stand_side_by_side_the_lower_tier_first(question: str) -> None:
    assert pair(facing(question, PICKS, SOURCES, NAMED, False, "en")) == (TRUST_SAYS.quote, AUDIT_SAYS.quote)


@pytest.mark.parametrize(
    "question",
    [
        "When did it leak? The sources don't agree.",
        "When did it leak? I've read several dates.",
        "When did it leak? Accounts are divided.",
        "When did it leak? One guide says May, another June.",
        "When did it leak? The book has one date and the board a later one.",
        "When did it leak? The board gives an earlier date than the trust does.",
        "When did it leak? My two dates are a year apart.",
        "When did it leak? A friend says otherwise.",
        "When did it leak? What does each camp say?",
    ],
)
def test_where_nobody_is_named_the_first_two_that_have_what_is_asked_for_stand_side_by_side(question: str) -> None:
    assert pair(facing(question, PICKS, SOURCES, (), False, "en")) == (TRUST_SAYS.quote, AUDIT_SAYS.quote)


@pytest.mark.parametrize(
    ("question", "named", "of_seed"),
    [
        ("What does the article say about the weir?", (), True),
        ("According to the article, when did the weir fail?", (), True),
        ("What do the Audit Office and the River Trust say?", NAMED, False),
        ("How tall is the weir compared with the mill?", (), False),
        ("When did the weir leak?", (), False),
        ("¿Cuál es la altura de la presa?", (), False),
        ("When did the weir leak, apart from May?", (), False),
        ("When did the weir have more fish?", (), False),
    ],
)
def test_a_question_that_opposes_nobody_gets_no_pair(
    question: str, named: tuple[frozenset[str], ...], of_seed: bool
) -> None:
    assert facing(question, PICKS, SOURCES, named, of_seed, "en") is None


def test_one_voice_alone_makes_no_pair() -> None:
    assert facing("Did the weir fail, as the article says?", [AUDIT_SAYS, TRUST_SAYS], SOURCES, (), True, "en") is None
    assert facing("When? The sources don't agree.", [AUDIT_SAYS], SOURCES, (), False, "en") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_is_said_in_the_language_of_the_answer(language: str) -> None:
    found = facing("Do the article and the sources disagree?", PICKS, SOURCES, (), True, language)
    assert found and found.reason == phrase("asked_both", language)


BOTH = pick("audit", "The weir leaked more in 2019 than in 2020.")
OF_ONE = pick("trust", "The weir leaked in 2019.")
OF_OTHER = pick("audit", "The weir leaked in 2020.")
ASIDE = pick("late", "The mayor mended a fence.")


@pytest.mark.parametrize(
    ("picks", "paired"),
    [
        ((OF_ONE, OF_OTHER), True),
        ((BOTH, OF_ONE, OF_OTHER), False),  # one quote tells of both years
        ((OF_ONE, ASIDE), False),  # published in the other year, and says nothing of it
    ],
)
def test_either_or_makes_a_pair_only_of_quotes_that_each_tell_of_one(picks: Sequence[Pick], paired: bool) -> None:
    shelf = SOURCES | {"late": Source("late", "Minutes", "Town Council", published="2020-05-01", tier=Tier.PRIMARY)}
    assert (opposed("Did the weir leak more in 2019 or 2020?", picks, shelf, (), False) is not None) is paired
