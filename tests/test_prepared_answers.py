"""Prepared answers: an editor's sentences answer the question that they were written for, and none that does not hold is shown."""

import json
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case import read_case
from rag.case.editors import ANSWERS
from rag.case.remove import remove_documents
from rag.common.files import file_sha256
from rag.errors import CorpusError, UsageError
from rag.renew import renew
from rag.saved.held import text_of
from rag.settings import load_settings
from rag.types import Status
from ui.api.plain import pieces
from ui.web.card import card
from ui.web.plain import as_text

HOLDS = "The bridge was closed to vehicles on 2 March 2020."
FALSE = "The bridge was closed to vehicles on 7 May 2021."
CLOSED = {
    "id": "closed", "language": "en", "question": "When was the Mill Bridge closed?", "also": ["Since when can no cars cross the bridge?"],
    "answer": [{"text": HOLDS, "fact_ids": ["council-minutes-2020-f02"]}],
}  # fmt: skip
REPAIR = {
    "id": "repair", "language": "en", "question": "Who repairs the Mill Bridge, and for how much?",
    "answer": [{"text": "The council gave the repair contract to Harrow Masonry for $1.34 million.", "fact_ids": ["council-minutes-2020-f06"]}],
}  # fmt: skip

PROMISED = {"text": "The mayor promised a free bus from 1 April 2020.", "fact_ids": ["mayor-2020-f02"]}


def _prepare(case: Path, *answers: dict[str, object]) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in answers)
    (case / "corpus" / ANSWERS).write_text(lines, encoding="utf-8")


def _rehash(case: Path, record: Path) -> None:
    manifest = case / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    told = [one | {"sha256": file_sha256(record)} if one["id"] == record.stem else one for one in lines]
    manifest.write_text("".join(json.dumps(one) + "\n" for one in told), "utf-8")


def _open(case: Path) -> Parts:
    return open_parts(load_settings(case=case))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"answer": []}, "field 'answer'"),
        ({"answer": [{"text": HOLDS, "fact_ids": []}]}, "field 'answer.0.fact_ids': is empty"),
        ({"answer": [{"text": HOLDS, "fact_ids": ["survey-2019-f99"]}]}, "survey-2019-f99"),
        ({"question": " "}, "field 'question'"),
    ],
)
def test_wrong_line_is_named(tiny: Path, change: dict[str, object], complaint: str) -> None:
    _prepare(tiny, CLOSED | change)
    with pytest.raises(CorpusError, match=f"answers.jsonl line 1.*{complaint}"):
        read_case(tiny)


def test_id_given_twice_is_named(tiny: Path) -> None:
    _prepare(tiny, CLOSED, CLOSED)
    with pytest.raises(CorpusError, match="line 2, field 'id': 'closed' is already used"):
        read_case(tiny)


def test_question_gets_its_answer_with_verdicts_and_marks(tiny: Path) -> None:
    _prepare(tiny, CLOSED, REPAIR)
    reply = answer("When was the Mill Bridge closed?", parts := _open(tiny))
    assert reply.mode == "prepared"
    assert [v.status for v in reply.verdicts] == [Status.SUPPORTED]
    assert reply.lead is not None
    assert reply.lead.text == HOLDS
    cited = reply.claims[0].citations[0]
    assert cited.quote in text_of(parts.index.texts, cited.source_id)


def test_every_face_shows_the_sentence_once_and_says_who_wrote_it(tiny: Path) -> None:
    _prepare(tiny, CLOSED, REPAIR)
    sources = (parts := _open(tiny)).index.sources
    reply = answer("Who repairs the Mill Bridge, and for how much?", parts)
    shown = str(card(reply, sources, "")).split('class="or-how"')
    told = "The council gave the repair contract to Harrow Masonry"
    assert shown[0].count(told) == 1
    assert "editors of this case" in shown[1]
    assert "".join(pieces(reply, sources)).count(told) == 1
    assert as_text(reply, sources, reply.question).count(told) == 1


@pytest.mark.parametrize(
    "question",
    [
        "How long is the Mill Bridge?",
        "When was the Mill Bridge opened again?",
        "Who closed the Harwich tunnel in 1931?",
    ],
)
def test_another_question_gets_no_prepared_answer(tiny: Path, question: str) -> None:
    _prepare(tiny, CLOSED, REPAIR)
    assert answer(question, _open(tiny)).mode == "quote"


def test_sentence_that_does_not_hold_is_named_and_left_out(tiny: Path) -> None:
    false = {"text": FALSE, "fact_ids": ["council-minutes-2020-f02"]}
    _prepare(tiny, CLOSED | {"answer": [*CLOSED["answer"], false]}, REPAIR | {"answer": [false]})
    made = renew(load_settings(case=tiny))
    told = made.snapshot.left_out
    assert [line.split(":")[0] for line in told] == ["closed", "repair"]
    assert all("7 May 2021" in line for line in told)
    held = _open(tiny).prepared.answers
    assert [(one.id, [s.text for s in one.answer]) for one in held] == [("closed", [HOLDS])]


def test_changed_source_has_its_answers_held_against_it_again(tiny: Path) -> None:
    _prepare(tiny, CLOSED, REPAIR)
    assert renew(load_settings(case=tiny)).snapshot.left_out == ()
    record = tiny / "corpus" / "records" / "council-minutes-2020.md"
    record.write_text(record.read_text("utf-8").replace("on 2 March 2020", "on 7 May 2021"), "utf-8")
    _rehash(tiny, record)
    assert [line.split(":")[0] for line in renew(load_settings(case=tiny)).snapshot.left_out] == ["closed"]


def test_case_without_prepared_answers_answers_with_quotes(parts: Parts) -> None:
    assert parts.prepared.answers == ()
    assert answer("When was the Mill Bridge closed?", parts).mode == "quote"


def test_answer_rests_on_the_chosen_sources_alone(tiny: Path) -> None:
    _prepare(tiny, CLOSED, REPAIR)
    parts = _open(tiny)
    assert answer("When was the Mill Bridge closed?", parts.within(["council-minutes-2020"])).mode == "prepared"
    assert answer("When was the Mill Bridge closed?", parts.within(["survey-2019", "mayor-2020"])).mode == "quote"


def test_source_that_a_prepared_answer_rests_on_cannot_go(tiny: Path) -> None:
    _prepare(tiny, {"id": "bus", "language": "en", "question": "When does the bus start?", "answer": [PROMISED]})
    with pytest.raises(UsageError, match=r"answers.jsonl line 1 \(answer\): take the sentences out"):
        remove_documents(tiny, ["mayor-2020"])
