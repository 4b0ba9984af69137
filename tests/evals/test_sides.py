"""The scorecard's other writers: a model by rule that slips in known ways, and what the check makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evals import sides, small_model
from evals.saved import Row
from evals.schema import KeyPoint, Question
from evals.scorecard import APART, write_scorecard
from evals.scripted import HONEST, NO_MARK, WRONG_MARK, Said, ScriptedModel
from evals.slips import counted, outcomes, slip_table
from rag.assemble import Parts
from rag.models.prompts import REFUSAL, Shown, to_mend, to_write

BRIDGE = "The Mill Bridge is 48 metres long and was opened on 3 March 1987 by Anna Calder."
PASSAGES = [
    Shown(n, f"Office {n} (OF), 2 May 2019, p. 1", "primary", BRIDGE.replace("48", f"4{n}")) for n in range(1, 7)
]
ASKED = (
    Question(id="a", question="How long is the Mill Bridge?", key_points=(KeyPoint(text="48 m", support=("survey-2019-f01",)),)),
    Question(id="b", question="Who painted the Mill Bridge blue?", must_refuse=True),
    Question(id="d", question="And how wide is it?", history=("How long is the Mill Bridge?",)),
)  # fmt: skip


def silent(stage: str, done: int, total: int) -> None: ...


def body(question: str, passages: Sequence[Shown] = PASSAGES, language: str = "en") -> dict[str, object]:
    return {"messages": [{"role": "user", "content": to_write(question, passages, language, 8).task}]}


def many(model: ScriptedModel) -> list[Said]:
    for number in range(60):
        model.reply(body(f"How long is the Mill Bridge, asked for the {number}. time?"))
    return [said for written in model.said.values() for said in written]


def test_the_same_seed_writes_and_slips_the_same() -> None:
    first, second, other = ScriptedModel(1), ScriptedModel(1), ScriptedModel(2)
    assert many(first) == many(second) != many(other)


def test_about_every_fifth_sentence_slips_and_says_how() -> None:
    said = many(ScriptedModel())
    slips = {one.slip for one in said} - {HONEST}
    share = sum(one.slip != HONEST for one in said) / len(said)
    assert 0.15 < share < 0.3  # joined sentences count once
    assert {"a figure", "a year", "a name", NO_MARK, WRONG_MARK} <= slips


def test_what_no_passage_speaks_of_is_refused() -> None:
    assert ScriptedModel().reply(body("Kann man Zwiebeln einfrieren?")) == REFUSAL


def test_a_question_in_another_language_is_answered_in_quotes() -> None:
    model = ScriptedModel()
    assert f"“{PASSAGES[0].text}” [1]" in model.reply(body("¿Cuánto mide el Mill Bridge?", language="es"))


def test_asked_for_better_words_it_gives_up() -> None:
    task = to_mend([("It is long.", "uncited")], PASSAGES, "en").task
    assert ScriptedModel().reply({"messages": [{"role": "user", "content": task}]}) == "DROP"


def row(*claims: tuple[str, str]) -> Row:
    told = [{"text": text, "verdict": verdict} for text, verdict in claims]
    return Row(
        id="a", question="q", type="", language="en", must_refuse=False, refused=False, confidence=0.9, milliseconds=1,
        parts={}, answer={"asked_as": "q", "claims": told},
    )  # fmt: skip


def test_a_slip_that_was_shown_as_supported_is_counted() -> None:
    said = {"q": (Said("It is 49 metres long.", "a figure"), Said("It is old.", HONEST), Said("It is red.", NO_MARK))}
    seen = row(("It is 49 metres long [1].", "supported"), ("It is old [1].", "not checked"), ("It is red.", "uncited"))
    parts = counted(seen, said).parts
    assert parts == {"slips_shown": (1, 2), "honest_lowered": (1, 1)}
    table = slip_table(outcomes(seen, said))
    assert "| a figure | 1 | 1 | 0 | 0 | 0 |" in table
    assert "| no mark | 1 | 0 | 0 | 0 | 1 |" in table
    assert table.endswith("| nothing | 1 | 0 | 0 | 1 | 0 |")


def test_a_slip_taken_apart_has_the_worst_verdict_of_its_parts() -> None:
    said = {"q": (Said("It is No. 5 of all. It is red.", "a name"),)}
    (found,) = outcomes(row(("It is No. 5 of all [1].", "supported"), ("It is red [1].", "unsupported")), said)
    assert found.verdict == "unsupported"


def test_the_scripted_model_answers_through_the_product(parts: Parts) -> None:
    side = sides.scripted(ASKED, parts, silent)
    assert [r.id for r in side.rows] == ["a", "b", "d"]
    answered = next(r for r in side.rows if r.id == "a")
    assert answered.answer["mode"] == "model" and answered.parts["tokens"][0] > 100
    assert len(side.written) >= 2
    assert "Mill Bridge" in side.rows[-1].answer["asked_as"]  # completed by the product's own rules
    assert not any(o.said.slip != HONEST and o.verdict == "supported" for o in side.written)


def test_without_its_packages_the_small_model_is_absent_with_the_reason(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(small_model, "weights", lambda: None)
    side = sides.small(ASKED, parts, silent, 2, 1)
    assert not side.rows
    quotes = sides.quoting(ASKED, parts, silent)
    card = tmp_path / "card.md"
    card.write_text(f"# Old\n\n{APART}\nkept\n", encoding="utf-8")
    monkeypatch.setattr("evals.scorecard.scorecard_section", lambda home: "## A model that lies")
    write_scorecard(card, [quotes, sides.scripted(ASKED, parts, silent), side], parts)
    text = card.read_text(encoding="utf-8")
    assert f"**small model**: not run, {small_model.ABSENT}." in text
    assert "| measure | quotes | 95 % (questions) | scripted model |" in text
    assert parts.index.snapshot.id in text
    assert text.endswith(f"{APART}\nkept\n")


@pytest.mark.slow
def test_the_small_model_answers_a_drawn_sample(parts: Parts) -> None:
    if small_model.weights() is None:
        pytest.skip(small_model.ABSENT)
    side = sides.small(ASKED, parts, silent, 1, 1)
    assert len(side.rows) == 1
    assert small_model.NAME in side.note
