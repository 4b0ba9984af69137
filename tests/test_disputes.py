"""Disputes on file: a question about one is shown both sides, in the sources' own words and with what an editor says of it."""

import json
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.case import DISPUTES, QUESTIONS, Case, Dispute, Side, read_case
from rag.case.lines import Line
from rag.errors import CorpusError
from rag.ingest.build import build
from rag.ingest.read import Superseding, disputed_at, moved
from rag.saved.recheck import recheck, sound
from rag.settings import load_settings
from rag.sources import Kind, Passage, Span
from rag.types import Answer, Conflict
from rag.wire import from_json, to_json
from ui.answer_text import show_answer
from ui.web.plain import as_text

CONTRACT, FINAL, ESTIMATE = "council-minutes-2020-f06", "faro-2021-f03", "survey-2019-f08"
REASON = "One is the price of the contract, the other what a paper says was paid in the end."
COST = {
    "id": "d01",
    "matter": "What mending the Mill Bridge cost",
    "sides": [{"says": "$1.34 million", "fact_ids": [CONTRACT]}, {"says": "$1.41 million", "fact_ids": [FINAL]}],
    "reason": REASON,
}
ASKED = "How much did mending the Mill Bridge cost?"
KNOWN = [
    {"question": "What did mending the Mill Bridge cost?", "answered_by": [CONTRACT, FINAL]},  # so that it is not refused
    {"question": "Were the masons paid what had been voted?", "answered_by": [CONTRACT, FINAL]},
    *({"question": question} for question in (
        "What do anglers below the weir say?", "Who plays the organ on Sundays?", "Which bus goes to the coast?",
        "How deep is the river in spring?", "When does the market open?", "What is the mayor paid a year?",
        "Why was the mill burnt down?", "Who owns the meadow by the lock?",
    )),
]  # fmt: skip


def _write(case: Path, name: str, *lines: dict[str, object]) -> None:
    (case / "corpus" / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _asked(case: Path, question: str) -> Answer:
    settings = load_settings(case=case)
    build(settings)
    return answer(question, open_parts(settings))


def _shown(found: Answer) -> list[Conflict]:
    return [conflict for conflict in found.conflicts if conflict.basis == "dispute"]


# --- reading the file ---


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sides": COST["sides"][:1]}, "field 'sides': needs at least 2"),
        ({"sides": []}, "field 'sides': needs at least 2"),
        ({"matter": " "}, "field 'matter': ' ' is not filled in"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": []}]}, "field 'sides.1.fact_ids': is empty"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": [CONTRACT]}]}, "stands on another side too"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": ["faro-2021-f99"]}]}, "there is no fact 'faro-2021-f99'"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": ["faro-2021"]}]}, "'faro-2021' is a source: name a place"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": ["faro-2021:para 3"]}]}, "is a record: name its facts"),
        ({"sides": [COST["sides"][0], {"says": "x", "fact_ids": ["echo:para 3"]}]}, "no source 'echo' in this case"),
        ({"sides": [COST["sides"][0], {"fact_ids": [FINAL]}]}, "field 'sides.1.says': is missing"),
        ({"winner": "the council"}, "field 'winner': is not known here"),
    ],
)  # fmt: skip
def test_wrong_line_is_named(tiny: Path, change: dict[str, object], told: str) -> None:
    _write(tiny, DISPUTES, COST | change)
    with pytest.raises(CorpusError, match=r"corpus/disputes\.jsonl line 1") as stopped:
        read_case(tiny)
    assert told in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_place_that_the_seed_does_not_have_stops_the_build(tiny: Path) -> None:
    (seed,) = (entry.source.id for entry in read_case(tiny).entries if entry.source.kind is Kind.SEED)
    side = {"says": "x", "fact_ids": [f"{seed}:para 77"]}
    _write(tiny, DISPUTES, COST | {"sides": [COST["sides"][0], side]})
    with pytest.raises(CorpusError, match=r"disputes\.jsonl line 1, field 'sides\.1\.fact_ids': .* names no passage"):
        build(load_settings(case=tiny))


