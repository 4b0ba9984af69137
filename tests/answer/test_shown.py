"""What is shown around deciding words: passages, lists, questions, footnotes, in any source that tests can build."""

from pathlib import Path

import pytest
from cases import opened

from rag.answer.shown import ROOM, ROOM_BEHIND, around
from rag.ask import answer
from rag.assemble import Parts
from rag.sources import Context, Span
from tests.read.pdfs import footnotes

LONG = " ".join(f"Pier {n} of the harbour is inspected by divers in week {n} of the year." for n in range(1, 31))
GUIDE = f"""# Guide

## Vendors

Only the following vendors will be permitted:

{chr(10).join(f"- Vendor number {n} of Arden" for n in range(1, 6))}

Others are turned away.

## Berths

The berths are let in this order:

{chr(10).join(f"- Berth {n} goes to ships of over {n}00 tonnes that come from the north" for n in range(1, 31))}

The order is kept all year.

## Questions

- Who may moor at night?

  Pilots alone may moor at night.

## Inspection

{LONG}
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return opened(tmp_path_factory.mktemp("shown"), ("guide.md", "Guide", GUIDE))


def shown(parts: Parts, words: str, room: int = ROOM) -> Context:
    text = parts.index.source_text("guide")
    at = text.index(words)
    context = around("guide", Span(at, at + len(words)), parts.index, room)
    assert context.span.of(context.text) == words
    assert context.stretch(Span(at, at + len(words))).of(text) == context.text
    return context


@pytest.mark.parametrize("words", ["Only the following vendors will be permitted:", "Vendor number 4 of Arden"])
def test_a_list_comes_whole_with_what_announces_it(parts: Parts, words: str) -> None:
    text = shown(parts, words).text
    assert "Only the following vendors" in text
    assert all(f"Vendor number {n} of Arden" in text for n in range(1, 6))


def test_of_a_long_list_the_items_around_it_and_their_number(parts: Parts) -> None:
    context = shown(parts, "Berth 15 goes to ships of over 1500 tonnes that come from the north", ROOM_BEHIND)
    assert context.over == ("The berths are let in this order:",)
    assert context.items == 30
    assert {f"Berth {n} goes" in context.text for n in (14, 15, 16)} == {True}
    assert len(context.text) + len(context.over[0]) <= ROOM_BEHIND


def test_a_question_comes_with_its_answer_and_the_answer_with_its_question(parts: Parts) -> None:
    for words in ("Who may moor at night?", "Pilots alone may moor at night."):
        text = shown(parts, words, 80).text
        assert "Who may moor at night?" in text and "Pilots alone" in text


def test_a_long_passage_is_cut_at_sentences_around_the_words(parts: Parts) -> None:
    context = shown(parts, "Pier 14 of the harbour is inspected by divers in week 14 of the year.", ROOM_BEHIND)
    assert ROOM_BEHIND / 2 < len(context.text) <= ROOM_BEHIND
    assert context.text.startswith("Pier 1") and context.text.endswith("of the year.")
    assert "Pier 13 " in context.text and "Pier 15 " in context.text


def test_a_footnote_comes_with_the_sentence_that_bears_its_mark(tmp_path: Path) -> None:
    parts = opened(tmp_path, ("deaths.pdf", "Deaths", footnotes()))
    notes = [p for p in parts.index.passages if "footnote" in p.locator]
    overs = [around("deaths", note.span, parts.index, ROOM, note.locator).over for note in notes]
    assert [over[0][:22] for over in overs if over] == ["Deaths rose to 93,000¹"]


def test_an_answer_shows_three_pieces_in_1500_characters_and_none_twice(parts: Parts) -> None:
    said = answer("Which vendors will be permitted?", parts)
    pieces = [c.context for v in said.verdicts[:3] for c in v.claim.citations]
    assert pieces[0] and "Vendor number 5 of Arden" in pieces[0].text
    assert sum(len(one.text) + sum(map(len, one.over)) for one in pieces if one) <= 1500
    assert len({one.text for one in pieces if one}) == len(pieces)
