"""A brief quotes an item of a list with what announces it, no footnote's aside, and takes no number of a label for an amount."""

from __future__ import annotations

from rag.brief.outline import read
from rag.brief.states import stating
from rag.types import Kind, Passage, Source, Span, Tier

SOURCE = Source("a", "A", tier=Tier.PRIMARY, kind=Kind.DOCUMENT)


def _stated(text: str, part: str, locator: str = "para 1") -> str:
    passage = Passage("a:0", "a", text, Span(0, len(text)), locator)
    start = text.index(part)
    found = stating(passage, Span(start, start + len(part)), SOURCE)
    return found.of(text) if found else ""


LIST = "The inquiry opened in May.\n\nWe found that the company:\n\n- kept no register of its boats\n\n- told the public that none had sunk"


def test_an_item_comes_with_what_announces_it() -> None:
    assert _stated(LIST, "- told the public that none had sunk").startswith("We found that the company:")
    alone = "The inquiry opened in May.\n\n- The company told the public that none had sunk."
    assert _stated(alone, alone[28:]).startswith("- The company")


def test_an_aside_of_a_footnote_is_no_sentence() -> None:
    assert _stated("2 Excluding boats held by others.", "2 Excluding boats held by others.", "p. 2, footnote") == ""
    told = "2 The company sold two boats in May."
    assert _stated(told, told, "p. 2, footnote") == told


def test_a_number_in_a_label_is_no_amount() -> None:
    assert read("Recommendation = 3 Register; Status = Done", SOURCE, "boats").amounts == ()
    assert read("Boats = 3 ferries; Status = Done", SOURCE, "harbour").amounts != ()
