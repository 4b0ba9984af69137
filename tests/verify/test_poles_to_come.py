"""What will be denies nothing that was: "se reabrirá" of what was closed."""

from __future__ import annotations

from rag.content import key
from rag.verify.premises.poles_abroad import poles


def test_a_form_of_the_future_is_no_reverse() -> None:
    closed = next(pole for pole in poles("es") if key("cerró") in pole[0])
    assert key("reabrió") in closed[1] and key("reabrirá") not in closed[1]
    opened = next(pole for pole in poles("es") if key("reabrió") in pole[0])
    assert key("reabrirá") in opened[0] and key("cerrará") not in opened[1]
