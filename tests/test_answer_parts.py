"""Picking, naming and writing: the pieces of an answer in the quoting mode."""

from __future__ import annotations

import pytest

from rag.answer.draft import Pick, Writer
from rag.answer.said_by import date_of, publisher_of, said_by
from rag.answer.select import Selector, years
from rag.ask import answer
from rag.assemble import Parts
from rag.phrases import LANGUAGES, PHRASES, phrase
from rag.types import Hit, Kind, NoteKind, Passage, Sentence, Source, Span, Tier
from tests.serving import LENGTH, QUOTE

PRIMARY = Source(
    "p", "Report", "County Bridge Commission (CBC)", published="2021-08-24", tier=Tier.PRIMARY, kind=Kind.RECORD
)
PRESS = Source("n", "Story", "The Lenn Times", published="2020", tier=Tier.PRESS)
SEED = Source("s", "Article", published="2021-08", tier=Tier.SEED, kind=Kind.SEED)
FULL = Source("d", "Report on Bridges", "County Bridge Commission", tier=Tier.PRIMARY, kind=Kind.DOCUMENT)
REST = Source("d.record", "Report on Bridges", "County Bridge Commission", tier=Tier.PRIMARY, kind=Kind.RECORD)
SOURCES = {s.id: s for s in (PRIMARY, PRESS, SEED, FULL, REST)}


def hit(
    source: str, text: str, score: float, start: int = 0, sentences: tuple[Sentence, ...] = (), **parts: float
) -> Hit:
    passage = Passage(f"{source}:{start}", source, text, Span(start, start + len(text)), "p. 1")
    return Hit(passage, score, parts, sentences)


def test_answering_without_a_model_loads_no_tokenizer(monkeypatch: pytest.MonkeyPatch, parts: Parts) -> None:
    def load(*_: object, **__: object) -> None:
        raise AssertionError("a tokenizer was asked for")

    monkeypatch.setattr("llama_index.core.global_tokenizer", None)
    monkeypatch.setattr("tiktoken.encoding_for_model", load)
    monkeypatch.setattr("tiktoken.get_encoding", load)
    anew = parts.within(parts.index.sources)  # its engine is made here
    assert QUOTE in answer(LENGTH, anew).text


# --- select ---


def picked(question: str, *hits: Hit, most: int = 8) -> list[str]:
    return [p.quote for p in Selector(SOURCES, most).select(question, hits)]


def test_nothing_found_is_nothing_picked() -> None:
    assert picked("How long?") == []


@pytest.mark.parametrize(("sentences", "whole"), [(3, True), (12, False)])
def test_long_chinese_passage_is_quoted_by_sentence_though_it_has_no_spaces(sentences: int, whole: bool) -> None:
    told = [f"第{n}座水库去年的蓄水量比前年少了。" for n in range(10, 10 + sentences)]
    text, size = "".join(told), len(told[0])
    spans = tuple(Sentence(Span(n * size, (n + 1) * size), 0.9) for n in range(sentences))
    got = picked("蓄水量？", hit("p", text, 10, sentences=spans))
    assert got == ([text] if whole else told[:2])


def test_primary_source_comes_before_the_press_when_both_are_strong() -> None:
    assert picked("length?", hit("n", "The bridge is long.", 10), hit("p", "It is 48 metres.", 9.7)) == [
        "It is 48 metres.",
        "The bridge is long.",
    ]


def test_weak_primary_hit_does_not_push_a_strong_one_down() -> None:
    got = picked("length?", hit("n", "The bridge is 48 metres long.", 10), hit("p", "A mill is old.", 5.5))
    assert got[0] == "The bridge is 48 metres long."


def test_tier_decides_only_between_hits_of_nearly_one_score() -> None:
    hits = [hit("n", "The bridge is 48 metres long.", 10), hit("p", "The bridge is a long one.", 8)]
    assert picked("Is it long?", *hits)[0] == "The bridge is 48 metres long."


def test_a_quote_with_a_figure_comes_before_one_without_where_a_figure_is_asked_for() -> None:
    hits = [hit("p", "The bridge was measured.", 10), hit("p", "It has a length of 48 metres.", 9, 50)]
    assert picked("How long is the bridge?", *hits)[0] == "It has a length of 48 metres."
    assert picked("Who measured the bridge?", *hits)[0] == "The bridge was measured."


def test_a_figure_lifts_no_quote_that_is_far_from_the_best() -> None:
    hits = [hit("p", "The bridge was measured.", 10), hit("p", "A boat has a length of 48 metres.", 8.9, 50)]
    assert picked("How long is the bridge?", *hits)[0] == "The bridge was measured."


def test_the_source_that_the_question_names_comes_first() -> None:
    hits = [hit("p", "The bridge is long.", 10), hit("s", "Nobody has ever measured it.", 9, reference=3.0)]
    assert picked("What does the article say?", *hits)[0] == "Nobody has ever measured it."


@pytest.mark.parametrize(
    "title", ["BRIDGES", "What the Commission Found", "Safety of Bridges in Lenn County", "REPORT CBC-18 May 2020"]
)
def test_a_heading_is_no_answer_while_a_sentence_is_there(title: str) -> None:
    said = hit("d", "The old bridge was found to be unsafe.", 6, 100)
    assert picked("What about bridges?", hit("d", title, 10), said) == ["The old bridge was found to be unsafe."]
    assert picked("What about bridges?", hit("d", title, 10)) == [title]
    of_seed = picked(
        "What does the article say about bridges?", hit("s", title, 10), hit("s", said.passage.text, 6, 100)
    )
    assert of_seed == [said.passage.text]


