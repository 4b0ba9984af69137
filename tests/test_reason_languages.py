"""An editor's reason is shown in the language of the question, where it is given in that; and what a conflict is about is told in any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.corpus import DISPUTES
from rag.ingest.build import build
from rag.recheck import recheck
from rag.settings import load_settings
from rag.verify.conflicts.found import find_conflicts, in_language
from rag.wire import from_json, to_json
from tests.verify.test_conflicts import passage, shelf, whole

SPANISH = "Uno es el precio del contrato; el otro, lo que según un diario se pagó al final."
ASKED = "What was the contract for the repair of the bridge, and what was its final cost?"
COST = {
    "id": "d01",
    "matter": "What mending the Mill Bridge cost",
    "sides": [
        {"says": "$1.34 million", "fact_ids": ["council-minutes-2020-f06"]},
        {"says": "$1.41 million", "fact_ids": ["faro-2021-f03"]},
    ],
    "reason": "One is the price of the contract, the other what a paper says was paid in the end.",
    "reason_es": SPANISH,
}


@pytest.fixture
def told_in_spanish(tiny: Path) -> Parts:
    (tiny / "corpus" / DISPUTES).write_text(json.dumps(COST) + "\n", encoding="utf-8")
    settings = load_settings(case=tiny)
    build(settings)
    return open_parts(settings)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (ASKED, COST["reason"]),
        ("¿Cuál fue el contrato para la reparación del puente y cuál fue su coste final?", SPANISH),
    ],
)
def test_a_reason_is_in_the_language_of_the_question(told_in_spanish: Parts, question: str, reason: str) -> None:
    shown = [c.reason for c in answer(question, told_in_spanish).conflicts if c.basis == "dispute"]
    assert shown == [reason]


def test_a_reason_that_is_not_given_in_a_language_is_shown_as_the_editor_gave_it(told_in_spanish: Parts) -> None:
    found = answer(ASKED, told_in_spanish)
    (shown,) = in_language(found.conflicts, "zh", told_in_spanish.index.disputes)
    assert shown.reason == COST["reason"]


def test_an_answer_with_a_reason_in_spanish_holds(told_in_spanish: Parts) -> None:
    found = answer("¿Cuál fue el contrato para la reparación del puente y cuál fue su coste final?", told_in_spanish)
    assert recheck(told_in_spanish.settings, from_json(to_json(found, told_in_spanish.index.sources))).holds


DEATHS = passage("old", "Of the 212 people on board, 17 died when the Astrid sank.")
PAPER = passage("press", "The paper reported that 19 people died when the Astrid sank.")


@pytest.mark.parametrize(
    ("read", "shown"),
    [("how many died when the Astrid sank?", True), ("how many people were on board the Astrid?", False)],
)
def test_what_was_asked_is_told_by_the_reading_in_english(read: str, shown: bool) -> None:
    found = find_conflicts(whole(DEATHS, PAPER), shelf(DEATHS, PAPER), question="阿斯特丽德号有多少人？", read=read)
    assert bool(found) is shown
