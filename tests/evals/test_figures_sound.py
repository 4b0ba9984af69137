"""What a figure of a run means: which way of a change is better, and how wide its interval is."""

import pytest

from evals.compare import changes
from evals.saved import Header, Row, Run


def run_of(measure: str, good: int, of: int) -> Run:
    """A run in which the measure holds for so many questions of so many."""
    header = Header(suite="s.jsonl", suite_sha256="0", snapshot="a", embedder="e", mode="quote", version="1")
    rows = (
        Row(
            id=str(n), question="q", type="fact", language="en", must_refuse=False, refused=False, confidence=0.9,
            milliseconds=10, parts={measure: (float(n < good), 1.0)}, answer={},
        )
        for n in range(of)
    )  # fmt: skip
    return Run(header=header, rows=tuple(rows))


@pytest.mark.parametrize(
    ("measure", "before", "now", "better"),
    [
        ("answerable_refused", 8, 2, True),
        ("answerable_refused", 2, 8, False),
        ("key_point_recall", 2, 8, True),
        ("key_point_recall", 8, 2, False),
    ],
)
def test_less_is_better_of_what_is_to_be_little(measure: str, before: int, now: int, better: bool) -> None:
    (change,) = (c for c in changes(run_of(measure, before, 10), run_of(measure, now, 10)) if c.name == measure)
    assert change.better is better