# --- showing ---


def test_question_about_the_matter_is_shown_both_sides(tiny: Path) -> None:
    _write(tiny, QUESTIONS, *KNOWN)
    assert not _shown(_asked(tiny, ASKED))
    _write(tiny, DISPUTES, COST)
    (found,) = _shown(_asked(tiny, ASKED))
    assert {found.lower.passage_id, found.higher.passage_id} == {CONTRACT, FINAL}
    assert (found.lower.source_id, found.reason) == ("faro-2021", REASON)
    assert found.by_editor and not found.beside


def test_question_about_something_else_is_shown_none(tiny: Path) -> None:
    _write(tiny, QUESTIONS, *KNOWN)
    _write(tiny, DISPUTES, COST)
    assert not _shown(_asked(tiny, "On what day was the Mill Bridge closed to vehicles?"))


def test_two_sides_among_the_first_quotes_are_shown_without_known_questions(tiny: Path) -> None:
    _write(tiny, DISPUTES, COST)
    assert len(_shown(_asked(tiny, ASKED))) == 1


def test_faces_say_that_an_editor_judged_it(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tiny, QUESTIONS, *KNOWN)
    _write(tiny, DISPUTES, COST)
    found = _asked(tiny, ASKED)
    sources = open_parts(load_settings(case=tiny)).index.sources
    show_answer(found, sources)
    told = " ".join(capsys.readouterr().out.split())
    for face in (told, as_text(found, sources, ASKED)):
        assert "Sources differ" in face and face.count(REASON) == 1  # the lead says it, or the difference


# --- saved answers ---


def test_saved_answer_holds_and_a_forged_dispute_is_named(tiny: Path) -> None:
    _write(tiny, QUESTIONS, *KNOWN)
    _write(tiny, DISPUTES, COST)
    found = _asked(tiny, ASKED)
    settings = load_settings(case=tiny)
    told = json.loads(to_json(found, open_parts(settings).index.sources))
    assert recheck(settings, from_json(json.dumps(told))).holds
    place = next(n for n, one in enumerate(told["conflicts"]) if one["basis"] == "dispute")
    told["conflicts"][place]["reason"] = "The council lied."
    forged = recheck(settings, from_json(json.dumps(told)))
    assert not forged.holds
    assert any("no such dispute is on file: 'The council lied.'" in fault for fault in forged.faults)
    assert not _shown(sound(settings, from_json(json.dumps(told))))


def test_sides_that_are_not_the_disputes_own_are_named(tiny: Path) -> None:
    _write(tiny, QUESTIONS, *KNOWN)
    _write(tiny, DISPUTES, COST)
    found = _asked(tiny, ASKED)
    settings = load_settings(case=tiny)
    told = json.loads(to_json(found, open_parts(settings).index.sources))
    dispute = next(one for one in told["conflicts"] if one["basis"] == "dispute")
    dispute["lower"] = dispute["higher"]
    assert not recheck(settings, from_json(json.dumps(told))).holds


# --- originals ---


def test_fact_that_stands_in_an_original_is_a_side_by_its_passage() -> None:
    sides = (Side(says="x", fact_ids=("a-f01",)), Side(says="y", fact_ids=("b-f01",)))
    dispute = Dispute(id="d01", matter="M", sides=sides, reason="R.")
    original = Superseding(Path("a.txt"), "0" * 64, "https://a.example", "2026-01-01", stands={"a-f01": 7})
    passages = [
        Passage("a:0-5", "a", "Words", Span(0, 5), "para 1"),
        Passage("a:6-9", "a", "more", Span(6, 10), "para 2"),
    ]
    there = moved({"a": original}, passages)
    (found,) = disputed_at(Case((), disputes=(Line("line 1", dispute),)), {}, there)
    assert [side.fact_ids for side in found.sides] == [("a:6-9",), ("b-f01",)]
