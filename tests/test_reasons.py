"""Reasons are codes; one table has their words in three languages."""

import re

import pytest

from rag.reason import WORDS, Code, reason, said
from rag.sources import Span
from rag.types import Claim, Status, Verdict, verdict
from ui.reasons import doubt_words, reason_words

CLAIM = Claim("It is so.", Span(0, 9))


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_three_wordings_with_the_same_slots(code: Code) -> None:
    told = WORDS[code].values()
    assert len(told) == 3
    assert all(told)
    assert len({frozenset(re.findall(r"\{(\w+)\}", words)) for words in told}) == 1


def test_every_row_is_of_a_code() -> None:
    assert set(WORDS) == set(Code)


def test_reason_is_told_in_the_readers_language() -> None:
    found = verdict(CLAIM, Status.NOT_CONFIRMED, reason(Code.ABSENT, value="Harwick"))
    assert doubt_words(found, "en") == "not confirmed: the cited words do not have “Harwick”"
    assert doubt_words(found, "zh") == "未证实：引文中没有“Harwick”"


def test_reason_saved_before_there_were_codes_stays_as_it_is() -> None:
    assert reason_words(Verdict(CLAIM, Status.NOT_CONFIRMED, "an old reason"), "es") == "an old reason"


def test_braces_of_a_source_are_no_slots() -> None:
    assert said([reason(Code.LINK, link="{mark}")]) == "the link or markup “{mark}” is not in the cited words"