@pytest.mark.parametrize("words", ["Bridges closed: 14", "The bridge is closed", "4 bridges of stone, 2 of wood"])
def test_a_line_that_states_something_is_no_heading(words: str) -> None:
    assert words in picked("What about bridges?", hit("d", words, 10), hit("d", "They are old.", 9, 100))


def test_our_record_of_what_an_original_does_not_bear_comes_after_the_original() -> None:
    hits = [hit("d.record", "The bridge is an old one.", 10), hit("d", "It has stood for three hundred years.", 8)]
    assert picked("Is the bridge old?", *hits) == ["It has stood for three hundred years.", "The bridge is an old one."]


def test_what_two_sources_say_alike_is_quoted_once() -> None:
    got = picked("length?", hit("p", "The bridge is 48 metres long.", 9), hit("n", "The bridge is 48 metres long!", 8))
    assert got == ["The bridge is 48 metres long."]


def test_same_words_with_another_figure_are_not_a_repeat() -> None:
    got = picked("length?", hit("p", "The bridge is 48 metres long.", 9), hit("n", "The bridge is 84 metres long.", 8))
    assert len(got) == 2


def test_passage_of_another_year_gives_way_to_the_year_asked_for() -> None:
    got = picked("How many in 2021?", hit("p", "In 2020 there were 5.", 9), hit("p", "In 2021 there were 7.", 8, 50))
    assert got[0] == "In 2021 there were 7."


def test_never_more_than_the_most() -> None:
    hits = [hit("p", f"Fact number {i} about thing {i}.", 9 - i / 10, 40 * i) for i in range(9)]
    assert len(picked("thing?", *hits, most=3)) == 3


def test_strong_quotes_come_first_and_what_is_less_close_follows_as_further() -> None:
    hits = [hit("p", f"Fact {i} about thing {i} is {i}.", 10 - i / 2, 40 * i) for i in range(9)]
    picks = Selector(SOURCES, 12).select("thing?", hits)
    assert [p.further for p in picks] == [False] * 5 + [True] * 4
    assert {p.quote for p in picks[:5]} == {h.passage.text for h in hits[:5]}


def test_one_quote_alone_is_no_list_of_further_ones() -> None:
    hits = [hit("p", f"Fact {i} about thing {i} is {i}.", 10 - i / 2, 40 * i) for i in range(6)]
    assert not any(p.further for p in Selector(SOURCES, 12).select("thing?", hits))


def test_long_passage_is_quoted_by_its_best_sentences() -> None:
    text = "Filler words stand here. " * 20 + "The bridge is 48 metres long."
    start = text.index("The bridge")
    long = hit("p", text, 9, 100, (Sentence(Span(100 + start, 100 + len(text)), 0.9),))
    assert picked("length?", long) == ["The bridge is 48 metres long."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2021", {2021}),
        ("between 2018 and 2021", {2018, 2019, 2020, 2021}),
        ("FY2020 vs FY2021", {2020, 2021}),
        ("entre 2019 y 2020", {2019, 2020}),
        ("93,331 or 12021", set()),
    ],
)
def test_years_of_a_text(text: str, expected: set[int]) -> None:
    assert years(text) == expected


# --- who says it ---


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("2021-08-24", "en", "24 Aug 2021"),
        ("2021-08-24", "es", "24 ago 2021"),
        ("2021-08-24", "zh", "2021年8月24日"),
        ("2021-08", "en", "Aug 2021"),
        ("2021", "en", "2021"),
        ("2020-01 (posted later)", "en", "Jan 2020"),
        ("2022-2024", "en", "2022-2024"),
        ("2019-08-28 to 2023-04-17", "en", "2019-08-28 to 2023-04-17"),
        ("2017-02-02; 2017-03-17", "en", "2017-02-02; 2017-03-17"),
        ("", "en", ""),
        ("monthly", "en", "monthly"),
    ],
)
def test_dates_as_people_write_them(published: str, language: str, expected: str) -> None:
    assert date_of(published, language) == expected


def test_publisher_is_spelled_out_once_then_goes_by_its_acronym() -> None:
    assert publisher_of(PRIMARY) == "County Bridge Commission (CBC)"
    assert publisher_of(PRIMARY, full=False) == "CBC"
    assert publisher_of(PRESS, full=False) == "The Lenn Times"


def test_record_is_never_shown_as_the_source_itself() -> None:
    assert said_by(PRIMARY, "p. 1", full=False) == "CBC, 24 Aug 2021, p. 1 (our record)"
    assert "record" not in said_by(PRESS, "para 2")


def test_seed_is_the_article() -> None:
    assert said_by(SEED, "para 2") == "The article, Aug 2021, para 2"


# --- writing ---


def test_every_piece_is_a_claim_or_a_note_and_spans_are_exact() -> None:
    writer = Writer()
    writer.note(NoteKind.PREMISE, "The sources do not say so.")
    writer.quote(Pick(hit("p", "It is 48 metres.", 1).passage, Span(0, 16)), PRIMARY)
    draft = writer.draft()
    assert draft.text == (
        "The sources do not say so.\n\n"
        "County Bridge Commission (CBC), 24 Aug 2021, p. 1 (our record): “It is 48 metres.” [1]"
    )
    assert [n.span.of(draft.text) for n in draft.notes] == ["The sources do not say so."]
    assert draft.claims[0].span.of(draft.text) == draft.claims[0].text
    assert draft.claims[0].citations[0].number == 1


@pytest.mark.parametrize("key", sorted(PHRASES))
def test_every_phrase_is_there_in_every_language_with_the_same_places(key: str) -> None:
    import string

    fields = [{f for _, f, _, _ in string.Formatter().parse(PHRASES[key][lang]) if f} for lang in LANGUAGES]
    assert fields[0] == fields[1] == fields[2]


def test_phrase_in_an_unknown_language_is_english() -> None:
    assert phrase("refused", "fr") == "The sources do not say."
