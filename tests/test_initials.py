"""Initials that no text spells out are those of the names in the texts, and what a text defines in brackets."""

from __future__ import annotations

from rag.initials import Defined, initials_in


def test_initials_of_a_name_leave_small_words_out() -> None:
    assert set(initials_in("El Consejo General de Puertos de Arlés pagó.").split()) == {"CGPA", "CGP"}
    assert initials_in("The Royal Society of Weavers met.") == "RSW"


def test_two_words_and_what_opens_a_sentence_spell_nothing() -> None:
    assert initials_in("Ana Gil pagó. The council met.") == ""


def test_what_one_text_defines_holds_for_the_others() -> None:
    defined = Defined(["La Oficina de Obras (OFO) cerró.", "The Eel Board (EB) met."])
    assert defined("Preguntamos a la Oficina de Obras.") == "OFO"
    assert defined("The Eel Board met.") == "EB"
    assert defined("La oficina de obras privada cerró.") == ""
