"""Of a place that a ledger names, which words are quoted: all of a short one, of a long one the sentences that meet the claim."""

import pytest

from rag.case.places import no_such_place, source_of
from rag.sources import Span
from rag.text.sentences import decisive

FILLER = "The committee thanked everybody for coming and went on to the next point of its long agenda. "
ACCOUNT = "The bridge cost 71 million euros. "
PAID = "Of these 71 million the county paid 40 million in cash. "


def quoted(told: str, text: str, *blocks: Span) -> str:
    return decisive(told, text, blocks or (Span(0, len(text)),), "en").of(text)


def test_short_place_is_quoted_whole_whatever_it_says() -> None:
    assert quoted("The bridge cost 96 million euros.", FILLER.strip()) == FILLER.strip()


def test_long_place_is_quoted_where_it_meets_the_claim() -> None:
    text = FILLER * 5 + ACCOUNT + FILLER * 5
    assert quoted("The bridge cost 96 million euros.", text) == ACCOUNT.strip()


def test_neighbour_that_adds_words_of_the_claim_is_quoted_with_it() -> None:
    text = FILLER * 5 + ACCOUNT + PAID + FILLER * 5
    told = "The bridge cost 96 million euros, all paid by the county in cash."
    assert quoted(told, text) == (ACCOUNT + PAID).strip()


def test_of_several_blocks_the_one_that_meets_the_claim_is_quoted() -> None:
    text = "2021 = 12\n\n2022 = 17\n\n2023 = 31"
    blocks = [Span(0, 9), Span(11, 20), Span(22, 31)]
    assert quoted("In 2022 there were 20.", text, *blocks) == "2022 = 17"


@pytest.mark.parametrize(
    ("name", "source"),
    [("minutes:para 2", "minutes"), ("report:section 'A: B', para 1", "report"), ("survey-f03", ""), ("minutes:", ""), ("", "")],
)  # fmt: skip
def test_source_of_a_place(name: str, source: str) -> None:
    assert source_of(name) == source


def test_places_are_told_by_kind_from_first_to_last() -> None:
    told = no_such_place("report:page 3", ["p. 1", "p. 1", "p. 2", "table 1, row 2", "table 1, row 3", "p. 9"])
    assert (
        told
        == "'report:page 3' names no passage: the places of 'report' are called p. 1 to p. 9; table 1, row 2 to table 1, row 3"
    )


def test_source_without_named_places_is_told_so() -> None:
    assert no_such_place("note:para 1", ["", ""]) == "'note:para 1' names no passage: it has no named places"
