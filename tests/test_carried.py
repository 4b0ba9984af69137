"""A follow-up by rules: the same question about another thing, or the one before it and itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.answer.carried import Carried
from rag.ask import answer
from rag.assemble import Parts
from rag.question import Turn

KINDS = [
    {"heroin", "fentanyl", "meth", "海洛因", "芬太尼", "heroína", "fentanilo"},
    {"china", "mexico", "india", "us", "usa"},
    {"cbp", "border patrol"},
    {"bridge", "stone bridge", "chapel"},
]


def likeness(words: str, others: Sequence[str], language: str) -> list[float]:
    """Alike are words of one kind, the longer the more."""
    mine = [kind for kind in KINDS if words.lower() in kind]
    return [0.5 + len(other) / 100 if any(other.lower() in kind for kind in mine) else 0.0 for other in others]


def in_full(*asked: str) -> str:
    """The last question after the others."""
    return Carried(likeness)(asked[-1], [Turn(question) for question in asked[:-1]])


SEIZED = "How much fentanyl did CBP seize in 2019?"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("¿Cuánto fentanilo incautó la CBP cada año?", "¿Y la heroína?", "¿Cuánta heroína incautó la CBP cada año?"),
        ("¿Dónde se vende el fentanilo?", "¿Y la heroína?", "¿Dónde se vende la heroína?"),
        (SEIZED, "¿Y la heroína?", "How much heroin did CBP seize in 2019?"),
        (SEIZED, "那海洛因呢？", "How much heroin did CBP seize in 2019?"),
    ],
)
def test_a_spanish_thing_takes_the_place_of_a_thing_and_not_of_its_verb(
    before: str, question: str, expected: str
) -> None:
    assert in_full(before, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what about heroin?", "How much heroin did CBP seize in 2019?"),
        ("Heroin?", "How much heroin did CBP seize in 2019?"),
        ("DEA?", "How much fentanyl did DEA seize in 2019?"),
        ("and in 2021?", "How much fentanyl did CBP seize in 2021?"),
        ("2021?", "How much fentanyl did CBP seize in 2021?"),
        ("and between 2020 and 2021?", "How much fentanyl did CBP seize between 2020 and 2021?"),
        ("and heroin in 2021, please?", "How much heroin did CBP seize in 2021?"),
        ("and the Border Patrol?", "How much fentanyl did the Border Patrol seize in 2019?"),
        ("and the DEA?", "How much fentanyl did the DEA seize in 2019?"),  # like nothing: whoever did it
        ("in Mexico?", "How much fentanyl did CBP seize in 2019 in Mexico?"),
        ("and the seed?", "How much fentanyl did CBP seize in 2019, according to the seed?"),
        ("who says so?", SEIZED),
        ("Is that true?", SEIZED),
        ("are you sure?", SEIZED),
        ("why?", f"{SEIZED} why?"),
        ("And how did they hide it?", f"{SEIZED} And how did they hide it?"),
        ("and cheese?", f"{SEIZED} and cheese?"),  # like nothing that was asked
    ],
)
def test_follow_up_asks_the_same_of_another(question: str, expected: str) -> None:
    assert in_full(SEIZED, question) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((SEIZED, "what about heroin?", "and in 2021?"), "How much heroin did CBP seize in 2021?"),
        ((SEIZED, "and in 2021?", "who says so?"), "How much fentanyl did CBP seize in 2021?"),
        (("Where is it?", "why?", "since when?", "and how?"), "Where is it? since when? and how?"),
        (("How pure is fentanyl from China?", "and from Mexico?"), "How pure is fentanyl from Mexico?"),
        (("What did China do in May 2019?", "and in 2021?"), "What did China do in 2021?"),
        (("What did China do?", "and in 2021?", "and India?"), "What did India do in 2021?"),
        (("What does the report say of prices?", "and the article?"), "What does the article say of prices?"),
        (("What is asked?", "and the seed?", "and Brookings?"), "What is asked, according to Brookings?"),
        (("Who drew the stone bridge?", "and the chapel?"), "Who drew the chapel?"),
        (("How did it fare in 2019 and in 2020?", "and 2021?"), "How did it fare in 2019 and in 2020 in 2021?"),
        (("¿Cuánto fentanilo incautó la CBP en 2019?", "¿y en 2021?"), "¿Cuánto fentanilo incautó la CBP en 2021?"),
        (("¿Cuánto fentanilo incautó la CBP en 2019?", "¿y heroína?"), "¿Cuánto heroína incautó la CBP en 2019?"),
        (("Who wrote the August 2021 report?", "And the 2018 one?"), "Who wrote the 2018 report?"),
        (
            ("Who wrote the August 2021 report?", "And the 2018 one?", "and the 2017 report?"),
            "Who wrote the 2017 report?",
        ),
        (("Who wrote the August 2021 report?", "the 2017 study?"), "Who wrote the 2017 study?"),
        (("Who wrote the August 2021 report?", "and the May one?"), "Who wrote the May 2021 report?"),
        (("Who wrote the August 2021 report?", "and the DEA one?"), "Who wrote the DEA report?"),
        (("Who is Ana Ruiz?", "And Vidal?"), "Who is Vidal?"),  # not "Ana Vidal"
        (("What did the Mexican embassy say?", "What about China?"), "What did China say?"),
        (("What is the USCC?", "What is the USCC?"), "What is the USCC?"),
        (("What is the USCC?", "What is fentanyl?"), "What is fentanyl?"),
        (("What is fentanyl?", "Is it legal?"), "Is fentanyl legal?"),
        (("Who is Ana Ruiz?", "And was she arrested?"), "Was Ana Ruiz arrested?"),
        (("Who is Ana Ruiz?", "What does it cost?"), "Who is Ana Ruiz? What does it cost?"),
        (
            ("Who wrote the 2021 report?", "When was it published?", "Is it official?"),
            "Is the 2021 report official?",
        ),
        (
            ("Does the report quote the article?", "When was it published?"),
            "Does the report quote the article? When was it published?",
        ),
        (("How many did Site 14 enrol?", "And Site 22?"), "How many did Site 22 enrol?"),
        (("How many did Site 14 enrol?", "and 22?"), "How many did Site 22 enrol?"),
        (("How many did Site 14 enrol?", "and Varna?"), "How many did Varna enrol?"),
        (("Who lives in Block B?", "and in Block C?"), "Who lives in Block C?"),
        (("How tall is the tower of 300 m?", "and 200 m?"), "How tall is the tower of 300 m? and 200 m?"),
        (("What was found on 14 May 2019?", "and on 2 June 2020?"), "What was found on 2 June 2020?"),
        (("How many died on the drug with all counted?", "on placebo?"), "How many died on placebo with all counted?"),
        (("What is the price of a tonne of zinc?", "of tin?"), "What is the price of a tonne of tin?"),
        (("Who is on the Panel of Inquiry?", "on the Board of Trade?"), "Who is on the Board of Trade?"),
        (("Who leads the Panel on Fees?", "on Monday?"), "Who leads the Panel on Fees on Monday?"),
        (("What is the dose for pain?", "for children?"), "What is the dose for pain for children?"),
        (("How many flights go to Oslo?", "and from Oslo?"), "How many flights go from Oslo?"),
        (
            ("Who is Ana Ruiz?", "And what did the court say of the second deed of sale?", "Why?"),
            "And what did the court say of the second deed of sale? Why?",
        ),
        (
            ("What is the risk of re-entry?", "Was it a typing error?"),
            "What is the risk of re-entry? Was it a typing error?",
        ),
        (("What is the risk of re-entry?", "Was the operator dismissed?"), "Was the operator dismissed?"),
        (("2019年缉获了多少芬太尼？", "2021年呢？"), "2021年缉获了多少芬太尼？"),
        (("2019年缉获了多少芬太尼？", "海洛因呢？"), "2019年缉获了多少海洛因？"),
        (("2019年缉获了多少芬太尼？", "真的吗？"), "2019年缉获了多少芬太尼？"),
        (("2019年缉获了多少芬太尼？", "and CBP?"), "2019年缉获了多少芬太尼？ and CBP?"),
    ],
)
def test_conversation_is_followed_turn_by_turn(asked: tuple[str, ...], expected: str) -> None:
    assert in_full(*asked) == expected


TOLD = "The survey, 2019 (our record): “The bridge was closed in May 2019.” [1] Gazette: “It is the oldest one.” [2]"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is that true?", "Is it true that the bridge was closed in May 2019?"),
        ("really?", "Is it true that the bridge was closed in May 2019?"),
        ("Does the county agree?", "What does the county say about whether the bridge was closed in May 2019?"),
        (
            "Do the county engineers dispute that?",
            "What do the county engineers say about whether the bridge was closed in May 2019?",
        ),
        ("who says so?", "When was it shut?"),
    ],
)
def test_what_was_quoted_is_what_that_means(question: str, expected: str) -> None:
    assert Carried(likeness)(question, [Turn("When was it shut?", TOLD)]) == expected


def test_without_a_quote_the_question_itself_is_asked_again() -> None:
    assert (
        Carried(likeness)("Is that true?", [Turn("When was it shut?", "The sources do not say.")])
        == "When was it shut?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "And how wide?",
        "and of that the middle part?",
        "Why is that?",
        "¿Y el ancho?",
        "它是石头做的吗？",
        "since when?",
    ],
)
def test_question_that_leans_on_the_one_before_is_asked_with_it(question: str) -> None:
    assert in_full("How long is the Mill Bridge?", question) == f"How long is the Mill Bridge? {question}"


@pytest.mark.parametrize(
    "question",
    [
        "When was the Station Road bridge built by the county engineers?",
        "Who voted against the closure of the bridge in February 2020?",
        "What is the capital of France and how many people live in the city?",
    ],
)
def test_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert in_full("How long is the Mill Bridge?", question) == question


@pytest.mark.parametrize("question", ["And how wide?", "and in 2021?", "Is that true?", "2021年呢？"])
def test_without_a_conversation_nothing_is_added(question: str) -> None:
    assert in_full(question) == question


def test_what_is_alike_is_found_by_the_real_embedder(parts: Parts) -> None:
    history = [Turn("When was the bridge opened to traffic?")]
    assert parts.carried("and the museum?", history) == "When was the museum opened to traffic?"


def test_follow_up_about_another_source_is_answered_from_it(parts: Parts) -> None:
    reply = answer("and the article?", parts, [Turn("What does the survey say about the length of the Mill Bridge?")])
    assert reply.asked_as == "What does the article say about the length of the Mill Bridge?"
    cited = [parts.index.sources[c.source_id].id for claim in reply.claims for c in claim.citations]
    assert cited[0] == "seed"
