"""Premises that are false by what was left undone, by the clause, by the rank or by who said it; each with a sound twin."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import FalsePremise, false_premise
from rag.verify.premises.units import Told
from rag.verify.questions.presupposed import Form, also_presupposed, presupposed


def note(question: str, *bodies: str, heading: str = "Milford Gazette, The news") -> FalsePremise | None:
    return false_premise(question, [Told(heading, body) for body in bodies], "en")


TALKS = (
    "Arden and Morvia resumed their eel talks in Lund on 12 May 2020, after Morvia had suspended them in March 2019."
)
RATES = "Bread prices fell from 24 cents in 2020 to 21 cents in 2021 and rose to 33 cents in 2022."
LEADERS = "Minister Ann Reed led the team of Arden and Minister Tom Hale that of Morvia."
POWER = "Wind supplied 38 percent of the power in 2021, gas 29 percent and water 21 percent."
STOCK = "The stock of eels was 1.9 million tons in 2018, 1.6 million tons in 2019 and 1.2 million tons in 2020. Cod catches doubled from 14,000 tons in 2016 to 28,000 tons in 2020."
MEETING = "The ban came two days after a meeting of the eel council on 3 May 2020."
PLANTS = "The firm closed its plant in Varda in June 2021 and opened one in Lund in May 2021."


@pytest.mark.parametrize(
    ("trap", "body", "false", "sound"),
    [
        ("refused what was done", "The mill agreed to pay each baker 75 crowns.", "Why did the mill refuse to pay each baker?", "Why did the mill agree to pay each baker?"),
        ("refused in the past", "Tom Hale pleaded guilty on 2 August 2021 to conspiring to launder money.", "Why did Tom Hale refuse to plead guilty to laundering money?", "Why did Tom Hale plead guilty to laundering money?"),
        ("will not", "From May Arden requires licences for eels sent to Morvia.", "Why won't Arden require licences for eels sent to Morvia?", "Why does Arden require licences for eels sent to Morvia?"),
        ("kept from it", "The council worked on the bridge with the town's guild.", "What prevented the council from working on the bridge with the town's guild?", "What helped the council in working on the bridge with the town's guild?"),
        ("suspended where it was resumed", TALKS, "Why did Arden and Morvia resume their eel talks in Lund in March 2019?", "Why did Arden and Morvia resume their eel talks in Lund in May 2020?"),
        ("who suspended it", TALKS, "Why did Arden suspend the eel talks in March 2019?", "Why did Morvia suspend the eel talks in March 2019?"),
        ("the pole of another year", RATES, "What explains the fall in bread prices in 2022?", "What explains the rise in bread prices in 2022?"),
        ("still in force", "Arden lifted its ban on boats of Morvia in May 2020.", "Why is Arden's ban on boats of Morvia still in force?", "Why was Arden's ban on boats of Morvia lifted?"),
        ("whose team", LEADERS, "Since Ann Reed led the team of Morvia, whom did she meet?", "Since Ann Reed led the team of Arden, whom did she meet?"),
        ("more than", POWER, "Since gas supplied more power than wind in 2021, where did it come from?", "Since wind supplied more power than gas in 2021, where did it come from?"),
        ("a series in one sentence", STOCK, "Why did the stock of eels grow between 2018 and 2020?", "Why did the stock of eels shrink between 2018 and 2020?"),
        ("how many times", "Eel sales were 1,000 tons in 2019. Eel sales were 2,100 tons in 2020.", "Why did eel sales increase tenfold from 2019 to 2020?", "Why did eel sales double from 2019 to 2020?"),
        ("before for after", MEETING, "Why did the meeting of the eel council come after the ban was announced?", "Why did the meeting of the eel council come before the ban was announced?"),
        ("the chief one", "Traffic was the main reason given for the refusal.", "Why was noise the main reason for the refusal?", "Why was traffic the main reason for the refusal?"),
        ("third of its kind", "It was the third strike of the eel guild.", "Why did the eel guild begin its first strike?", "Why did the eel guild begin its third strike?"),
        ("third most", "Eel cases were the third most common cases in 2020.", "Why were eel cases the most common cases in 2020?", "Why were eel cases the third most common cases in 2020?"),
        ("on for off", "The recorder of the boat was switched off since January.", "Why was the recorder of the boat switched on since January?", "Why was the recorder of the boat switched off since January?"),
        ("more than a year before", "In the summer 94 people drowned in Kaldera, 27 more than in the summer before.", "Why did the number of people drowned in Kaldera fall in the summer?", "Why did the number of people drowned in Kaldera rise in the summer?"),
        ("the plant of the other clause", PLANTS, "Why did the firm close its plant in Lund?", "Why did the firm close its plant in Varda?"),
        ("turned down", "The council approved the budget of Milford on 4 May 2019.", "Why did the council vote down the budget of Milford?", "Why did the council approve the budget of Milford?"),
        ("worse for better", "The marks in sums improved by 4 points after the merger.", "How much did the marks in sums worsen after the merger?", "How much did the marks in sums improve after the merger?"),
        ("turned out not to be", "The cargo seized by the navy turned out not to be gold.", "Why did the cargo seized by the navy prove to be gold?", "Why did the cargo seized by the navy prove not to be gold?"),
        ("does not mean", "The author says that help from the guild does not mean that it endorsed the report.", "Why has the guild endorsed the author's report?", "Why did the guild help with the author's report?"),
        ("a count of one kind", "From May Arden requires licences for 13 precursor chemicals sent to Morvia.", "Which goods are among the 21 precursors of Arden that need licences for Morvia?", "Which goods are among the 13 precursors of Arden that need licences for Morvia?"),
        ("the clause behind the question", "In May 2017 the council voted unanimously to close the bridge.", "Which members were against closing the bridge when the council was divided in May 2017?", "Which members spoke on closing the bridge when the council voted in May 2017?"),
        ("a noun for the fall", "The area of forest grew from 51 percent in 1990 to 58 percent in 2015.", "Given the decline of the forest area between 1990 and 2015, what was planned?", "Given the growth of the forest area between 1990 and 2015, what was planned?"),
        ("how big a fall", "The port handled 41,270 tons of grain in 2017, up from 36,880 tons in 2016.", "How big was the drop in grain handled at the port in 2017?", "How big was the increase in grain handled at the port in 2017?"),
    ],
)  # fmt: skip
def test_false_premise_is_seen_and_its_sound_twin_let_pass(trap: str, body: str, false: str, sound: str) -> None:
    bodies = [part + "." for part in body.rstrip(".").split(". ")]
    assert note(false, *bodies) is not None, trap
    assert note(sound, *bodies) is None, trap


def test_a_name_written_like_a_function_word_is_no_verb() -> None:
    body = "The health council of Milford holds the long report on eel farms and pike farms."
    farms = "the long report on eel farms and pike farms?"
    assert note(f"Why did the health council of Milford refuse to send the WHO {farms}", body) is None
    assert note(f"Why did the health council of Milford refuse to hold {farms}", body) is not None


def test_a_rank_beside_what_is_asked_for_is_no_premise() -> None:
    body = "It was the third strike of the eel guild."
    assert note("Why did the eel guild begin its first strike?", body) is not None
    assert note("What did the eel guild sell to Morvia in its first strike?", body) is None


def test_words_of_one_body_are_not_put_into_the_mouth_of_another() -> None:
    passages = [
        Told("Guild of Bakers, Statement, 2020", "The guild calls the price of flour far too high."),
        Told("Institute of Grain, Report, 2020", "The harvest was good."),
    ]
    found = false_premise("Why did the grain institute call the price of flour far too high?", passages, "en")
    assert found is not None
    assert found.point == "the grain institute"
    sound = "Why did the bakers' guild call the price of flour far too high?"
    assert false_premise(sound, passages, "en") is None


def test_visit_of_that_day_was_to_another_place() -> None:
    bodies = ("Minister Ann Reed visited Stenby on 10 January 2022.", "Power came back in Oldmoor after 31 hours.")
    found = note("Why did Minister Ann Reed visit Oldmoor on 10 January 2022?", *bodies)
    assert found is not None
    assert (found.point, found.sure) == ("Oldmoor", True)
    assert note("Why did Minister Ann Reed visit Stenby on 10 January 2022?", *bodies) is None


def test_kind_of_a_body_is_what_its_source_says() -> None:
    told = Told("Eel Review Commission (ERC), Law, 2000", "The ERC makes a report each year; it is an advisory body.")
    assert false_premise("So the ERC is a police force, right?", [told], "en") is not None
    assert false_premise("So the ERC is an advisory body, right?", [told], "en") is None


@pytest.mark.parametrize(
    "question",
    [
        "Why couldn't Wolff see the contract?",  # it was only wished for
        "Why did the board not withdraw the licence of the casino?",  # only considered
        "Why did the church sell the bell only after the fire?",  # of time, not of extent
    ],
)
def test_what_was_only_wished_or_came_only_later_is_no_false_premise(question: str) -> None:
    assert (
        note(
            question,
            "Senator Wolff wished to see the contract.",
            "The board considered withdrawing the licence of the casino.",
            "The church sold the bell after the fire.",
        )
        is None
    )


def test_denied_question_keeps_its_denial() -> None:
    premise = presupposed("Why doesn't the agreement let boats in?")
    assert premise is not None
    assert (premise.text, premise.form) == ("doesn't the agreement let boats in", Form.ASSERTED)


def test_pronoun_of_the_clause_behind_is_what_the_question_is_about() -> None:
    found = [p.text for p in also_presupposed("What has the stroke unit done since it closed in May?")]
    assert "the stroke unit done closed in May" in found
