"""A figure below zero is another than the one above it, however its sign is written; a hyphen that joins is no sign."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.values.numbers import figures
from tests.verify.judging import judged

BELOW = [
    ("Trade changed by -3.2 percent in 2019.", "Trade changed by 3.2 percent in 2019."),
    ("Net migration was −3,200 in 2019.", "Net migration was 3,200 in 2019."),
    ("The mean temperature was –4.5 °C in January.", "The mean temperature was 4.5 °C in January."),
    ("The net result was €-12 million.", "The net result was €12 million."),
    ("The net result was -€12 million.", "The net result was €12 million."),
    ("The temperature fell to minus 8 degrees.", "The temperature fell to 8 degrees."),
    ("Year: 2019; Growth: -3.2.", "Growth in 2019 was 3.2."),
]


@pytest.mark.parametrize(("below", "above"), BELOW)
def test_a_sign_left_out_or_put_in_is_contradicted(below: str, above: str) -> None:
    assert judged(below, above) is Status.CONTRADICTED
    assert judged(above, below) is Status.CONTRADICTED
    assert judged(below, below) is Status.SUPPORTED


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10-15 people", [10]),
        ("a 5-3 win", [5, 3]),
        ("it won 3 -1", [3, 1]),
        ("- 4 items", [4]),
        ("from -5 to -2 degrees", [-5, -2]),
        ("al menos 8 personas", [8]),
        ("hasta menos 8 grados", [-8]),
        ("增长负3.2%", [-3.2]),
        ("气温零下8度", [-8]),
        ("a balance of $(12)", [-12]),
    ],
)
def test_only_a_sign_makes_a_figure_negative(text: str, values: list[float]) -> None:
    language = "es" if "menos" in text else "zh" if text[0] > "一" else "en"
    assert [float(f.value) for f in figures(text, language)] == values


@pytest.mark.parametrize(
    ("source", "claim", "borne"),
    [
        ("Exports changed by -3.2 percent in 2019.", "Exports fell by 3.2 percent in 2019.", True),
        ("Exports fell by 3.2 percent in 2019.", "Exports changed by -3.2 percent in 2019.", True),
        ("Exports changed by -3.2 percent in 2019.", "Exports rose by 3.2 percent in 2019.", False),
        ("Exports changed by -3.2 percent in 2019.", "Exports fell by 4.2 percent in 2019.", False),
    ],
)
def test_a_fall_may_be_told_by_a_word_or_by_a_minus(source: str, claim: str, borne: bool) -> None:
    assert judged(source, claim).struck is not borne
