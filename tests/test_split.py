from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.case.places import place_of
from rag.ingest.clean import Part, assemble
from rag.ingest.split import split, words
from rag.sources import GROUP, HEADING, ITEM, Block, Kind, Passage, Source, SourceText, Span

TEN = "One two three four five six seven eight nine ten."


def source_text(parts: list[Part], kind: Kind = Kind.DOCUMENT, language: str = "en") -> SourceText:
    text, blocks = assemble(parts)
    return SourceText(Source(id="s", title="S", kind=kind, language=language), text, blocks)


def check(source: SourceText, passages: list[Passage]) -> None:
    """The invariants of every split."""
    assert all(p.span.of(source.text) == p.text and p.text.strip() for p in passages)
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))
    assert len({p.id for p in passages}) == len(passages)
    owners = [0] * len(source.text)
    for passage in passages:
        for i in range(passage.span.start, passage.span.end):
            owners[i] += 1
    for block in source.blocks:
        places = range(block.span.start, block.span.end)
        assert all(owners[i] == 1 for i in places if not source.text[i].isspace())


def test_long_paragraph_is_cut_between_sentences() -> None:
    source = source_text([Part(" ".join([TEN] * 5), "para 1")])
    passages = split(source, max_words=20)
    # 10 words a sentence, 49 characters and a blank: two, two and one sentence
    assert [(p.id, p.locator) for p in passages] == [
        ("s:0-99", "para 1"),
        ("s:100-199", "para 1"),
        ("s:200-249", "para 1"),
    ]
    check(source, passages)


def test_short_paragraphs_are_packed_with_their_separators() -> None:
    source = source_text([Part("A b c.", "para 1"), Part("D e f.", "para 2"), Part("G h i.", "para 3")])
    (passage,) = split(source)
    assert (passage.text, passage.locator, passage.id) == ("A b c.\n\nD e f.\n\nG h i.", "para 1-3", "s:0-22")
    check(source, [passage])


def test_packing_stops_at_max_words() -> None:
    source = source_text([Part(TEN, f"para {i}") for i in range(1, 6)])
    assert [p.locator for p in split(source, max_words=20)] == ["para 1-2", "para 3-4", "para 5"]


def headed(*said: tuple[str, str, str, str]) -> SourceText:
    """A document of (form, path, locator, text)."""
    return source_text([Part(text, place, path, form) for form, path, place, text in said])


def test_a_heading_goes_with_what_it_is_over_and_ends_the_passage_before() -> None:
    source = headed(
        (HEADING, "", "section 'A'", "A"),
        ("", "A", "section 'A', para 1", "One two."),
        (HEADING, "A", "section 'A > B'", "B"),
        (HEADING, "A > B", "section 'A > B > C'", "C"),
        ("", "A > B > C", "section 'A > B > C', para 1", "Three four."),
    )
    passages = split(source)
    assert [(p.path, p.text, p.locator) for p in passages] == [
        ("", "A\n\nOne two.", "section 'A', para 1"),
        ("A", "B\n\nC\n\nThree four.", "section 'A > B > C', para 1"),
    ]
    check(source, passages)


def test_a_heading_without_anything_under_it_is_no_passage() -> None:
    source = headed(("", "", "para 1", "One two."), (HEADING, "", "section 'A'", "A"))
    (passage,) = split(source)
    assert (passage.text, passage.id) == ("One two.\n\nA", "s:0-11")
    check(source, [passage])


def test_a_heading_at_the_foot_of_a_page_goes_with_the_next_page() -> None:
    source = headed(("", "", "p. 1", TEN), (HEADING, "", "p. 1", "A"), ("", "A", "p. 2", TEN))
    assert [p.locator for p in split(source)] == ["p. 1", "p. 2"]


def test_a_list_stays_with_what_announces_it_and_its_rest_stands_under_that() -> None:
    items = [(ITEM, "A", f"para {n}", TEN) for n in range(3, 6)]
    source = headed(("", "A", "para 1", TEN), ("", "A", "para 2", "We ask of you:"), *items)
    passages = split(source, max_words=15)
    assert [(p.locator, p.path) for p in passages] == [
        ("para 1", "A"),
        ("para 2-3", "A"),
        ("para 4", "A > We ask of you:"),
        ("para 5", "A > We ask of you:"),
    ]
    check(source, passages)


def test_the_name_of_a_group_goes_with_its_rows() -> None:
    rows = [("", "", "row 1", TEN), (GROUP, "", "row 2", "Debts"), ("", "Debts", "row 3", TEN)]
    assert [p.locator for p in split(headed(*rows), max_words=15)] == ["row 1", "row 2-3"]


def test_a_short_last_paragraph_joins_the_one_before_it() -> None:
    source = source_text([Part("word " * 20, "para 1"), Part("A b.", "para 2")])
    assert [p.locator for p in split(source, max_words=20)] == ["para 1-2"]


def test_a_paragraph_a_little_too_long_stays_whole() -> None:
    assert len(split(source_text([Part(" ".join([TEN] * 5))]), max_words=40)) == 1


