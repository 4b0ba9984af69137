"""A question with two sides gets a quote for each among the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answer.select import Selector
from rag.answer.sides import Side, asks_several, balanced, sides
from rag.types import Hit, Kind, Passage, Sentence, Source, Span, Tier

PAPER = Source("p", "Report", "County Audit Office", tier=Tier.PRIMARY)
OTHER = Source("o", "Note", "River Trust", tier=Tier.SECONDARY)
SEED = Source("s", "Article", kind=Kind.SEED, tier=Tier.SEED)
SOURCES = {s.id: s for s in (PAPER, OTHER, SEED)}


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        ("Is Mexico or China the larger source?", "mexico", "china"),
        ("Is heroin or fentanyl deadlier?", "heroin", "fentanyl"),
        ("What do Falk and Lund say about the bridge?", "falk", "lund"),
        ("What does the US say and what does China say?", "usa", "china"),
        ("Did it rise more in 2020 or in 2021?", "2020", "2021"),
        ("Is a bridge cheaper than a tunnel?", "cheaper", "tunnel"),
        ("¿Es México o China la mayor fuente?", "méxico", "china"),
    ],
)
def test_sides_are_what_stands_beside_or(question: str, left: str, right: str) -> None:
    one, other = sides(question)
    assert any(left[:4] in word for word in one.words), one
    assert any(right[:4] in word for word in other.words), other


def test_helpful_or_unhelpful_asks_for_praise_and_for_blame() -> None:
    assert [side.tone == frozenset() for side in sides("Was the trust helpful or unhelpful?")] == [False, False]
    assert [side.tone == frozenset() for side in sides("Was it legal or illegal?")] == [True, True]


@pytest.mark.parametrize(
    "question",
    ["How long is the bridge?", "Was it closed or not?", "Is more seized at ports or between them?", "And the bridge?"],
)
def test_question_without_two_names_has_no_sides(question: str) -> None:
    assert sides(question) == ()


def test_side_is_borne_by_another_form_of_its_name_and_by_initials() -> None:
    china, office = Side(frozenset(["china"])), Side(frozenset(["cao"]))
    assert china.borne_by(OTHER, "Chinese officials agreed.")
    assert not china.borne_by(OTHER, "Mexican officials agreed.")
    assert office.borne_by(PAPER, "It fell.") and not office.borne_by(OTHER, "It fell.")


def hit(source: str, text: str, score: float, start: int, **parts: float) -> Hit:
    return Hit(Passage(f"{source}:{start}", source, text, Span(start, start + len(text))), score, parts)


def first(question: str, *hits: Hit) -> list[str]:
    return [p.quote for p in Selector(SOURCES, 12).select(question, hits) if not p.further]


FALK = [hit("p", f"Falk said thing {i} of {i}.", 10 - i / 10, 100 * i) for i in range(7)]
LUND = hit("o", "Lund said no.", 5.0, 900)


def test_side_that_is_only_further_down_comes_among_the_first() -> None:
    assert "Lund said no." in first("What do Falk and Lund say?", *FALK, LUND)
    assert "Lund said no." not in first("What does Falk say?", *FALK, LUND)


def test_no_more_come_first_than_ever() -> None:
    assert len(first("What do Falk and Lund say?", *FALK, LUND)) == len(first("What does Falk say?", *FALK, LUND)) == 5


def test_hopelessly_weak_quote_is_no_side() -> None:
    weak = hit("o", "Lund said no.", 2.0, 900)
    assert "Lund said no." not in first("What do Falk and Lund say?", *FALK, weak)


def test_help_or_hinder_wants_praise_and_blame() -> None:
    good = hit("o", "It was a great success and saved money.", 5.0, 900)
    bad = [hit("p", f"It failed in year {i} and was delayed {i} times.", 10 - i / 10, 100 * i) for i in range(6)]
    assert "It was a great success and saved money." in first("Did the plan help or hinder trade?", *bad, good)
    assert "It was a great success and saved money." not in first("What did the plan do?", *bad, good)


def test_article_is_shown_beside_a_source_it_rests_on() -> None:
    seed = [hit("s", f"Claim {i} of the article, {i} in all.", 10 - i / 10, 100 * i, reference=3.0) for i in range(6)]
    paper = hit("p", "The count was 7.", 5.0, 900)
    assert "The count was 7." in first("What does the article say?", *seed, paper)
    other = [hit("p", f"Count {i} was {i}.", 10 - i / 10, 100 * i) for i in range(7)]
    told = hit("s", "The article counts 9.", 5.0, 900, reference=3.0)
    assert "The article counts 9." in first("What does the article say?", *other, told)


def test_what_the_seed_rests_on_stands_before_its_own_words() -> None:
    seed, paper = (
        hit("s", "The ferry is to blame.", 10.0, 0),
        hit("p", "No evidence was found that the ferry is to blame.", 6.5, 100),
    )
    assert first("Is the ferry to blame?", seed, paper)[0] == "No evidence was found that the ferry is to blame."
    far = hit("p", "The ferry was painted in May.", 3.0, 100)
    assert first("Is the ferry to blame?", seed, far)[0] == "The ferry is to blame."


def test_seed_sets_no_measure_for_the_sources_it_rests_on() -> None:
    seed, paper = hit("s", "It costs 40 million.", 10.0, 0), hit("p", "It is put at 640 million.", 5.0, 100)
    further = [hit("o", f"Thing {i} is {i}.", 4.5 - i / 10, 200 + 50 * i) for i in range(3)]
    assert "It is put at 640 million." in first("How much does it cost?", seed, paper, *further)
    assert len(first("How much does it cost?", seed, paper, *further)) > 2


def test_all_that_bears_a_side_does_not_give_way_to_the_other() -> None:
    wanted = (Side(frozenset("a")), Side(frozenset("b")))
    found = balanced(["x", "x2", "a"], ["b"], wanted, lambda side, item: item in side.words, most=3)
    assert found == ["x", "a", "b"]


def test_several_voices_are_heard_before_one_speaks_again() -> None:
    many = [hit("p", f"Thing {i} of the office, {i}.", 10 - i / 10, 100 * i) for i in range(6)]
    other = hit("o", "The trust disagrees.", 7.0, 900)
    assert "The trust disagrees." in first("What does each source say?", *many, other)
    assert "The trust disagrees." not in first("What does the office say?", *many, other)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What did each country promise?", True),
        ("What do the sources say about swifts?", True),
        ("Summarise what is known", True),
        ("How long is the bridge each year?", False),
        ("Which source is it?", False),
    ],
)
def test_questions_that_ask_several(question: str, several: bool) -> None:
    assert asks_several(question) is several


def packed(*paragraphs: str) -> Hit:
    """A hit of short paragraphs in one passage, each a sentence."""
    text, spans, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        spans.append(Sentence(Span(at, at + len(paragraph)), 0.5))
        at += len(paragraph) + 2
    return Hit(Passage("p:0", "p", text, Span(0, len(text))), 9.0, {}, tuple(spans))


def test_paragraphs_that_meet_as_much_of_a_question_are_all_quoted() -> None:
    ferry, cars, crew = (
        "The ferry carried 412 passengers in 2020.",
        "Cars carried fell to 44 in 2020.",
        "The crew sang.",
    )
    assert first("How many cars did the ferry carry in 2020?", packed(ferry, cars, crew)) == [ferry, cars]


def test_paragraph_of_the_week_asked_for_is_quoted_alone() -> None:
    one, two = "Week 1 of 2020: 3 boats, 2 cars.", "Week 2 of 2020: 1 boat, 5 cars."
    assert first("How many cars in week 2 of 2020?", packed(one, two)) == [two]


def test_passage_of_which_only_a_sentence_is_given_is_not_quoted_whole() -> None:
    whole = packed("County Audit Office.", "Written by Hanne Dahl.", "The ferry carried 412.")
    given = replace(whole, sentences=whole.sentences[1:2])
    assert first("Who wrote the report?", given) == ["Written by Hanne Dahl."]


@pytest.mark.parametrize(("asked", "shown"), [("CAO and Trust", True), ("CAO and Weir", False)])
def test_a_publisher_speaks_in_its_own_sources_and_not_where_it_is_named(asked: str, shown: bool) -> None:
    told = (
        "CAO and others counted 40 leaks at Weir Street.",
        "The trust counted 43.",
        "CAO never answered.",
        "Rain fell.",
    )
    hits = [hit("o", text, 20 - n, 100 * n) for n, text in enumerate(told)]
    hits += [hit("p", "Twelve leaks were counted.", 9, 0), hit("p", "They were repaired by May.", 8, 100)]
    picks = Selector(SOURCES, 6).select(f"Why do the {asked} totals differ?", hits)
    first = [pick.passage.source_id for pick in picks if not pick.further]
    assert ("p" in first) is shown
