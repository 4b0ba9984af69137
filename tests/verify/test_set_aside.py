"""What a source sets aside, narrows, needs or tells of another share, told as so; and words that only look alike."""

from __future__ import annotations

import pytest

from rag.same_word import look_alikes, same_word
from rag.types import Status
from rag.verify.words.negation import hedges
from tests.verify.judging import judged

FOUNDER = "The founder, Rhys Morgan, will stay on as an adviser rather than as chief executive."
SCHOOLS = "Of the 48 schools inspected, 31 had no working fire alarm."
FERRY = "The operator must refund passengers whose crossings are cancelled at short notice, except where the cause is weather."
TREATY = "The treaty obliges members to report outbreaks, and lapses in 2031 unless renewed by two-thirds of them."
UNIONS = "The three unions rejected the first offer; doctors will vote again in May."
TAX = "The panel called for a ban on the pesticide; the government proposed a tax instead."
OBJECTIONS = "Veltra bought its rival Hansen after regulators had dropped their objections."
RAIN = "Rainfall last year was about 40 percent below the average, and the reservoirs were three-quarters full in September."
CASTLE = "The castle passed to the Fenwicks and was twice besieged."
DEAL = "The deal, which needs the approval of regulators in two countries, is expected to close in June."
POLLS = "Haskins, who had led in every poll, asked for a recount in the two northern districts."
WINDOW = "The museum lends its painting The Miller's Window to Osaka; The Miller's Door stays at home."
FIRE = (
    "Fire crews said it had been started by a tumble dryer, while neighbours claimed that the alarms had not sounded."
)
FLOOD = "The village was evacuated when the river burst its banks, flooding 40 homes, of which 12 had only just been repaired."
CREW = "None of those on board was hurt, although several complained that the crew had given no information."

PLAY = (
    'Its director, Beth Amory, will direct "The Winter\'s Tale" herself next season instead of inviting a guest, while the Christmas show '
    "goes to Jamal Reid."
)
QUILL = "Quill learned of it on 3 May; it informed the regulator only on 11 May."
VOTE = "Members voted 61 to 48 to admit longer boats, rejecting a proposal that the decision be put off."
DOSE = "The 40 mg dose worked no better than 20 mg."
THEATRE = "Unless the board approves a loan at its June meeting, the theatre will run out of cash in August, the treasurer warned members, adding that income was low."

HEARING = "Neither the mayor nor her deputy attended the hearing, although both had been invited."
LIES = [
    # what nobody did is not what nobody suffered
    (HEARING, "Neither the mayor nor her deputy had been invited to the hearing."),
    # a title between quotation marks is no quote of all that stands around it
    (PLAY, 'Jamal Reid will direct "The Winter\'s Tale" next season.'),
    (PLAY, 'Beth Amory will not direct "The Winter\'s Tale" next season.'),
    # "only", and a denial in another clause, do not deny
    (QUILL, "Quill did not inform the regulator."),
    (VOTE, "Members voted 61 to 48 not to admit longer boats."),
    (DOSE, "The 40 mg dose worked better than 20 mg."),
    (THEATRE, "The theatre will run out of cash in August."),
    (FOUNDER, "Rhys Morgan will stay on as chief executive."),
    (SCHOOLS, "Of the 48 schools, 31 had no fire alarm."),
    (FERRY, "The operator must refund passengers whose crossings are cancelled because of weather."),
    (TREATY, "The treaty lapses in 2031."),
    (TREATY, "The treaty lapses in 2031 if renewed by two-thirds of them."),
    (UNIONS, "Doctors will vote for the first time in May."),
    (TAX, "The government proposed a tax as well as a ban."),
    (OBJECTIONS, "Veltra bought Hansen despite the objections of regulators."),
    (RAIN, "Rainfall last year was about 40 percent of the average."),
    (RAIN, "The reservoirs were full in September."),
    (CASTLE, "The castle was besieged once."),
    (DEAL, "Regulators in two countries have approved the deal."),
    (POLLS, "Haskins asked for a recount in every district."),
    (WINDOW, "The museum lends its painting The Miller's Door to Osaka."),
    (FIRE, "Fire crews said that the alarms had not sounded."),
    (FLOOD, "The village was not evacuated."),
    (CREW, "The crew had given no information."),
]
TRUE = [
    (PLAY, 'Beth Amory will direct "The Winter\'s Tale".'),
    (DOSE, "The 40 mg dose worked no better than 20 mg."),
    (FOUNDER, "Rhys Morgan will stay on as an adviser."),
    (SCHOOLS, "Of the 48 schools, 31 had no working fire alarm."),
    (RAIN, "Rainfall last year was about 40 percent below the average."),
    (RAIN, "The reservoirs were three-quarters full in September."),
    (CASTLE, "The castle was twice besieged."),
    (TREATY, "The treaty obliges members to report outbreaks."),
    (FIRE, "Neighbours claimed that the alarms had not sounded."),
]


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_what_is_set_aside_does_not_pass(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_what_is_told_passes(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("country", "county"),
        ("police", "policies"),
        ("protected", "protesters"),
        ("approached", "approved"),
        ("profile", "profits"),
    ],
)
def test_words_that_begin_alike_are_not_one(a: str, b: str) -> None:
    assert look_alikes(a, b)
    assert not same_word(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("countries", "country"), ("publishers", "published"), ("complaints", "complained"), ("counted", "counting")],
)
def test_forms_of_one_word_stay_one(a: str, b: str) -> None:
    assert same_word(a, b)


def test_what_is_only_thought_is_a_hedge() -> None:
    assert [cue.text for cue in hedges("The manuscript, long thought lost, turned up.")] == ["thought"]
