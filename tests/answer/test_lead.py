"""What leads an answer: a value, an editor's word or the sentence that decides; never what was not borne out."""

import json
from dataclasses import replace

import pytest

from rag.answer.lead import the_one
from rag.ask import answer, ask
from rag.assemble import Parts
from rag.events import Checked, Led
from rag.question.kinds import DATE, FIGURE
from rag.saved.notes import strange_lead
from rag.saved.recheck import recheck
from rag.types import Answer, Lead, Status
from rag.wire import from_json, to_json
from tests.serving import LENGTH, SILENT


@pytest.fixture(scope="module")
def reply(parts: Parts) -> Answer:
    return answer(LENGTH, parts)


def test_the_value_leads_with_who_says_it_and_stands_in_its_claim(reply: Answer) -> None:
    lead = reply.lead
    assert lead is not None and lead.claim is not None
    assert lead.kind in ("value", "sentence") and lead.text in reply.claims[lead.claim].text and lead.by


def test_the_lead_comes_before_the_whole_and_is_the_same(parts: Parts) -> None:
    events = list(ask(LENGTH, parts))
    led = [event.lead for event in events if isinstance(event, Led)]
    last = events[-1]
    assert isinstance(last, Checked) and led == [last.answer.lead]


def test_a_refusal_leads_with_silence(parts: Parts) -> None:
    lead = answer(SILENT, parts).lead
    assert lead is not None and (lead.kind, lead.claim, lead.by) == ("silent", None, "")


@pytest.mark.parametrize(
    ("seeks", "quotes", "question", "expected"),
    [
        (FIGURE, ["It is 48 metres long."], "How long is it?", "48 metres"),
        (FIGURE, ["It is 48 metres long and 6 metres wide."], "How long is it?", None),  # two: the sentence leads
        (FIGURE, ["No figure here.", "It is 48 metres long."], "How long is it?", "48 metres"),
        (FIGURE, ["In 2019 it was 48 metres long."], "How long was it in 2020?", None),  # of another year
        (FIGURE, ["Of 30 men 48 percent stayed."], "How many of the 30 men stayed?", "48 percent"),  # 30 was asked
        (DATE, ["It was shut in 2020.", "It was shut on 9 March 2020."], "When was it shut?", "9 March 2020"),
        (DATE, ["It was shut on 9 March 2020."], "What happened on 10 March 2020?", None),  # no date is sought
    ],
)
def test_only_one_value_decides(seeks: str, quotes: list[str], question: str, expected: str | None) -> None:
    found = the_one(seeks, [(n, quote, "en") for n, quote in enumerate(quotes)], question)
    assert (found[1].text if found else None) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How many people died of drug overdoses in the US in 2020?",
        "¿Cuántas personas murieron por sobredosis en Estados Unidos en 2020?",
        "2020年美国有多少人死于药物过量？",
    ],
)
def test_a_disputed_value_leads_in_every_language_with_why(shipped: Parts, question: str) -> None:
    lead = answer(question, shipped).lead
    assert lead is not None and "91,799" in lead.text and "93,331" in lead.note


def test_the_figure_that_leads_is_of_the_year_that_is_asked(shipped: Parts) -> None:
    lead = answer("¿Cuántas personas murieron por sobredosis en Estados Unidos en 2021?", shipped).lead
    assert lead is not None and "2021" in lead.text and "2020" not in lead.text


def test_of_disputes_the_likest_the_question_leads(shipped: Parts) -> None:
    lead = answer("Is China the main source of the fentanyl?", shipped).lead
    reasons = {one.matter: one.reason for one in shipped.index.disputes}
    assert lead is not None and lead.kind == "depends"
    assert reasons["Which country is the main source of illicit fentanyl in the US"] in lead.text


def test_a_saved_lead_is_held_against_its_claim(parts: Parts, reply: Answer) -> None:
    assert recheck(parts.settings, from_json(to_json(reply, parts.index.sources))).holds


@pytest.mark.parametrize(
    "forged",
    [
        {"text": "99 metres"},
        {"by": "The King"},
        {"note": "Believe me."},
        {"claim": 99},
        {"kind": "silent"},
    ],
)
def test_a_forged_lead_is_named(parts: Parts, reply: Answer, forged: dict[str, object]) -> None:
    told = json.loads(to_json(reply, parts.index.sources))
    told["lead"] |= forged
    found = recheck(parts.settings, from_json(json.dumps(told)))
    assert not found.holds and any("lead" in fault for fault in found.faults)


def test_a_struck_claim_leads_nothing(parts: Parts, reply: Answer) -> None:
    assert reply.lead is not None and reply.lead.claim is not None
    place = reply.lead.claim
    bad = replace(reply.verdicts[place], status=Status.CONTRADICTED)
    verdicts = (*reply.verdicts[:place], bad, *reply.verdicts[place + 1 :])
    assert strange_lead(replace(reply, verdicts=verdicts), [parts.index.sources], ())


def test_files_of_version_2_have_no_lead_and_are_read(parts: Parts, reply: Answer) -> None:
    told = json.loads(to_json(reply, parts.index.sources))
    told["version"] = 2
    del told["lead"]
    for claim in told["claims"]:
        for cited in claim["citations"]:
            for name in ("wording", "dated", "by"):
                del cited[name]
    again = from_json(json.dumps(told))
    assert again.lead is None
    assert [c.basis for claim in again.claims for c in claim.citations] == [
        c.basis for claim in reply.claims for c in claim.citations
    ]
    assert isinstance(reply.lead, Lead)
