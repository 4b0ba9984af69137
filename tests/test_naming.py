"""Where a name stands, for questions that ask by nothing but a name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from rag.answer.naming import naming
from rag.ask import answer
from rag.assemble import Parts
from rag.recheck import recheck
from rag.store import Index
from rag.types import Hit, NoteKind, Passage, Span
from rag.wire import from_json, to_json

TOLD = [
    ("court", "Bo Tan was charged with theft in May."),
    ("court", "He was sentenced in June to two years."),
    ("court", "Tan ran two kilns."),
    ("court", "Ada Tan, his sister, was not charged."),
    ("court", "The court sits in Lenn."),
    ("port", "Bo Tan was seen at the port; she tan leather there."),
    ("port", "The harbour master uses the code PX-40."),
    ("mill", "The mill stands by the tan yard."),
    ("mill", "Its owner is the LCT, a trust; 4-tan is no trust."),
]


def index_of(told: list[tuple[str, str]]) -> Index:
    passages = tuple(
        Passage(f"{source}:{n}", source, text, Span(100 * n, 100 * n + len(text)))
        for n, (source, text) in enumerate(told)
    )
    return cast(Index, SimpleNamespace(passages=passages, row_of={p.id: n for n, p in enumerate(passages)}))


INDEX = index_of(TOLD)


def texts(name: str, **asked: bool) -> list[str]:
    return [hit.passage.text for hit in naming(name, (), INDEX, **asked)]


def test_person_is_told_of_by_the_whole_name_then_by_he_then_by_the_last_name() -> None:
    assert texts("Bo Tan", person=True) == [TOLD[0][1], TOLD[1][1], TOLD[5][1], TOLD[2][1]]


def test_two_words_of_a_name_may_stand_in_either_order() -> None:
    assert texts("Tan Bo", person=True) == texts("Bo Tan", person=True)


def test_a_name_may_be_typed_in_small_letters() -> None:
    assert texts("bo tan", person=True) == texts("Bo Tan", person=True)


def test_name_of_another_with_the_same_last_name_is_not_told_of() -> None:
    assert TOLD[3][1] not in texts("Bo Tan", person=True)


@pytest.mark.parametrize(
    "name", ["the tan yard", "Bo Lee", "harbour master", "tan", "", "Bo Tan of the kilns in the old town"]
)
def test_ordinary_words_and_unknown_names_are_told_of_nowhere(name: str) -> None:
    assert texts(name) == []


def test_code_or_acronym_is_told_of_though_it_is_one_word() -> None:
    assert texts("PX-40") == [TOLD[6][1]]


@pytest.mark.parametrize(("name", "told"), [("px-40", 6), ("4-TAN", 8), ("lct", 8)])
def test_code_or_acronym_may_be_typed_in_small_letters(name: str, told: int) -> None:
    assert texts(name) == [TOLD[told][1]]


def test_passages_that_were_found_come_first_and_only_the_wanted_sources() -> None:
    found = Hit(INDEX.passages[5], 3.0)
    assert [hit.passage.source_id for hit in naming("Bo Tan", [found], INDEX)] == ["port", "court"]
    assert [hit.passage.source_id for hit in naming("Bo Tan", (), INDEX, {"court"})] == ["court"]


def test_every_sentence_that_is_shown_lies_in_its_passage() -> None:
    for hit in naming("Bo Tan", (), INDEX, person=True):
        for sentence in hit.sentences:
            assert hit.passage.span.start <= sentence.span.start < sentence.span.end <= hit.passage.span.end


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who is Edith Crane?", "Where the sources speak of “Edith Crane”:"),
        ("¿Quién es Edith Crane?", "Donde las fuentes hablan de “Edith Crane”:"),
        ("Edith Crane是谁？", "来源中提到“Edith Crane”之处："),
    ],
)
def test_who_is_asked_after_by_name_is_quoted_where_named(parts: Parts, question: str, note: str) -> None:
    reply = answer(question, parts)
    assert [n.text for n in reply.notes if n.kind is NoteKind.NAMED] == [note]
    assert any("Edith Crane" in c.quote for claim in reply.claims for c in claim.citations)


def test_saved_answer_about_a_name_holds(parts: Parts) -> None:
    saved = to_json(answer("Who is Edith Crane?", parts), parts.index.sources)
    assert recheck(parts.settings, from_json(saved)).holds


def test_who_is_named_nowhere_is_refused(parts: Parts) -> None:
    assert answer("Who is Otto Breckenridge?", parts).refused