@pytest.mark.parametrize(
    ("first", "second", "packed"),
    [
        ("p. 3", "p. 3", ["p. 3"]),
        ("p. 3", "p. 4", ["p. 3", "p. 4"]),
        ("p. 3-4", "p. 4", ["p. 3-4", "p. 4"]),
        ("p. 3", "p. 4-5", ["p. 3", "p. 4-5"]),
        ("section 'A', para 1", "section 'A', para 2", ["section 'A', para 1-2"]),
        ("section 'A', para 1", "section 'B', para 1", ["section 'A', para 1", "section 'B', para 1"]),
        ("table 1, row 2", "table 1, row 3", ["table 1, row 2-3"]),
        ("table 1, row 2", "table 2, row 2", ["table 1, row 2", "table 2, row 2"]),
        ("", "", [""]),
        ("", "para 1", ["", "para 1"]),
    ],
)
def test_only_neighbours_of_one_place_are_packed(first: str, second: str, packed: list[str]) -> None:
    assert [p.locator for p in split(source_text([Part("A b.", first), Part("C d.", second)]))] == packed


def test_a_place_of_several_rows_names_no_empty_one_and_each_row_is_cited_by_its_own() -> None:
    said = [Part(f"Station: {name}; Passengers: {n}.", f"row {row}") for name, n, row in TABLE]
    source = source_text(said)
    passages = split(source)
    check(source, passages)
    assert [p.locator for p in passages] == ["row 2-3", "row 5-6"]
    for part in said:
        start = source.text.index(part.text)
        span = Span(start, start + len(part.text))
        assert [place_of(p, span) for p in passages if p.span.start <= start < p.span.end] == [part.locator]


TABLE = [("Halden", 120, 2), ("Moss", 340, 3), ("Rygge", 410, 5), ("Sarps", 90, 6)]


def test_seed_paragraphs_are_never_packed_or_cut() -> None:
    parts = [Part("A b.", "para 1"), Part("C d.", "para 2"), Part(" ".join([TEN] * 5), "para 3")]
    passages = split(source_text(parts, kind=Kind.SEED), max_words=20)
    assert [p.locator for p in passages] == ["para 1", "para 2", "para 3"]


def test_fact_is_one_passage_under_its_own_id_with_its_basis() -> None:
    text, blocks = assemble([Part("A b.", "p. 1"), Part(" ".join([TEN] * 5), "p. 2")])
    facts = tuple(b._replace(id=f"r#{i}", basis="read") for i, b in enumerate(blocks))
    for kind in (Kind.RECORD, Kind.DOCUMENT):
        passages = split(SourceText(Source(id="r", title="R", kind=kind), text, facts), max_words=20)
        assert [(p.id, p.basis, p.locator) for p in passages] == [("r#0", "read", "p. 1"), ("r#1", "read", "p. 2")]


def test_sentence_over_twice_the_size_is_cut_at_clauses() -> None:
    clause = "one two three four five six seven eight nine ten eleven twelve thirteen, "  # 13 words
    source = source_text([Part(clause * 4 + "and that is all.")])
    passages = split(source, max_words=20)  # 56 words: more than 2 * 20
    assert [p.text for p in passages] == [clause.strip()] * 3 + [clause + "and that is all."]
    check(source, passages)


def test_sentence_without_clauses_is_cut_at_white_space() -> None:
    source = source_text([Part(" ".join(["word"] * 50))])
    assert [len(p.text.split()) for p in split(source, max_words=20)] == [20, 20, 10]


def test_comma_inside_a_figure_is_no_place_to_cut() -> None:
    source = source_text([Part(" ".join(["93,000"] * 50))])
    assert {w for p in split(source, max_words=20) for w in p.text.split()} == {"93,000"}


def test_chinese_is_counted_by_characters() -> None:
    assert words("芬太尼") == pytest.approx(3 / 1.7)
    sentence = "北京未能履行其承诺阻止芬太尼流入美国。"  # 19 characters: 11.2 words
    source = source_text([Part(sentence * 4)], language="zh")
    passages = split(source, max_words=23)
    assert [p.text for p in passages] == [sentence * 2] * 2
    check(source, passages)


def test_run_without_any_blank_is_still_cut() -> None:
    source = source_text([Part("x" * 3000)])
    passages = split(source, max_words=20)
    assert max(len(p.text) for p in passages) <= 120
    check(source, passages)


PIECES = st.lists(
    st.one_of(
        st.text(),
        st.text("ab. ,é\u0301“”😀中。，\r\n", max_size=80),
        st.builds(
            lambda w, n: " ".join([w] * n), st.sampled_from(["word", "end.", "half,", "中文，"]), st.integers(1, 80)
        ),
    ),
    max_size=8,
)


@given(PIECES, st.sampled_from(list(Kind)), st.sampled_from(["en", "zh", "es"]), st.integers(5, 60))
def test_every_split_keeps_the_text_exactly_once(texts: list[str], kind: Kind, language: str, size: int) -> None:
    source = source_text([Part(t, f"para {i}") for i, t in enumerate(texts)], kind, language)
    check(source, split(source, size))


@given(st.text(min_size=1), st.data())
def test_blocks_with_ragged_edges_keep_the_invariants(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6), label="cuts"))
    blocks = tuple(Block(Span(a, b)) for a, b in pairwise(cuts))
    source = SourceText(Source(id="s", title="S"), text, blocks)
    check(source, split(source, 20))
