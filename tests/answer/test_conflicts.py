"""Two quotes differ where they give one measure two values; total deaths beside opioid deaths are no conflict."""

from __future__ import annotations

import pytest

from rag.answer.conflicts import differing

ONE = "In 2020 the office counted 48 deaths on the road."


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ("In 2020 the office counted 84 deaths on the road.", True),
        ("In 2020 the office counted 48 deaths on the road.", False),
        ("In 2021 the office counted 84 deaths on the road.", False),  # of another year
        ("In 2020 the office counted 84 metres of the road.", False),  # of another unit
        ("In 2020 opioids caused 84 deaths in hospitals nationwide.", False),  # of another matter
        ("In 2020 the office counted about 50 deaths on the road.", False),  # a rounded one
        ("The office counted 84 deaths on the road.", False),  # of no year that is told
    ],
)
def test_only_two_values_of_one_measure_differ(other: str, apart: bool) -> None:
    assert bool(differing(ONE, "en", other, "en")) is apart
