"""A saved answer is its own proof: checked again with no model, and caught when it was tampered with."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.errors import UsageError
from rag.ingest.add import add_sources
from rag.ingest.build import build
from rag.phrases import PHRASES
from rag.saved.notes import SAID, WHY
from rag.saved.recheck import Change, recheck
from rag.settings import Settings, load_settings
from rag.sources import Span
from rag.types import Answer, Note, NoteKind, Status
from rag.wire import from_json, to_json
from ui.commands.verify import run_verify

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


LIE = "Fentanyl deaths fell by 90 percent in 2030."
WRONG = "Why is the Mill Bridge 90 metres long?"
OPENS = "The question takes this for granted: “{premise}”. The sources do not bear out “{point}”; they say:"


def noted(kind: NoteKind, text: str, question: str = WRONG) -> Answer:
    """An answer that is one note and nothing else."""
    return Answer(question, "answered", text, notes=(Note(kind, text, Span(0, len(text))),), asked_as=question)


@pytest.mark.parametrize("kind", list(NoteKind))
def test_sentence_told_as_a_note_is_found_out(parts: Parts, kind: NoteKind) -> None:
    report = recheck(parts.settings, noted(kind, LIE))
    assert not report.holds
    assert "none of our own words" in report.faults[0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NoteKind.MODE, f"The model did not answer: {LIE}. This answer is made of quotes."),
        (NoteKind.MODE, "Nothing that the model wrote held against the sources (sentences struck: 3). " + LIE),
        (NoteKind.MODE, "The model's answer was cut at its limit of 90 percent tokens (see ONRECORD_ANSWER_TOKENS)."),
        (NoteKind.REFUSED, f"The sources do not say. {LIE}"),
        (NoteKind.REFUSED, f"The sources do not say. None of their passages speaks of: “{LIE}”."),
        (NoteKind.UNSURE, "The sources do not say."),  # a phrase, of another kind
        (NoteKind.UNSURE, f"No passage of the sources speaks of: “{LIE}”. What comes closest:"),
        (NoteKind.PREMISE, OPENS.format(premise="the Mill Bridge 90 metres long", point="80 metres")),
        (NoteKind.PREMISE, OPENS.format(premise="the Mill Bridge fell in 2030", point="90 metres")),
        (NoteKind.PREMISE, OPENS.format(premise="the Mill Bridge 90 metres long", point="Zoe Marsh: Mill Bridge 90 metres long")),
    ],
)  # fmt: skip
def test_phrase_filled_with_what_was_not_asked_is_found_out(parts: Parts, kind: NoteKind, text: str) -> None:
    assert not recheck(parts.settings, noted(kind, text)).holds


@pytest.mark.parametrize(
    ("kind", "text", "question"),
    [
        (NoteKind.PREMISE, OPENS.format(premise="the Mill Bridge 90 metres long", point="90 metres"), WRONG),
        (NoteKind.PREMISE, OPENS.format(premise="Mill Bridge 90 metres long", point="The Mill Bridge is 90 metres long"), WRONG),
        (NoteKind.PREMISE, "问题预设了“磨坊桥长90米”。来源并没有说“90米”；来源说的是：", "为什么磨坊桥长90米？"),
        (NoteKind.REFUSED, "The sources do not say. None of their passages speaks of: “cheese”, “Moon”.", "Is the Moon cheese?"),
        (NoteKind.MODE, "The model broke off: the endpoint failed (503). The rest of this answer is made of quotes.", WRONG),
        (NoteKind.MODE, "The model's answer was cut at its limit of 700 tokens (see ONRECORD_ANSWER_TOKENS).", WRONG),
        (NoteKind.FURTHER, "También consta, menos ligado a la pregunta:", WRONG),
    ],
)  # fmt: skip
def test_what_the_product_says_of_itself_holds(parts: Parts, kind: NoteKind, text: str, question: str) -> None:
    assert recheck(parts.settings, noted(kind, text, question)).faults == ()


def test_every_phrase_of_an_answer_has_a_kind_of_note() -> None:
    # Parts of a claim, a conflict or an entry in the list.
    led = {key for key in PHRASES if key.startswith(("lead_", "wording_", "scored_", "tier_"))}
    listed = {"listed_more", "by", "no_author", "no_publisher", "no_date", "no_address", "noted", "no_note"}
    words = {*led, *listed, "our_record", "article", "the_article", "asked_both", "two_parties", "contradict"}
    assert {*WHY, *words}.union(*SAID.values()) == set(PHRASES)


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
        ('{"version": 4}', "version"),
        ("\x00", "whole file"),
    ],
)
def test_file_that_is_no_answer_names_the_field(text: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        from_json(text, "x.json")


@pytest.fixture
def saved(tiny: Path) -> tuple[Settings, str]:
    """The small case, built, and an answer of it."""
    settings = load_settings(case=tiny, embedder="minilm")
    opened = open_parts(settings)
    return settings, to_json(answer(QUESTION, opened), opened.index.sources)


def _change_survey(home: Path, change: Callable[[str], str]) -> None:
    record = home / "corpus" / "records" / "survey-2019.md"
    record.write_text(change(record.read_text(encoding="utf-8")), encoding="utf-8")
    _rewrite_manifest(home, lambda line: line | {"sha256": hashlib.sha256(record.read_bytes()).hexdigest()})


def _rewrite_manifest(home: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    manifest = home / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    kept = [change(line) if line["id"] == "survey-2019" else line for line in lines]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in kept if line), encoding="utf-8")


def test_changed_source_is_named_with_what_became_of_its_quotes(saved: tuple[Settings, str], tiny: Path) -> None:
    settings, text = saved
    _change_survey(tiny, lambda record: record.replace("48 metres", "49 metres"))
    build(settings)
    report = recheck(settings, from_json(text))
    survey = {s.id: s for s in report.sources}["survey-2019"]
    assert survey.change is Change.CHANGED
    assert survey.in_place < survey.quotes
    assert not report.holds
    assert any("survey-2019" in line and "has changed since" in line and "gone" in line for line in report.warnings)
    assert report.to_dict()["sources"][0]["id"] in report.to_dict()["claims"][0]["sources"]


def test_removed_source_is_named_by_its_title(saved: tuple[Settings, str], tiny: Path) -> None:
    settings, text = saved
    ledger = tiny / "corpus" / "claims.jsonl"
    ledger.write_text(re.sub(r'"survey-2019[^"]*",? ?', "", ledger.read_text(encoding="utf-8")).replace(", ]", "]"))
    _rewrite_manifest(tiny, lambda line: None)
    build(settings)
    report = recheck(settings, from_json(text))
    survey = {s.id: s for s in report.sources}["survey-2019"]
    assert (survey.change, survey.in_place) == (Change.REMOVED, 0)
    assert survey.title
    assert any(f"“{survey.title}” (survey-2019) was removed since" in line for line in report.warnings)
    assert not report.holds


def test_change_elsewhere_in_the_case_is_told_apart(saved: tuple[Settings, str], tiny: Path) -> None:
    settings, text = saved
    (tiny / "corpus" / "new.txt").write_text(
        "A paper on something else altogether, on the lighthouse.", encoding="utf-8"
    )
    add_sources(settings, [tiny / "corpus" / "new.txt"])
    build(settings)
    report = recheck(settings, from_json(text))
    assert report.holds
    assert {s.change for s in report.sources} == {Change.NONE}
    assert "none of the sources it cites has changed" in report.warnings[1]


def test_snapshot_that_is_not_remembered_leaves_it_open(saved: tuple[Settings, str]) -> None:
    settings, text = saved
    report = recheck(settings, replace(from_json(text), snapshot="0123456789ab"))
    assert {s.change for s in report.sources} == {Change.UNKNOWN}
    assert "may have changed since" in report.warnings[1]


def test_verify_names_the_changed_source_beside_the_claim(
    saved: tuple[Settings, str], tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, text = saved
    (tmp_path / "answer.json").write_text(text, encoding="utf-8")
    _change_survey(tiny, lambda record: record.replace("48 metres", "49 metres"))
    build(settings)
    assert run_verify(settings, tmp_path / "answer.json", as_json=False) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "its source survey-2019: changed" in shown
