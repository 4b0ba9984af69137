"""The pairs of questions that the reader learns from are whole, and are read beside the passages that make the difference."""

from __future__ import annotations

from random import Random

import pytest

from evals.lines import Half, read_lines
from evals.people import CASES, FOLDER, LEARNT, SHIPPED, Told
from evals.reader.twins import SUFFIX, Kind, Twins, couple_of, twins_of
from evals.run import names_of
from rag.assemble import Parts
from rag.models.reader import ANSWERS, DENIES, SILENT

ALL = sorted(p.name.removesuffix(SUFFIX) for p in FOLDER.glob(f"*{SUFFIX}"))


def test_no_twins_are_of_a_case_whose_questions_are_kept_for_checking() -> None:
    assert ALL
    assert set(ALL) <= {SHIPPED, *LEARNT, *CASES[Half.DEVELOPMENT]}


def whole(pairs: list[Twins], known: set[str]) -> None:
    assert len({p.id for p in pairs}) == len(pairs)
    for pair in pairs:
        assert {*pair.evidence, *pair.near, *pair.twin.evidence, *pair.twin.near} <= known, pair.id
        assert bool(pair.evidence) is (pair.kind is Kind.FALSE_PREMISE), pair.id
        assert pair.twin.evidence, pair.id
        assert pair.question != pair.twin.question, pair.id


@pytest.mark.parametrize("case", [c for c in ALL if c != SHIPPED])
def test_what_answers_a_twin_is_there_and_what_has_no_answer_has_none(case: str) -> None:
    sources = read_lines(FOLDER / f"{case}.sources.jsonl", Told)
    whole(
        twins_of(case),
        {f"{s.id}:para {n}" if s.of_seed else f"{s.id}-f{n:02}" for s in sources for n in range(1, len(s.facts) + 1)},
    )


def test_what_answers_a_twin_in_the_shipped_case_is_there(shipped: Parts) -> None:
    whole(twins_of(SHIPPED), set(names_of(shipped.index.passages)))


def test_what_answers_the_twin_is_the_nearest_miss_of_what_has_no_answer(parts: Parts) -> None:
    told = Twins.model_validate(
        {
            "id": "t", "kind": "unanswerable", "question": "How wide is the Mill Bridge?",
            "twin": {"question": "How long is the Mill Bridge?", "evidence": [length(parts)]},
        }
    )  # fmt: skip
    couple = couple_of(told, parts, Random(1))
    assert (couple.amiss.label, couple.sound.label) == (SILENT, ANSWERS)
    assert couple.amiss.speaking == ()
    assert couple.amiss.near == couple.sound.speaking
    assert "48 metres" in couple.sound.speaking[0]
    assert couple.sound.speaking[0] not in couple.sound.silent


def test_a_wrong_premise_is_denied_by_what_answers_the_sound_one(parts: Parts) -> None:
    side = {"evidence": [length(parts)]}
    told = Twins.model_validate(
        {
            "id": "t", "kind": "false-premise", "question": "Why is the Mill Bridge only 12 metres long?", **side,
            "twin": {"question": "Why is the Mill Bridge 48 metres long?", **side},
        }
    )  # fmt: skip
    couple = couple_of(told, parts, Random(1))
    assert (couple.amiss.label, couple.sound.label) == (DENIES, ANSWERS)
    assert couple.amiss.speaking == couple.sound.speaking


def length(parts: Parts) -> str:
    return next(p.id for p in parts.index.passages if "48 metres" in p.text)
