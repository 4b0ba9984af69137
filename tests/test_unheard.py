"""A name that no source has, where a Spanish or Chinese question would be refused for it alone, and how plainly a doubt is said."""

from __future__ import annotations

import pytest

from rag.answer.draft import Correction
from rag.answer.judge import Ground
from rag.answer.weighed import Weight
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


@pytest.mark.parametrize(("weight", "plain"), [(Weight.FULL, False), (Weight.PLAIN, True)])
def test_what_is_surely_wrong_is_said_plainly(
    weight: Weight, plain: bool, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.parts.weigh", lambda *told: weight)
    monkeypatch.setattr("rag.parts.weigh_unread", lambda *told: weight)
    monkeypatch.setattr("rag.parts.borne", lambda *told: False)
    english, spanish = "What do trains on the Mill Bridge carry?", "¿Qué llevan los trenes por el puente Mill?"
    doubts = [said(parts, english, Ground(True, 0.9), "en"), said(parts, spanish, Ground(True, 0.9))]
    assert [getattr(doubt, "plain", None) for doubt in doubts] == [plain, plain]
