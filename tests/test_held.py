"""What a saved answer shows beside its claims is held against the index, too: forged, it is named; changed, it is told so."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.ingest.build import build
from rag.saved.recheck import Recheck, recheck, sound
from rag.settings import load_settings
from rag.wire import from_json, to_json

QUESTION = "How many metres long is the Mill Bridge in Ashcombe?"
MARK = {"status": "confirmed", "locator": "p. 1", "sentence": "The bridge is of gold.", "reason": ""}


def saved(parts: Parts) -> dict[str, Any]:
    """An answer with a conflict, as it is kept in a file."""
    told: dict[str, Any] = json.loads(to_json(answer(QUESTION, parts), parts.index.sources))
    assert told["conflicts"] and told["passages"]
    return told


def held(parts: Parts, told: dict[str, Any]) -> Recheck:
    return recheck(parts.settings, from_json(json.dumps(told)))


def test_answer_with_a_conflict_holds_as_it_was_given(parts: Parts) -> None:
    report = held(parts, saved(parts))
    assert report.holds and report.faults == () and report.warnings == ()


def _side(told: dict[str, Any]) -> None:
    told["conflicts"][0]["higher"]["quote"] = "The bridge is of gold."


def _reason(told: dict[str, Any]) -> None:
    told["conflicts"][0] |= {"reason": "48 metres against gold", "basis": "figures"}


def _judgement(told: dict[str, Any]) -> None:
    told["conflicts"][0] |= {"reason": "The article lies.", "basis": "ledger"}


def _finding(told: dict[str, Any]) -> None:
    assert told["conflicts"][0]["finding"] == "contradicted"
    told["conflicts"][0]["finding"] = "supported"


def _basis(told: dict[str, Any]) -> None:
    told["conflicts"][0]["basis"] = "gospel"


def _source(told: dict[str, Any]) -> None:
    told["conflicts"][0]["lower"]["source_id"] = "invented"


def _audit(told: dict[str, Any]) -> None:
    told["claims"][0]["citations"][0]["audit"] = MARK


def _audit_of_a_side(told: dict[str, Any]) -> None:
    told["conflicts"][0]["higher"]["audit"] = MARK


def _passage(told: dict[str, Any]) -> None:
    told["passages"][-1]["text"] = "The bridge is of gold."


def _card(field: str, value: str) -> Callable[[dict[str, Any]], None]:
    def change(told: dict[str, Any]) -> None:
        told["claims"][0]["citations"][0][field] = value

    return change


def _card_of_a_side(told: dict[str, Any]) -> None:
    told["conflicts"][0]["higher"]["publisher"] = "NASA"


FORGED = [
    (_side, "a side of a conflict does not stand"),
    (_reason, "words of neither side"),
    (_judgement, "no such judgement"),
    (_finding, "no such judgement"),
    (_basis, "no conflict rests on"),
    (_source, "a side of a conflict does not stand"),
    (_audit, "audit mark"),
    (_audit_of_a_side, "audit mark"),
    (_passage, "the passage"),
    (_card("publisher", "NASA"), "the publisher of"),
    (_card("title", "The Golden Bridge"), "the title of"),
    (_card("url", "https://example.org/forged"), "the url of"),
    (_card("published", "2030"), "the published of"),
    (_card("tier", "seed"), "the tier of"),
    (_card_of_a_side, "the publisher of"),
]


@pytest.mark.parametrize(("forge", "named"), FORGED)
def test_forged_answer_is_named(parts: Parts, forge: Callable[[dict[str, Any]], None], named: str) -> None:
    told = saved(parts)
    forge(told)
    report = held(parts, told)
    assert not report.holds
    assert any(named in fault for fault in report.faults)


def test_name_of_an_index_that_nobody_remembers_hides_no_forgery(parts: Parts) -> None:
    told = saved(parts) | {"snapshot": "0123456789ab"}
    _side(told)
    report = held(parts, told)
    assert not report.holds
    assert any("not remembered here" in fault for fault in report.faults)


def test_what_changed_in_the_index_is_told_as_changed_and_not_as_forged(tiny: Path) -> None:
    settings = load_settings(case=tiny, embedder="minilm")
    text = json.dumps(saved(open_parts(settings)))
    record = next((tiny / "corpus").glob("manifest.jsonl"))
    record.write_text(record.read_text(encoding="utf-8").replace("Mill Bridge", "Millbridge"), encoding="utf-8")
    build(settings)
    assert recheck(settings, from_json(text)).faults == ()


def test_browser_is_given_back_nothing_that_the_index_does_not_have(parts: Parts) -> None:
    told = saved(parts)
    _side(told)
    _audit(told)
    _passage(told)
    back = sound(parts.settings, from_json(json.dumps(told)))
    assert back.conflicts == from_json(json.dumps(told)).conflicts[1:]
    assert all(citation.audit is None for claim in back.claims for citation in claim.citations)
    assert len(back.hits) == len(told["passages"]) - 1


def test_sound_answer_comes_back_whole(parts: Parts) -> None:
    reply = answer(QUESTION, parts)
    assert sound(parts.settings, reply) == reply
