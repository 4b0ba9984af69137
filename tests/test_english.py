"""Which words English knows: British spellings, forms and derivations count, misspelt ones do not."""

from __future__ import annotations

import pytest

from rag.answer.english import is_english
from rag.answer.short_words import asking, one_letter_away, short

KNOWN = """
criticise criticised analysing summarises apologised emphasise minimised scrutinise manoeuvred paediatricians haemorrhage tumours
enrol enrolment whistleblowers falsified forgery reimbursed arbitrators mediator indemnity hospitalised prioritise labelled
cancellation travelling centre calibre neighbouring behaviour oestrogen leukaemia catalogues defence instalments programmes
wilful sceptical decriminalised bridgeheads shareholders wading clamp
"""
MISSPELT = """
chnia mcuh papr retractd survay councl brigde investigater hospitls pateint goverment recieved seperate accomodation becuase
enviroment beleive cemetary concious immediatly knowlege maintainance noticable relevent satelite tommorow penaltys witnes
"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_word_of_either_spelling_in_any_form_is_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", MISSPELT.split())
def test_misspelt_word_is_not(word: str) -> None:
    assert not is_english(word)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("wen was the bridge shut", "when was the bridge shut"),
        ("wat is the toll", "what is the toll"),
        ("hwo did the vote go", "how did the vote go"),
        ("Wen is the new premier", "Wen is the new premier"),  # a name
        ("was it shut", "was it shut"),
        ("wot is the toll", "wot is the toll"),  # what or who
    ],
)
def test_word_that_asks_is_told_at_the_head_of_a_question(question: str, read: str) -> None:
    assert asking(question) == read


def test_short_word_is_put_right_only_where_one_common_word_is_near() -> None:
    assert short("papr", {"paper": 3, "pipe": 9}) == "paper"
    assert short("papr", {"paper": 1}) == ""  # not common
    assert short("hal", {"hall": 4, "half": 4}) == ""  # either
    assert short("fove", {"five": 9}) == ""  # a typo makes no number
    assert short("mcuh", {}) == "much"


def test_a_letter_away() -> None:
    assert all(one_letter_away("wen", other) for other in ("when", "wet", "we", "wne"))
    assert not any(one_letter_away("wen", other) for other in ("wen", "where", "new", "town", ""))
