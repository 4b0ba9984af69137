"""Vectors that a build keeps on disk come back as they were put."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rag.ingest.reuse import Reusing, rounded
from rag.ingest.rows import Rows
from rag.models import MiniLM


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
