"""What the words of near known questions tell of a premise, where their vectors tell nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieve.known import KnownQuestions
from rag.retrieve.worded import MOST, worded
from rag.tables import KnownTable
from rag.types import Likeness

WRONG = [
    "Why did the bridge open after the war?",
    "Who paid when it opened after the war?",
    "It opened after the war; who cut the ribbon?",
]
SOUND = [
    "Why did the bridge open before the war?",
    "Who paid when it opened before the war?",
    "It opened before the war; who cut the ribbon?",
]


def told(question: str, wrong: Sequence[str] = WRONG, sound: Sequence[str] = SOUND) -> float:
    near = [*wrong, *sound]
    return worded(question, near, np.ones(len(near)), np.array([True] * len(wrong) + [False] * len(sound)))


def test_the_word_that_twins_differ_in_decides() -> None:
    assert told("Was it after the war that a mayor opened the bridge?") > 1
    assert told("Was it before the war that a mayor opened the bridge?") < -1


def test_words_that_both_kinds_have_tell_nothing() -> None:
    assert told("the bridge") == pytest.approx(0, abs=0.01)


def test_a_word_that_no_near_question_has_tells_nothing() -> None:
    assert told("after zeppelins") == pytest.approx(told("after"))


def test_words_that_are_apart_are_no_pair() -> None:
    once, other = ["open not closed"], ["closed not open"]
    assert told("not closed", once, other) > 0.5 > abs(told("closed. Then not", once, other))


@pytest.mark.parametrize(
    ("question", "wrong", "sound"),
    [
        ("¿Por qué se cerró el puente?", "¿Cuándo se CERRO el puente?", "¿Cuándo se abrió el puente?"),
        ("大桥为什么关闭？", "大桥何时关闭？", "大桥何时开放？"),
    ],
)
def test_words_of_other_languages_tell_as_much(question: str, wrong: str, sound: str) -> None:
    assert told(question, [wrong], [sound]) > 0.5


def test_a_nearer_question_tells_more() -> None:
    kind = np.array([True, False])
    near = worded("it rose", ["it rose", "it rose"], np.array([1.0, 0.1]), kind)
    assert near > worded("it rose", ["it rose", "it rose"], np.array([0.1, 1.0]), kind)


def test_how_near_all_of_them_are_tells_nothing() -> None:
    kind, weights = np.array([True, False, False]), np.array([0.9, 0.6, 0.3])
    near = ["it rose", "it rose", "it fell"]
    assert worded("it rose", near, weights, kind) == pytest.approx(worded("it rose", near, weights / 5, kind))


def test_one_word_tells_no_more_than_it_may() -> None:
    assert told("after", ["after"] * 200, ["before"] * 200) == MOST


@pytest.mark.parametrize(("wrong", "sound"), [((), SOUND), (WRONG, ()), ((), ())])
def test_where_all_are_of_one_kind_nothing_is_told(wrong: Sequence[str], sound: Sequence[str]) -> None:
    assert told("Why after the war?", wrong, sound) == 0


@given(st.text(max_size=60), st.lists(st.tuples(st.text(max_size=60), st.floats(0.01, 1), st.booleans()), max_size=8))
def test_no_text_tells_more_than_its_pieces_may(question: str, near: list[tuple[str, float, bool]]) -> None:
    texts, weights, kind = ([row[n] for row in near] for n in range(3))
    found = worded(question, texts, np.array(weights, float), np.array(kind, bool))
    assert np.isfinite(found)
    assert abs(found) <= MOST * 2 * max(1, len(question))


def test_known_questions_that_differ_in_a_word_alone_are_told_apart_by_it() -> None:
    count = 30
    rng = np.random.default_rng(0)
    vectors = np.repeat(rng.normal(0, 1, (count, 12)), 2, axis=0)  # the vectors see no difference
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    texts = [f"Why did number {n} {word}?" for n in range(count) for word in ("rise", "fall")]
    links = np.array([(n, 0) for n in range(2 * count)], np.int32)
    known = KnownQuestions(KnownTable(tuple(texts), vectors, links, np.array([False, True] * count)))
    fell, rose = (known.wrong(vectors[3], f"How come it did {word}?") for word in ("fall", "rise"))
    assert abs(fell.whole - rose.whole) < 1e-9
    assert fell.worded > 1 > -1 > rose.worded
    # Where too few are wrong to tell anything, their words tell nothing either.
    few = KnownQuestions(KnownTable(tuple(texts), vectors, links, np.arange(2 * count) < 2))
    assert few.wrong(vectors[3], texts[0]) == Likeness()
