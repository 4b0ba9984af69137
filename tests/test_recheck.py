"""A saved answer is its own proof: checked again with no model, and caught when it was tampered with."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.errors import UsageError
from rag.recheck import recheck
from rag.types import Status
from rag.wire import from_json, to_json

QUESTION = "How long is the Mill Bridge?"


def test_untouched_answer_holds(parts: Parts) -> None:
    saved = to_json(answer(QUESTION, parts), parts.index.sources)
    report = recheck(parts.settings, from_json(saved))
    assert report.holds
    assert report.warnings == ()


def test_answer_round_trips_through_json(parts: Parts) -> None:
    reply = answer(QUESTION, parts)
    back = from_json(to_json(reply, parts.index.sources))
    assert replace(back, hits=()) == replace(reply, hits=())
    assert [h.passage for h in back.hits] == [h.passage for h in reply.hits]


def test_quote_with_another_number_is_found_out(parts: Parts) -> None:
    saved = to_json(answer(QUESTION, parts), parts.index.sources).replace("48 metres", "84 metres")
    report = recheck(parts.settings, from_json(saved))
    assert not report.holds
    assert Status.BAD_REFERENCE in {now.status for _, now in report.pairs}


def test_sentence_smuggled_into_the_text_is_found_out(parts: Parts) -> None:
    saved = json.loads(to_json(answer(QUESTION, parts), parts.index.sources))
    saved["text"] += "\n\nThe bridge is made of cheese."
    report = recheck(parts.settings, from_json(json.dumps(saved)))
    assert not report.holds
    assert "cheese" in report.faults[0]


def test_verdict_polished_up_by_hand_is_found_out(parts: Parts) -> None:
    saved = json.loads(to_json(answer(QUESTION, parts), parts.index.sources))
    claim = saved["claims"][0]
    claim["citations"] = []
    report = recheck(parts.settings, from_json(json.dumps(saved)))
    assert not report.holds


def test_mark_to_a_source_that_is_not_there_is_a_bad_reference(parts: Parts) -> None:
    saved = json.loads(to_json(answer(QUESTION, parts), parts.index.sources))
    saved["claims"][0]["citations"][0]["source_id"] = "invented-2020"
    report = recheck(parts.settings, from_json(json.dumps(saved)))
    assert report.pairs[0][1].status is Status.BAD_REFERENCE


def test_answer_of_another_snapshot_is_told(parts: Parts) -> None:
    report = recheck(parts.settings, replace(answer(QUESTION, parts), snapshot="other"))
    assert "other" in report.warnings[0]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "whole file"),
        ("{}", "status"),
        ("[1]", "whole file"),
        ('{"version": 2}', "version"),
        ("\x00", "whole file"),
    ],
)
def test_file_that_is_no_answer_names_the_field(text: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        from_json(text, "x.json")


def test_span_of_no_length_is_refused(parts: Parts) -> None:
    saved = json.loads(to_json(answer(QUESTION, parts), parts.index.sources))
    saved["claims"][0]["citations"][0]["end"] = saved["claims"][0]["citations"][0]["start"]
    with pytest.raises(UsageError, match=r"docs/answer\.md"):
        from_json(json.dumps(saved))
