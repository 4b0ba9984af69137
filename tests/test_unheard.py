"""In Spanish and Chinese a name that no source has is put right, where a question would be refused for it alone."""

from __future__ import annotations

import pytest

from rag.answer.draft import Correction
from rag.answer.judge import Ground
from rag.assemble import Parts

ASKED = "¿Por qué votó el ayuntamiento de Marburgo el cierre del puente Mill?"
WITHOUT = Ground(False, 0.6, missing=("Marburgo",), unmet=("Marburgo",))


def said(parts: Parts, question: str, ground: Ground, language: str = "es") -> object:
    return parts.false_premise(question, parts.engine.find(question), language, ground)


def test_name_that_no_source_has_is_named_beside_what_the_passages_tell(parts: Parts) -> None:
    found = said(parts, ASKED, WITHOUT)
    assert isinstance(found, Correction)
    assert (found.point, found.asked) == ("Marburgo", True)
    assert found.point in found.premise and found.deciding.passage.source_id != "seed"


def test_name_of_two_words_is_named_whole(parts: Parts) -> None:
    found = said(parts, "¿Cuándo cerró Ana Ruiz el puente?", Ground(False, 0.6, unmet=("Ruiz", "Ana")))
    assert isinstance(found, Correction)
    assert found.point == "Ana Ruiz"


def test_name_outside_what_is_taken_for_granted_is_told_with_the_whole_question(parts: Parts) -> None:
    found = said(parts, "No lo entiendo: ¿quién cerró el puente en Marburgo?", WITHOUT)
    assert isinstance(found, Correction)
    assert found.premise.endswith("en Marburgo")


@pytest.mark.parametrize(
    ("question", "ground"),
    [
        (ASKED, Ground(False, 0.2, unmet=("Marburgo",))),  # the passages are about something else
        (ASKED, Ground(False, 0.6, missing=("votar",))),  # a word is no name
        (ASKED, Ground(True, 0.9, unmet=("Marburgo",))),  # the sources answer
        ("Si el puente de Marburgo cierra, ¿quién paga?", WITHOUT),  # it only supposes so
    ],
)
def test_nothing_is_put_right_where_the_name_is_not_alone_amiss(question: str, ground: Ground, parts: Parts) -> None:
    assert not isinstance(said(parts, question, ground), Correction)


def test_chinese_name_is_put_right_too(parts: Parts) -> None:
    found = said(parts, "为什么马尔堡市议会关闭这座桥？", Ground(False, 0.6, unmet=("马尔堡",)), "zh")
    assert isinstance(found, Correction)
    assert found.point == "马尔堡"
