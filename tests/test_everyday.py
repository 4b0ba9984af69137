"""Everyday words of a Spanish or Chinese question beside sources in its own language are met by what English has one word for."""

from __future__ import annotations

from rag.answer.asked import Term
from rag.answer.everyday import at_home
from rag.bridge import bridged


def term(text: str, named: bool = False) -> Term:
    return Term(text, text, 0.5, named, False, False)


def test_a_word_is_alike_to_another_through_english() -> None:
    staff, _ = at_home([term("empleados"), term("puerto")], "es")
    assert set(staff.kin) & set(bridged("La plantilla del puerto creció.", "es"))
    assert not set(staff.kin) & set(bridged("El puerto cerró en invierno.", "es"))
    opened, _ = at_home([term("投产"), term("船厂")], "zh")
    assert set(opened.kin) & set(bridged("船厂于1990年投入运行。", "zh"))


def test_a_name_has_no_like() -> None:
    assert [t.kin for t in at_home([term("Plantilla", named=True), term("puerto"), term("1990")], "es")][::2] == [
        (),
        (),
    ]
