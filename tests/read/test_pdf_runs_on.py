"""Where no wide blank can part a line, pdfium is not asked for its rectangles: the answer must be the same."""

from __future__ import annotations

import numpy as np
import pytest

from rag.ingest.formats.pdf_hidden import _runs_on

A, B, BELOW = (10, 100, 50, 110), (52, 100, 90, 110), (10, 86, 50, 96)  # left, bottom, right, top


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([A, B, BELOW], True),
        ([A, (62, 100, 90, 110)], False),  # 12 points between, letters 10 high
        ([B, A, BELOW], False),  # drawn backwards: pdfium reads A first
        ([A, BELOW, B], False),  # back to the row above
        ([A, (49, 105, 53, 110), (53, 100, 90, 110)], True),  # a raised mark
        ([A, (52, 100, 52, 100), B], False),  # a blank of its own has no height
    ],
)
def test_objects_run_on_where_each_stands_close_behind_or_below(
    boxes: list[tuple[float, float, float, float]], expected: bool
) -> None:
    edges = np.array(boxes, float)
    assert _runs_on(edges, edges[:, 3] - edges[:, 1]) is expected
