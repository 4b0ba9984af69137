"""Rows of a table and short paragraphs lie in one passage; what is quoted of it has its own place."""

import pytest

from rag.case.places import place_of
from rag.sources import Passage, Span

PACKED = Passage("s:0-8", "s", "a b\n\nc\n\nd", Span(10, 19), "para 3-5")


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span(10, 13), "para 3"),
        (Span(15, 16), "para 4"),
        (Span(18, 19), "para 5"),
        (Span(12, 16), "para 3-4"),
        (Span(10, 19), "para 3-5"),
    ],
)
def test_the_place_is_that_of_the_blocks_touched(span: Span, place: str) -> None:
    assert place_of(PACKED, span) == place


@pytest.mark.parametrize("locator", ["para 3-9", "section 2", "", "p. 4"])
def test_a_place_that_does_not_count_its_blocks_stays_as_it_is(locator: str) -> None:
    passage = Passage(PACKED.id, "s", PACKED.text, PACKED.span, locator)
    assert place_of(passage, Span(10, 13)) == locator
