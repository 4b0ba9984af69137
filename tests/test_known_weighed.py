"""What the neighbours of a question tell, weighed among one another: small differences decide, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieve import known
from rag.retrieve.known import ALIKE, KnownQuestions
from rag.retrieve.views import Floats
from rag.tables import KnownTable

Row = int | None  # of the passage that answers, or None for silence


def _known(
    vectors: Floats, rows: Sequence[Row], wrong: Sequence[bool] = (), texts: Sequence[str] = ()
) -> KnownQuestions:
    links = [(n, row) for n, row in enumerate(rows) if row is not None]
    return KnownQuestions(
        KnownTable(
            tuple(texts or map(str, range(len(rows)))), vectors.astype(np.float32), np.array(links, np.int32).reshape(-1, 2),
            np.array(wrong or [False] * len(rows), np.bool_),
        )
    )  # fmt: skip


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def _twins(count: int, seed: int = 0) -> tuple[Floats, Floats, list[bool]]:
    """Questions, what each is when what it gets wrong is put right or the other way about, and which of the first are wrong: it shows along
    one direction, a sixth of their length, of which the matter tells nothing."""
    draw = np.random.default_rng(seed)
    matter, slip = draw.normal(0, 1, (count, 24)), np.zeros(24)
    matter[:, 3], slip[3] = 0, 0.8
    wrong = draw.random(count) < 0.5
    signs = np.where(wrong, 1.0, -1.0)[:, None]
    return _unit(matter + signs * slip), _unit(matter - signs * slip), wrong.tolist()


def test_question_is_told_from_its_twin_though_that_is_the_nearest() -> None:
    vectors, twins, wrong = _twins(300)
    found = _known(vectors, [0] * 300, wrong)
    told = [found.wrong(twin, "").whole > 0 for twin in twins]
    assert np.mean([one is not was for one, was in zip(told, wrong, strict=True)]) > 0.9


def test_question_is_answered_by_one_in_another_language_before_any_of_its_own() -> None:
    told = {"en": "What is it that was told?", "es": "¿Qué es lo que se dijo de ella?"}
    count, tongue = 2 * known.MANY, 4 * np.eye(64)[8]  # the language shows more than the matter
    matter = np.random.default_rng(4).normal(0, 1, (2 * count, 64)) / 8
    matter[:, 8] = 0
    languages = ["en"] * count + ["es"] * count
    vectors = _unit(matter + np.array([one == "es" for one in languages])[:, None] * tongue)
    asked = _unit(matter[:count] + tongue)  # what is known in English, in Spanish
    found = _known(vectors, range(2 * count), texts=[told[one] for one in languages])
    assert [int(found.weigh(one, 2 * count).argmax()) for one in asked] == list(range(count))
    unseen = _known(
        vectors, range(2 * count), texts=[told["en"]] * (2 * count)
    )  # where nothing tells the languages apart
    assert [int(unseen.weigh(one, 2 * count).argmax()) for one in asked] != list(range(count))


def test_question_asked_many_times_does_not_outvote_another() -> None:
    draw = np.random.default_rng(1)
    far = _unit(draw.normal(0, 1, (400, 16)))
    one, other = np.eye(16)[0], np.eye(16)[1]
    vectors = np.concatenate([far, np.tile(one, (10, 1)), other[None]])
    found = _known(vectors, [2] * 400 + [0] * 10 + [1])
    told = found.weigh(_unit(one + other), 3)
    assert abs(told[0] - told[1]) < 0.25


def test_silence_near_by_takes_from_what_answers() -> None:
    draw = np.random.default_rng(2)
    far = _unit(draw.normal(0, 1, (20, 16)))
    asked = np.eye(16)[0]
    near = _unit(asked + 0.2 * np.eye(16)[1])
    alone = _known(np.concatenate([far, near[None]]), [1] * 20 + [0])
    beside = _known(np.concatenate([far, near[None], asked[None]]), [1] * 20 + [0, None])
    assert beside.weigh(asked, 2)[0] < alone.weigh(asked, 2)[0]


def test_only_the_nearest_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, _, wrong = _twins(200)
    found = _known(vectors, list(range(200)), wrong)
    monkeypatch.setattr(known, "NEIGHBOURS", 10)
    monkeypatch.setattr(known, "ALIKE", 0.0)
    assert 0 < np.count_nonzero(found.weigh(vectors[0], 200)) <= 10


@given(st.integers(0, 200), st.integers(1, 40))
def test_what_is_told_keeps_its_bounds(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    rows: list[Row] = [int(row) if row < 5 else None for row in draw.integers(0, 7, count)]
    wrong = [row is not None and bool(draw.random() < 0.5) for row in rows]
    found = _known(_unit(draw.normal(0, 1, (count, 8))), rows, wrong)
    asked = _unit(draw.normal(0, 1, 8))
    told = found.weigh(asked, 5)
    assert np.all((told >= 0) & (told <= 1 + ALIKE))
    assert abs(found.answered(asked)) < 4
    assert abs(found.wrong(asked, "").whole) < 4


@given(st.integers(1, 60), st.integers(0, 2**16))
def test_weights_solve_what_they_are_to_solve(size: int, seed: int) -> None:
    vectors = _unit(np.random.default_rng(seed).normal(0.3, 1, (size, 16))).astype(np.float32)
    kernel = np.exp(known.WIDE * (vectors @ vectors.T - 1)) + known.NOISE * np.eye(size, dtype=np.float32)
    target = kernel[:, 0].copy()
    assert known._solved(kernel, target) == pytest.approx(np.linalg.solve(kernel, target), abs=1e-4)
