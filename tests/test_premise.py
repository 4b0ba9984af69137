"""What a question takes for granted, and when the passages do not bear it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.answer.draft import Correction, Pick
from rag.types import Passage, Span
from rag.verify.premises.beside import Meets
from rag.verify.premises.premise import FalsePremise, false_premise
from rag.verify.premises.units import Told
from rag.verify.questions.presupposed import Form, presupposed

BRIDGE = Told(
    "Town Council of Milford, Minutes, 2020-03-11",
    "The council voted on 11 March 2020 to close the Old Bridge. Seven of the nine members voted for it.",
)
HARVEST = Told("Growers of Milford, Harvest report, 2021", "The apple harvest rose by 12 percent in 2021, to 40 tons.")
MAYOR = Told(
    "Town Council of Milford, Statement, 2020", "Mayor Ann Reed welcomed the plan. She did not sign the contract."
)
ALL = [BRIDGE, HARVEST, MAYOR]
PEARS = Told("Growers of Milford, Ten years", "The pear harvest was 30 tons in 2019 and 22 tons in 2020.")
FROST = Told("Growers of Milford, Ten years", "The plum harvest shrank in 2018 because a frost came late.")
RESCUE = Told("Milford Gazette, The flood", "Captain Tom Hale led the rescue at Low Weir on 4 May 2019.")
UNHURT = Told("Milford Gazette, The flood", "None of the residents was hurt.")
SALES = Told("Growers of Milford, Sales", "Cider sales to Norway grew while cider sales to Spain shrank in 2021.")
CLERK = Told("Auditor of Milford, Report", "The auditor found no evidence that the clerk took the money.")
GUARDS = Told("Milford Gazette, Trains", "Unions oppose the plan to run trains without guards.")
COUNT = Told("Milford Gazette, Vote", "The final count was 512 votes.")
BALANCE = Told("Growers of Milford, Ten years", "The growers picked 30 tons of plums in 2020.")
KILN = Told("Milford Gazette, Kilns", "The report says bricks are made outside Milford.")
FINAL = Told("Milford Gazette, Chess", "Mara Lind beat Tom Ferrer in the final.")


def corrected(
    question: str, passages: Sequence[Told] = ALL, language: str = "en", meets: Meets = lambda word, place: 0.0
) -> FalsePremise | None:
    return false_premise(question, passages, language, meets)


@pytest.mark.parametrize(
    ("question", "text", "form"),
    [
        ("Why did the harvest fall in 2021?", "the harvest fall in 2021", Form.ASSERTED),
        ("Why is bread dear, according to the council?", "bread dear", Form.ASSERTED),
        ("Given that Reed left, who leads the town?", "Reed left", Form.ASSERTED),
        ("When the harvest fell in 2021, who paid?", "the harvest fell in 2021", Form.ASSERTED),
        (
            "The harvest of 2021 fell by half. What did the growers do?",
            "The harvest of 2021 fell by half",
            Form.ASSERTED,
        ),
        ("the bridge was closed in 2016 - what made them do it?", "the bridge was closed in 2016", Form.ASSERTED),
        ("When did the council meet?", "the council meet", Form.NAMED),
        ("As mayor, what did Reed sign?", "mayor Reed sign", Form.NAMED),
        ("Is it true that the harvest fell?", "the harvest fell", Form.ASKED),
        ("So the harvest fell, right?", "the harvest fell", Form.ASKED),
        ("Did the harvest fall?", "the harvest fall", Form.ASKED),
        ("How strong is the fall compared with the one before?", "the fall", Form.NAMED),
        ("Where does most of the flour come from now?", "most of the flour come from", Form.SOUGHT),
        ("Where did the council send the flour to?", "the council send the flour to", Form.SOUGHT),
        ("Which minutes are kept?", "minutes are kept", Form.OPEN),
        ("What persuaded the mayor to close the bridge in May?", "the mayor to close the bridge in May", Form.ASSERTED),
        ("Does it bother anyone that the mayor closed the bridge?", "the mayor closed the bridge", Form.ASSERTED),
        ("Isn't it odd that the harvest fell?", "the harvest fell", Form.ASSERTED),
        (
            "The weight of the harvest shot up in 2021. What drove that?",
            "The weight of the harvest shot up in 2021",
            Form.ASSERTED,
        ),
        (
            "I read that the whole harvest swelled in 2021. What was behind it?",
            "the whole harvest swelled in 2021",
            Form.ASSERTED,
        ),
        ("The article says the harvest fell in 2021. Is that right?", "the harvest fell in 2021", Form.ASKED),
        ("Given that the article claims that Reed left, who leads?", "Reed left", Form.ASSERTED),
        ("Does the article say that the harvest fell?", "the article say that the harvest fell", Form.ASKED),
        ("¿Por qué cayó la cosecha?", "cayó la cosecha", Form.ASSERTED),
        ("¿Es cierto que cayó la cosecha?", "cayó la cosecha", Form.ASKED),
        ("为什么收成下降？", "收成下降", Form.ASSERTED),
        ("收成下降了，对吗？", "收成下降了", Form.ASKED),
    ],
)
def test_premise_is_read_off_the_form_of_the_question(question: str, text: str, form: Form) -> None:
    premise = presupposed(question)
    assert premise is not None
    assert (premise.text.replace("bread is", "bread"), premise.form) == (text, form)


@pytest.mark.parametrize(
    "question",
    [
        "Did it rise or fall in 2021?",
        "Is it fair to say the 2020 vote was close?",
        "Can it rise?",
        "Compare Reed, the mayor, with others",
        "What changed between the two reports?",
        "What has happened since 2019?",
        "What did the mayor do after the vote on the bridge?",
        "What can the town do about the flood?",
        "Hi! My neighbour and I were arguing about the news. How many people came?",
        "",
    ],
)
def test_question_that_takes_nothing_for_granted_has_no_premise(question: str) -> None:
    assert presupposed(question) is None


@pytest.mark.parametrize(
    ("trap", "question", "point"),
    [
        ("reversed", "Why did the apple harvest fall in 2021?", "fall"),
        ("other figure", "Since the apple harvest rose by 15 percent in 2021, what did growers do?", "15 percent"),
        ("denied", "Why did Mayor Reed sign the contract?", "sign"),
        ("all of them", "Why did all members of the council vote to close the bridge?", "all"),
        ("unsaid", "Why did the council bribe sailors with chocolate?", "bribe sailors chocolate"),
        ("another name", "Given that Ann Walker welcomed the plan, who wrote it?", "Ann Walker"),
    ],
)
def test_point_that_the_passages_do_not_bear_is_named(trap: str, question: str, point: str) -> None:
    found = corrected(question)
    assert found is not None, trap
    assert found.point == point


@pytest.mark.parametrize(
    ("trap", "passage", "false", "sound"),
    [
        ("figures fall without a word for it", PEARS, "Why did the pear harvest rise in 2020?", "Why did the pear harvest fall in 2020?"),
        ("other cause", FROST, "Is it true that the plum harvest shrank because of a strike?", "Is it true that the plum harvest shrank because of a frost?"),
        ("other office", RESCUE, "Why did Mayor Tom Hale lead the rescue?", "Why did Captain Tom Hale lead the rescue?"),
        ("other year", RESCUE, "Is it true that Tom Hale led the rescue in 2011?", "Is it true that Tom Hale led the rescue in 2019?"),
        ("other place", RESCUE, "Why did Tom Hale lead the rescue at Cape Grey?", "Why did Tom Hale lead the rescue at Low Weir?"),
        ("none was", UNHURT, "Why were the residents hurt?", "Why were none of the residents hurt?"),
        ("the clause of the other", SALES, "Why did cider sales to Spain grow?", "Why did cider sales to Norway grow?"),
        ("no evidence", CLERK, "Why did the clerk take the money?", "Why did the auditor find no evidence against the clerk?"),
        ("against it", GUARDS, "Why do unions support the plan?", "Why do unions oppose the plan?"),
        ("figure of another year", PEARS, "Why was the pear harvest 30 tons in 2020?", "Why was the pear harvest 22 tons in 2020?"),
        ("figure of the other pole", COUNT, "Why was the provisional count 512 votes?", "Why was the final count 512 votes?"),
        ("stated cause", FROST, "Why did the plum harvest shrink in 2018 because of a strike?", "Why did the plum harvest shrink in 2018 because of a frost?"),
        ("tag before a question", RESCUE, "Tom Hale led the rescue on 4 May 2011, right? why", "Tom Hale led the rescue on 4 May 2019, right? why"),
        ("inverted", BALANCE, "What did the growers do with the 40 tons of plums in 2020?", "What did the growers do with the 30 tons of plums in 2020?"),
        ("outside", KILN, "When did the report say that bricks are made inside Milford?", "When did the report say that bricks are made outside Milford?"),
        ("parties swapped", FINAL, "Why did Tom Ferrer beat Mara Lind in the final?", "Why did Mara Lind beat Tom Ferrer in the final?"),
    ],
)  # fmt: skip
def test_false_premise_is_seen_and_its_sound_twin_let_pass(trap: str, passage: Told, false: str, sound: str) -> None:
    assert corrected(false, [passage]) is not None, trap
    assert corrected(sound, [passage]) is None, trap


@pytest.mark.parametrize(
    "question",
    [
        "Why did the apple harvest rise in 2021?",
        "Why did the council vote to close the Old Bridge?",
        "When did Mayor Reed welcome the plan?",
        "Since the harvest rose by 12 percent in 2021, what did growers do?",
        "Who wrote the minutes?",
        "Did the apple harvest rise by 12 percent in 2021?",
        "In which year did the apple harvest rise the most?",  # asks for the greatest, tells no share
    ],
)
def test_premise_that_the_passages_bear_is_let_pass(question: str) -> None:
    assert corrected(question) is None


def test_that_something_else_did_it_tells_nothing_of_a_name_that_no_source_has() -> None:
    rain = Told("Growers of Milford, Ten years", "Rain helps the harvest.")
    assert corrected("Does Brimdal help the harvest?", [rain]) is None


def test_who_denies_a_thing_denies_nothing_else_of_the_same_passage() -> None:
    lake = Told(
        "Survey of Lake Velm",
        "Runoff caused the rise in phosphorus. The institute found no evidence that the ferry contributed to the pollution.",
    )
    vote = Told(
        "Council of Velm",
        "Councillor Dorn denied that motor boats harm the reed beds. The council voted by eight to three.",
    )
    for sound in (
        "How deep is Lake Velm?",
        "What caused the rise in phosphorus?",
        "How did the council vote on motor boats?",
    ):
        assert corrected(sound, [lake, vote], meets=lambda word, place: 0.9) is None
    for wrong in ("Why does the ferry contribute to the pollution?", "Why do motor boats harm the reed beds?"):
        assert corrected(wrong, [lake, vote], meets=lambda word, place: 0.9) is not None


def test_a_fall_in_one_year_denies_no_rise_in_another() -> None:
    fell = Told("Growers of Milford, Ten years", "The pear harvest fell by a third in 2020.")
    rose = Told("Growers of Milford, Ten years", "The pear harvest rose by 8 tons in 2018.")
    assert corrected("Why did the pear harvest rise?", [fell, rose]) is None
    assert (
        corrected("What caused the pear harvest to rise?", [fell, PEARS]) is None
    )  # of several years one is known to have been worse
    assert corrected("Why did the pear harvest rise in 2020?", [fell, rose]) is not None


def test_a_round_figure_asks_for_no_more_than_what_is_near_it() -> None:
    rise = Told("Growers of Milford, Ten years", "The plum harvest rose by 29.4 percent in 2019.")
    assert corrected("Is it true that the plum harvest rose by 30 percent in 2019?", [rise]) is None
    assert corrected("Is it true that the plum harvest rose by 40 percent in 2019?", [rise]) is not None
    assert corrected("Is it true that the plum harvest rose by 29.9 percent in 2019?", [rise]) is not None


def test_the_year_alone_is_not_doubted_where_the_deed_is_not_told_either() -> None:
    banned = Told("Milford Gazette, Cider", "Milford banned cider exports in 2019 and sold its press.")
    deed = corrected("Why did Milford subsidise cider exports in 2020?", [banned])
    assert deed is not None
    assert deed.point == deed.text
    year = corrected("Why did Milford ban cider exports in 2020?", [banned])
    assert year is not None
    assert year.point == "2020"


def test_a_premise_that_is_doubted_as_a_whole_is_named_once() -> None:
    pick = Pick(Passage("p", "s", "Milford banned cider.", Span(0, 21)), Span(0, 21))
    whole = Correction("cider was sold in 2020", "the cider sold in 2020", False, pick)
    assert (
        whole.note("en")
        == "The question takes this for granted: “cider was sold in 2020”. The sources do not bear it out; they say:"
    )
    asked = Correction("cider was sold in 2020", "cider was sold in 2020", True, pick)
    assert asked.note("en") == "The sources do not bear out “cider was sold in 2020”; they say:"


def test_what_is_only_asked_is_not_corrected_by_silence() -> None:
    assert corrected("Did the council bribe farmers with chocolate?") is None
    asked = corrected("Did the apple harvest fall by 12 percent in 2021?")
    assert asked is not None
    assert asked.asked
    assert asked.sure


def test_words_of_like_meaning_bear_a_premise() -> None:
    question = "Why did legislators shut the footbridge quickly?"
    found = corrected(question)
    assert found is not None
    assert found.text == "legislators shut the footbridge quickly"
    assert corrected(question, meets=lambda word, place: 0.9) is None


def test_spanish_premise_is_checked_against_english_passages() -> None:
    told = [Told("Growers, Report, 2021", "The harvest of Milford rose by 12 percent in 2021.")]
    assert corrected("¿Por qué cayó la cosecha de Milford en 2021?", told, "es", lambda word, place: 0.5) is not None
    assert corrected("¿Por qué subió la cosecha de Milford en 2021?", told, "es", lambda word, place: 0.5) is None


def test_chinese_place_is_held_against_english_passages() -> None:
    told = [Told("Gazette, Talks", "The two met in Paris in November 2023.")]
    assert corrected("为什么他们2023年11月在伦敦会晤？", told, "zh", lambda word, place: 0.5) is not None
    assert corrected("为什么他们2023年11月在巴黎会晤？", told, "zh", lambda word, place: 0.5) is None


def test_premise_typed_without_capitals_is_read_like_one_with_them() -> None:
    assert corrected("why did spain's cider sales grow?", [SALES]) is not None


def test_no_passages_no_correction() -> None:
    assert corrected("Why did the harvest fall?", []) is None


def test_deciding_words_are_quoted_first_and_once() -> None:
    passages = [Passage(n, n, f"Words of {n}.", Span(0, len(f"Words of {n}."))) for n in ("one", "two", "three")]
    one, two, three = (Pick(p, p.span) for p in passages)
    correction = Correction("the harvest fell", "fell", False, two)
    assert correction.first([one, two, three], 3) == [two, one, three]
    assert correction.first([one, three], 2) == [two, one]
    assert "“fell”" in correction.note("en")


def test_author_of_the_source_an_office_and_half_a_name_are_the_same_person() -> None:
    signed = Told("Town Hall of Milford, Order 7", "It closes the bridge to lorries.", "Mayor Joseph R. Reed")
    assert corrected("Why did Mayor Joe Reed close the bridge to lorries?", [signed]) is None
    half = Told("Milford Gazette", "Hale agreed to close the bridge to lorries.")
    whole = Told("Milford Gazette", "Tom Hale met the council.")
    assert corrected("Since Tom Hale agreed to close the bridge to lorries, who pays?", [half, whole]) is None
    assert corrected("Since Tom Reil agreed to close the bridge to lorries, who pays?", [half, whole]) is not None


def test_acronym_is_the_long_name_of_the_heading() -> None:
    told = Told("Milford Bridge Authority", "It found 40 tons of rust on the bridge in 2020.")
    assert corrected("Why did the MBA find 40 tons of rust on the bridge in 2020?", [told]) is None


STALLS = Told(
    "Milford Gazette, Markets, 2021", "The council banned market stalls on 1 May 2019, the first town to do so."
)
SINCE = Told(
    "Traders of Milford, Ten years, 2022", "Since the council banned market stalls in 2019, shops have sold more."
)
TELLING = Told("Traders of Milford, Letter, 2021", "The council banned market stalls although they were few.")
LATER = "Did the council ban market stalls in 2021?"


@pytest.mark.parametrize(("passages", "point"), [([STALLS, SINCE, TELLING], "2021"), ([STALLS, TELLING], None)])
def test_year_of_a_heading_dates_nothing_where_two_sources_give_one_of_their_own(
    passages: list[Told], point: str | None
) -> None:
    found = corrected(LATER, passages)
    assert (found.point if found else None) == point


def test_year_that_one_of_them_tells_is_let_pass() -> None:
    again = Told("Milford Gazette, Markets", "The council banned market stalls again in 2021.")
    assert corrected(LATER, [STALLS, SINCE, again]) is None


@pytest.mark.parametrize(
    "question", ["Why did the council wait until 2021 before banning market stalls?", "How come the council held off until 2021 to ban market stalls?"]
)  # fmt: skip
def test_what_was_waited_with_is_taken_to_have_been_done_then(question: str) -> None:
    found = corrected(question, [STALLS, SINCE])
    assert found and found.point == "2021"
    assert corrected(question.replace("2021", "2019"), [STALLS, SINCE]) is None


STAFF = Told("Milford Gazette, Staff", "In 2021 citizens of Milford were 86 percent of the staff of the mill.")
TOTAL = Told(
    "Growers of Milford, Totals", "The total weight of all fruit picked fell from 90 tons in 2019 to 70 tons in 2020."
)


@pytest.mark.parametrize(
    ("question", "passage", "language"),
    [
        ("Almost all of the staff of the mill were citizens of Milford in 2021. Why?", STAFF, "en"),
        ("Casi todos los empleados del molino eran ciudadanos en 2021. ¿Por qué?", STAFF, "es"),
        ("Counting every fruit picked, 2020 weighed less than 2019. Why?", TOTAL, "en"),
    ],
)
def test_an_extent_is_borne_in_other_words(question: str, passage: Told, language: str) -> None:
    assert corrected(question, [passage], language) is None


def test_what_found_it_is_told_unless_it_is_outright() -> None:
    found = corrected("Why did the harvest fall in 2021?")
    assert found and found.by == "reversed_"


LAW = Told("Official Journal", "Public Law 12-8, the Clean Rivers Act, is dated 16 July 2025.")
MEETING = Told("Gazette", "The November 2023 meeting of Reed and Holm in Ashcombe restarted talks on rivers.")


def test_right_name_of_a_law_is_not_what_is_wrong_with_its_year() -> None:
    found = false_premise("Why did Reed sign the Clean Rivers Act in 2023?", [MEETING, LAW], "en")
    assert found is not None
    assert (found.text, found.point, found.place) == ("Reed sign the Clean Rivers Act in 2023", "2023", 1)
    sound = false_premise("Why did Reed sign the Clean Rivers Act in 2025?", [LAW], "en")
    assert sound is None or sound.point != "2025"


def test_a_name_and_a_date_met_by_chance_leave_the_other_name_alone() -> None:
    found = false_premise("Why did Reed praise the Clean Rivers Act in 2023?", [MEETING, LAW], "en")
    assert found is None or found.point != "Clean Rivers Act"
