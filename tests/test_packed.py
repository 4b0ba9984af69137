"""Rows of a table and short paragraphs lie in one passage; an answer quotes those that are meant, each with its own place."""

from __future__ import annotations

import pytest

from rag.assemble import Parts, open_parts
from rag.ingest.add import add_files
from rag.places import place_of
from rag.settings import load_settings
from rag.types import Passage, Span

ROWS = "Week,Visitors,Rain days\n1,120,3\n2,95,5\n3,140,1\n4,88,6\n5,131,2\n"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("table")
    (home / "corpus").mkdir()
    (home / "museum.csv").write_text(ROWS, encoding="utf-8")
    settings = load_settings(case=home, data=home / "data")
    add_files(settings, [home / "museum.csv"])
    return open_parts(settings)


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
