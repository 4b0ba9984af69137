"""Questions about where the sources differ as a whole, answered from the list of disputes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from rag.answer.of_disputes import of_disputes
from rag.answer.tally import MOST_DISPUTES, disputes_tallied, tally_of_disputes
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.corpus import Dispute
from rag.phrases import LANGUAGES
from rag.recheck import recheck
from rag.settings import load_settings
from rag.types import Answer, NoteKind
from rag.wire import from_json, to_json
from tests.conftest import TINY
from tests.differing import CONTRACT, COST, FINAL, LONG, with_disputes
from ui.terminal import show_answer

ASKED = "Where do the sources disagree?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (ASKED, True),
        ("where do the sources differ", True),
        ("What do the sources contradict each other on?", True),
        ("What do the sources disagree about?", True),
        ("And on which points do your sources not agree?", True),
        ("Where don't the sources agree?", True),
        ("Can you tell me where the sources disagree?", True),
        ("In what ways do sources differ?", True),
        ("Do the sources contradict one another?", True),
        ("Do the sources in this case all agree?", True),
        ("Are the sources consistent with each other?", True),
        ("Which sources disagree with each other?", True),
        ("What contradictions are there between the sources?", True),
        ("Please list the disagreements between the sources.", True),
        ("¿En qué no coinciden las fuentes?", True),
        ("¿En qué se contradicen las fuentes?", True),
        ("¿Las fuentes se contradicen entre sí?", True),
        ("¿Qué discrepancias hay entre las fuentes?", True),
        ("哪些方面来源说法不一致？", True),
        ("来源之间有哪些分歧？", True),
        ("各来源在哪些方面说法不一？", True),
        ("来源互相矛盾吗？", True),
        ("Do the sources disagree on the number of deaths?", False),  # one matter
        ("Where do the sources disagree about the bridge?", False),
        ("What do the sources contradict each other on in the matter of the ferry?", False),
        ("What do the sources agree on?", False),  # the opposite
        ("Where do the sources disagree with the article?", False),  # the ledger's
        ("What do the sources disagree about with the article?", False),
        ("Do the sources agree with the article?", False),
        ("Where do the council and the newspaper disagree?", False),
        ("Which sources disagree with the council?", False),
        ("What do the sources say?", False),
        ("¿En qué no coinciden las fuentes sobre el puente?", False),
        ("¿En qué coinciden las fuentes?", False),
        ("关于桥的长度，来源说法不一致吗？", False),
        ("来源在哪些方面说法一致？", False),
        ("", False),
    ],
)
def test_what_is_asked_of_the_sources_as_a_whole(question: str, expected: bool) -> None:
    assert of_disputes(question) is expected


@dataclass(frozen=True)
class Opened:
    parts: Parts
    reply: Answer


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The small case with two disputes, and its answer."""
    import shutil

    home = with_disputes(Path(shutil.copytree(TINY, tmp_path_factory.mktemp("differing") / "case")))
    parts = open_parts(load_settings(case=home))
    return Opened(parts, answer(ASKED, parts))


def notes(reply: Answer) -> list[str]:
    return [note.text for note in reply.notes if note.kind is NoteKind.DISPUTES]


def test_note_counts_the_disputes_and_names_the_page_and_the_command(opened: Opened) -> None:
    (note,) = notes(opened.reply)
    assert "by an editor's list: 2." in note
    assert "/disputes" in note and "'onrecord disputes'" in note


def test_either_side_is_quoted_verbatim_and_each_dispute_shown_with_the_editors_reason(opened: Opened) -> None:
    quotes = [claim.citations[0] for claim in opened.reply.claims]
    assert [quote.passage_id for quote in quotes[:2]] == [CONTRACT, FINAL]
    assert [opened.parts.index.sources[quote.source_id].kind for quote in quotes[2:]] == ["seed", "record"]
    assert all(q.span.of(opened.parts.index.source_text(q.source_id)) == q.quote for q in quotes)
    conflicts = opened.reply.conflicts
    assert [(c.basis, c.reason) for c in conflicts] == [("dispute", COST["reason"]), ("dispute", LONG["reason"])]
    assert {side.number for c in conflicts for side in (c.lower, c.higher)} == {1, 2, 3, 4}
    assert {verdict.status for verdict in opened.reply.verdicts} == {"supported"}


@pytest.mark.parametrize("question", ["¿En qué no coinciden las fuentes?", "哪些方面来源说法不一致？"])
def test_it_is_answered_in_the_language_of_the_question(opened: Opened, question: str) -> None:
    reply = answer(question, opened.parts)
    (note,) = notes(reply)
    assert note == tally_of_disputes(2, 2, reply.language) and reply.language != "en"


def test_no_more_than_five_are_shown_and_the_note_says_of_how_many(tiny: Path) -> None:
    with_disputes(tiny, *(COST | {"id": f"d{n}", "matter": f"Matter {n}", "reason": f"R{n}."} for n in range(7)))
    reply = answer(ASKED, open_parts(load_settings(case=tiny)))
    assert [c.reason for c in reply.conflicts] == [f"R{n}." for n in range(MOST_DISPUTES)]
    assert notes(reply) == [tally_of_disputes(7, 5, "en")]


def test_sources_that_were_not_shown_come_before_more_of_the_same(tiny: Path) -> None:
    same = [COST | {"id": f"d{n}", "reason": f"R{n}."} for n in range(6)]
    with_disputes(tiny, *same, LONG)
    reply = answer(ASKED, open_parts(load_settings(case=tiny)))
    assert [c.reason for c in reply.conflicts] == ["R0.", "R1.", "R2.", "R3.", LONG["reason"]]


def test_question_on_one_matter_goes_the_ordinary_way(opened: Opened) -> None:
    reply = answer("Do the sources disagree on how long the Mill Bridge is?", opened.parts)
    assert not notes(reply)


def test_only_disputes_between_the_sources_that_may_answer_are_shown(opened: Opened) -> None:
    within = opened.parts.within({"council-minutes-2020", "faro-2021"})
    assert [c.reason for c in answer(ASKED, within).conflicts] == [COST["reason"]]
    assert not notes(answer(ASKED, opened.parts.within({"faro-2021", "seed"})))


def test_case_without_disputes_is_answered_from_the_ledger_as_before(parts: Parts) -> None:
    reply = answer("What do the sources disagree about?", parts)
    assert not notes(reply)
    assert any(note.kind is NoteKind.LEDGER for note in reply.notes)


def test_saved_answer_holds_until_its_count_is_changed(opened: Opened) -> None:
    saved = to_json(opened.reply, opened.parts.index.sources)
    assert recheck(opened.parts.settings, from_json(saved)).holds
    forged = saved.replace("by an editor's list: 2.", "by an editor's list: 9.")
    assert forged != saved
    assert not recheck(opened.parts.settings, from_json(forged)).holds


def test_more_than_there_are_cannot_be_said_to_be_shown() -> None:
    two = [Dispute.model_validate(line) for line in (COST, LONG)]
    for language in LANGUAGES:
        assert disputes_tallied(tally_of_disputes(2, 2, language), language, two)
        assert not disputes_tallied(tally_of_disputes(2, 3, language), language, two)


def test_the_terminal_names_the_pairs_of_quotes_instead_of_showing_them_again(
    opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    show_answer(opened.reply, opened.parts.index.sources)
    shown = " ".join(capsys.readouterr().out.split())
    for conflict in opened.reply.conflicts:
        assert f"[{conflict.lower.number}] against [{conflict.higher.number}]" in shown
    assert "Sources differ" not in shown
