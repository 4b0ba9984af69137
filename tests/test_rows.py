"""Vectors that a build keeps on disk come back as they were put."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.ingest.reuse import Reusing, made_in_order, rounded
from rag.ingest.rows import Rows
from rag.models.embedder import MiniLM, Vectors


def test_rows_come_back_in_any_order_and_unput_ones_are_zero(tmp_path: Path) -> None:
    vectors = rounded(np.random.default_rng(3).normal(size=(5, 7)).astype(np.float32))
    rows = Rows(6, 7, tmp_path)
    for row in (4, 0, 2, 1, 3):
        rows.put(row, vectors[row])
    assert np.array_equal(rows.between(1, 4), vectors[1:4])
    assert np.array_equal(rows.of([3, 0]), vectors[[3, 0]])
    assert np.array_equal(rows.all()[:5], vectors)
    assert not rows.all()[5].any()
    assert rows.between(6, 9).shape == (0, 7)


def test_rows_leave_no_file_behind(tmp_path: Path) -> None:
    rows = Rows(3, 4, tmp_path)
    rows.put(0, np.ones(4, np.float32))
    assert list(tmp_path.iterdir()) == []  # a build that is killed leaves nothing to sweep


def test_equal_texts_are_embedded_once_wherever_their_vectors_go() -> None:
    texts = ["The mill.", "A bridge stands.", "The mill.", "The mill."]
    reusing = Reusing(MiniLM())
    rows = Rows(len(texts), reusing.dim)
    heard: list[tuple[int, int]] = []
    reusing.passages_into(rows, texts, lambda done, total: heard.append((done, total)))
    assert (reusing.made, reusing.reused, heard[-1]) == (2, 2, (2, 2))
    assert np.array_equal(rows.all(), reusing.passages(texts))


class _Uneven:
    """Short texts take longest, so that of two batches made side by side the second is done first."""

    id, dim, multilingual, batch, at_once = "uneven", 1, False, 1, 2

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.05 / len(texts[0]))
        if "broken" in texts[0]:
            raise ModelError("the embedder broke")
        return np.array([[len(text)] for text in texts], np.float32)


def test_each_text_gets_its_own_vector_whichever_of_two_batches_is_done_first() -> None:
    texts = ["aaaaaaaaa", "b", "cc", "ddd", "eeeeee"]
    assert Reusing(_Uneven()).passages(texts)[:, 0].tolist() == [9, 1, 2, 3, 6]


def _noted(n: int, drawn: list[int]) -> str:
    drawn.append(n)
    return f"text {n}"


def test_few_batches_wait_however_many_there_are() -> None:
    drawn: list[int] = []
    batches = ([(_noted(n, drawn), [n])] for n in range(50))
    next(made_in_order(_Uneven().passages, batches, 2))
    assert len(drawn) <= 3


def test_an_embedder_that_breaks_beside_another_batch_ends_the_work() -> None:
    with pytest.raises(ModelError, match="the embedder broke"):
        Reusing(_Uneven()).passages(["a", "broken", "cccccccccc"])


def test_vectors_made_side_by_side_are_those_made_one_after_another() -> None:
    texts = [f"The {word} of {n} stood by the river for {n} years." for n, word in enumerate(["mill", "bridge"] * 20)]
    model, in_order = MiniLM(), sorted(texts, key=lambda text: (len(text), text))
    one_by_one = np.vstack([model.passages(in_order[i : i + model.batch]) for i in range(0, len(texts), model.batch)])
    assert np.array_equal(Reusing(model).passages(in_order), rounded(one_by_one))
