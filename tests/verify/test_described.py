"""Whose it is what a participle, an apposition or an inserted phrase tells: not of another thing in the sentence."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.words.described import described
from rag.verify.words.predicates import predicates
from tests.verify.judging import judged

MATCH = "Rovers beat Athletic at Park Road, with substitute Kofi Mensah scoring twice in the last minutes after captain Liam Doyle had pulled one back."
ALTAR = "A 16th-century altarpiece stolen from the church in 1988 was returned to the parish by the collector Pieter Vos, who had bought it in Geneva."
CASTLE = (
    "Built in 1284 by Bishop Aldhelm on the site of a wooden fort, Carrow Castle passed to the Fenwick family in 1390."
)
ORCHESTRA = "The Philharmonic has named the Finnish conductor Aino Salmela as its next director, succeeding Robert Kane, who retires in June."
FLOOD = "Engineers blamed a blocked culvert, not the rainfall."
COURT = "Justice Albright, writing for the majority, rejected the argument; Justice Okoro dissented."
SEED = "Qualifier Ines Baptista beat the third seed Carla Novak in the second round."
BAKERY = "Veltra Foods, the country's second-largest bakery, bought its rival Hansen."
AGES = "Salmela, 38, who first led the orchestra in 2019, replaces Robert Kane."
PUPIL = "The sonata was dedicated by Anton Leitner to his pupil Clara Weiss."
HOMES = "The river burst its banks, flooding 40 homes, of which 12 had only just been repaired."
TRAM = "Line 2 of the tramway, from the square to the infirmary, carried its first passengers on 18 April; Line 3, from the docks to Fairmead, followed in May."
RATE = "Unemployment in the region stood at 5.4 percent in June, above the national rate of 4.6 percent."
BUSES = "Pupils under 12 will travel free; those aged 12 to 15 will go on paying half fare."
REPORT = "In its 2019 report the commission called for a ban on the pesticide; the government later proposed a tax."
MINISTER = "She dismissed her minister, Pavel Drom, after he had dined with a businessman who is under investigation."

OTHERS = [
    (MATCH, "Liam Doyle scored twice in the last minutes."),
    (ALTAR, "Pieter Vos stole the altarpiece in 1988."),
    (CASTLE, "The wooden fort was built in 1284."),
    (ORCHESTRA, "Robert Kane will succeed Aino Salmela as director."),
    (FLOOD, "Engineers blocked the culvert."),
    (COURT, "Justice Okoro wrote for the majority."),
    (COURT, "Justice Albright dissented."),
    (SEED, "Baptista was the third seed."),
    (BAKERY, "Hansen is the country's second-largest bakery."),
    (AGES, "Kane is 38."),
    (PUPIL, "Leitner was a pupil of Clara Weiss."),
    (HOMES, "Forty of the homes had only just been repaired."),
    (TRAM, "Line 3 carried its first passengers on 18 April."),
    (RATE, "The national unemployment rate stood at 5.4 percent."),
    (BUSES, "Pupils under 12 will pay half fare."),
    (REPORT, "The government called for a ban on the pesticide in its 2019 report."),
    (MINISTER, "Pavel Drom is under investigation."),
]
OWN = [
    (MATCH, "Kofi Mensah scored twice."),
    (CASTLE, "Carrow Castle was built in 1284."),
    (ORCHESTRA, "Aino Salmela succeeds Robert Kane."),
    (FLOOD, "The culvert was blocked."),
    (COURT, "Justice Albright wrote for the majority."),
    (COURT, "Justice Okoro dissented."),
    (SEED, "Carla Novak was the third seed."),
    (BAKERY, "Veltra Foods is the country's second-largest bakery."),
    (AGES, "Salmela is 38."),
    (PUPIL, "Clara Weiss was a pupil of Anton Leitner."),
    (HOMES, "Twelve of the homes had only just been repaired."),
    (TRAM, "Line 2 carried its first passengers on 18 April."),
    (BUSES, "Those aged 12 to 15 will pay half fare."),
    (REPORT, "The commission called for a ban on the pesticide in its 2019 report."),
]


@pytest.mark.parametrize(("source", "claim"), OTHERS)
def test_what_is_said_of_one_is_not_said_of_another(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


@pytest.mark.parametrize(("source", "claim"), OWN)
def test_what_is_said_of_it_is(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        (ALTAR, "stolen", {"16", "th", "century", "altarpiece"}),
        (CASTLE, "built", {"carrow", "castle"}),
        (MATCH, "scoring", {"substitute", "kofi", "mensah"}),
        (FLOOD, "blocked", {"culvert"}),
        (COURT, "writing", {"justice", "albright"}),
        (ORCHESTRA, "succeeding", {"philharmonic", "finnish", "conductor", "aino", "salmela"}),
    ],
)
def test_a_participle_tells_of_the_noun_beside_it(sentence: str, verb: str, subject: set[str]) -> None:
    assert [set(told.subject) for told in described(sentence) if told.verb == verb] == [subject]


def test_what_came_of_it_all_is_told_of_no_noun() -> None:
    assert described("The dam broke, killing three people.") == ()


def test_a_first_subject_begins_behind_the_phrase_before_it() -> None:
    (told,) = predicates(("After eleven hours of talks, the rail union ended the strike.",))
    assert told.subject == {"rail", "union"}
