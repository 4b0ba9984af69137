"""Letters that a pattern without case takes for others break neither a question nor a check."""

from __future__ import annotations

import re

import pytest

from rag.answer.timeline import date_key
from rag.ask import answer
from rag.assemble import Parts
from rag.called import of_tier
from rag.casual import plain
from rag.letters import quiet, small
from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.premises.extremes import other_extreme
from rag.verify.premises.units import Told, units_of
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify_all
from rag.year_meant import in_its_year


@pytest.mark.parametrize("letter", ["İ", "ı", "ſ", "\u212a", "I", "S"])
def test_small_letters_are_those_that_the_pattern_found(letter: str) -> None:
    plain_letter = next(c for c in "isk" if re.fullmatch(c, letter, re.IGNORECASE))
    assert small(letter) == plain_letter


@pytest.mark.parametrize(
    "question",
    [
        "How long İs the MİLL BRİDGE Trust's bridge?",
        "Nınety-three thouſand people came, rıght?",
        "How much waſ ıt worth İn Mıll Brıdge?",
    ],
)
def test_a_question_from_another_keyboard_is_answered_or_refused(parts: Parts, question: str) -> None:
    assert answer(question, parts).status in ("answered", "refused")


def test_a_year_is_counted_to_in_such_letters() -> None:
    assert (
        in_its_year("and the following auguſt, ſix eels?", "In May 2019?", "", "en") == "and in August 2019, ſix eels?"
    )
    assert in_its_year("and ſix years later?", "In 2019?", "", "en") == "and in 2025?"


def test_the_most_is_given_to_a_group_in_such_letters() -> None:
    told = units_of([Told("Eel Office", "Adults aged 35-44 had the highest bite rate.")])
    found = other_extreme("Why do ſenıors have the hıgheſt bite rate?", told)
    assert found and found.point == "ſenıors"


def test_publishers_are_met_in_such_letters(shipped: Parts) -> None:
    assert shipped.ranker.named("What does the CATO INSTİTUTE say?") == shipped.ranker.named(
        "What does the Cato Institute say?"
    )
    assert (
        shipped.ranker.named("What does the Cato Inſtıtute say?")
        == shipped.ranker.named("What does the Cato Institute say?")
        != ()
    )


def test_what_a_table_of_small_words_is_asked_for(shipped: Parts) -> None:
    assert plain("Nınety-three thouſand dead?") == "93,000 dead?"
    assert date_key("It closed in ſeptember 2019.") == (2019, 9, 0)
    assert of_tier("prımary", tuple(shipped.index.sources.values())) == of_tier(
        "primary", tuple(shipped.index.sources.values())
    )


@pytest.mark.parametrize("told", ["One in six flats took part.", "The city recycled more than five years before."])
def test_a_source_in_such_letters_is_checked(told: str) -> None:
    said = "In 2022 the city recycled nıne poınts more than fıve years earlıer, and one ın ſıx flats took part."
    claim = Claim(f"{told} [1]", Span(0, len(told) + 4), (Citation(1, "p", "s", said, Span(0, len(said)), ""),))
    (verdict,) = verify_all([claim], {"s": EvidenceSource(said, ("City",), Tier.PRIMARY, "2020", "en")})
    assert verdict.status is not Status.UNCHECKED, verdict.reason


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("WHO PUBLISHED THE REPORT?", "Who published the report?"),
        ("中国在2018年2月之前管制NPP和4-ANPP了吗？", "中国在2018年2月之前管制NPP和4-ANPP了吗？"),
        ("2021年CBP一共查获了多少芬太尼？和DEA说的一样吗？", "2021年CBP一共查获了多少芬太尼？和DEA说的一样吗？"),
    ],
)
def test_capitals_shout_only_where_there_are_small_letters(question: str, told: str) -> None:
    assert quiet(question) == told
