"""Two quotes differ where they give one measure two values; what is counted without a unit is left to the judge."""

import pytest

from rag.answer.conflicts import differing

ONE = "In 2020 the office seized 4,812 kg of fentanyl at the port."


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ("In 2020 the office seized 8,412 kg of fentanyl at the port.", True),
        ("In 2020 the office seized 4,812 kg of fentanyl at the port.", False),
        ("In 2021 the office seized 8,412 kg of fentanyl at the port.", False),  # of another year
        ("In 2020 the office seized 84 metres of fentanyl at the port.", False),  # of another unit
        ("In 2020 the office seized 84 packets of fentanyl at the port.", False),  # of no unit: left to the judge
        ("In 2020 hospitals nationwide burnt 8,412 kg of linen.", False),  # of another matter
        ("In 2020 the office seized about 4,800 kg of fentanyl at the port.", False),  # a rounded one
        ("The office seized 8,412 kg of fentanyl at the port.", False),  # of no year that is told
    ],
)
def test_only_two_values_of_one_measure_differ(other: str, apart: bool) -> None:
    assert bool(differing(ONE, "en", other, "en")) is apart
