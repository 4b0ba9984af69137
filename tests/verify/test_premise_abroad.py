"""Spanish and Chinese premises beside passages in their own language: reversed, denied, another figure, day or rank; each with a sound twin."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import false_premise
from rag.verify.premises.units import Told

HARVEST = "La cosecha de aceituna cayó de 900 a 610 toneladas entre 2014 y 2016."
BRIDGE = "El puente se inauguró el 4 de mayo de 1991 y costó 3,2 millones de euros."
MILL = "No se han detectado indicios de fraude en el molino."
JUDGE = "El juez no aprecia mala fe en la subasta."
TOWER = "La torre de Arlés es la tercera más alta de la comarca."
TRAINER = "Ana Gil entrenó al equipo hasta que dimitió en marzo de 2003."
NIGHT = "La sesión se abrió bajo la presidencia de la alcaldesa; la venta de billetes aumentó."
CATCH = "2015年渔获量比2014年增加两成。"
YARD = "该船厂由港务集团与南洋公司合资建设，总投资3.4亿元。"
AUDIT = "检查未发现挪用资金的情况。"


def told(text: str, language: str) -> list[Told]:
    return [Told("Informe, 2016", text, "", language)]


def cut(run: str) -> list[str]:
    words = ("渔获量", "船厂", "南洋公司", "独资", "合资", "总投资", "检查", "发现", "挪用资金", "减少", "增加", "建设")
    found, at = [], 0
    while at < len(run):
        word = next((w for w in words if run.startswith(w, at)), run[at])
        found.append(word)
        at += len(word)
    return [w for w in found if len(w) > 1]


@pytest.mark.parametrize(
    ("question", "text", "point"),
    [
        ("¿Por qué aumentó la cosecha de aceituna?", HARVEST, "aumentó"),
        ("¿Creció la cosecha de aceituna?", HARVEST, "Creció"),
        ("¿Costó el puente 5 millones de euros?", BRIDGE, "5 millones de euros"),
        ("¿El puente se inauguró el 4 de junio de 1991?", BRIDGE, "4 de junio de 1991"),
        ("¿Detectó la inspección fraude en el molino?", MILL, "Detectó"),
        ("¿Por qué apreció el juez mala fe en la subasta?", JUDGE, "apreció"),
        ("¿Es la torre de Arlés la más alta de la comarca?", TOWER, "la más alta"),
        ("¿Por qué despidieron a Ana Gil?", TRAINER, "despidieron"),
        ("2015年渔获量为什么减少了？", CATCH, "减少"),
        ("2015年渔获量减少了吗？", CATCH, "减少"),
        ("该船厂是南洋公司独资建设的吗？", YARD, "独资"),
        ("该船厂总投资六个亿吗？", YARD, "六个亿"),
        ("检查发现了挪用资金吗？", AUDIT, "发现"),
    ],
)
def test_what_the_passage_says_otherwise_is_named(question: str, text: str, point: str) -> None:
    language = "es" if question.isascii() or "¿" in question else "zh"
    found = false_premise(question, told(text, language), language, cut=cut)
    assert found is not None and found.sure and found.point.startswith(point)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("¿Por qué cayó la cosecha de aceituna?", HARVEST),
        ("¿Disminuyó la cosecha de aceituna?", HARVEST),
        ("¿Costó el puente 3,2 millones de euros?", BRIDGE),
        ("¿El puente se inauguró el 4 de mayo de 1991?", BRIDGE),
        ("¿El puente se inauguró en mayo de 1991?", BRIDGE),
        ("¿No se detectó fraude en el molino?", MILL),
        ("¿Por qué no apreció el juez mala fe en la subasta?", JUDGE),
        ("¿Es la torre de Arlés la tercera más alta de la comarca?", TOWER),
        ("¿Por qué dimitió Ana Gil?", TRAINER),
        ("¿Aumentó la venta de billetes?", NIGHT),  # "bajo" is no fall
        ("2015年渔获量为什么增加了？", CATCH),
        ("2015年渔获量增加了吗？", CATCH),
        ("该船厂是合资建设的吗？", YARD),
        ("该船厂总投资3.4亿元吗？", YARD),
        ("检查未发现挪用资金吗？", AUDIT),
    ],
)
def test_a_sound_question_is_left_alone(question: str, text: str) -> None:
    language = "es" if "¿" in question else "zh"
    assert false_premise(question, told(text, language), language, cut=cut) is None


def test_the_articles_own_words_bear_nothing_where_a_source_says_otherwise() -> None:
    article = Told("the article", "该船厂由南洋公司独资建设。", "", "zh")
    found = false_premise("该船厂是独资建设的吗？", [article, *told(YARD, "zh")], "zh", cut=cut)
    assert found is not None and (found.point, found.words) == ("独资", YARD)
    found = false_premise("2015年渔获量少了吗？", told(CATCH, "zh"), "zh", cut=cut)
    assert found is not None and found.point == "少了"
    assert false_premise("2015年渔获量多了吗？", told(CATCH, "zh"), "zh", cut=cut) is None


def test_a_figure_that_a_less_near_sentence_gives_to_the_digit_is_borne() -> None:
    nearer = "El molino nuevo costó 60 millones de euros."
    exact = "La cesión del molino se adjudicó por 21.450.000 euros."
    both = [*told(nearer, "es"), *told(exact, "es")]
    assert false_premise("¿El molino nuevo costó 21.450.000 euros?", both, "es", cut=cut) is None
    assert false_premise("¿El molino nuevo costó 80 millones de euros?", both, "es", cut=cut) is not None


BRIDGE_VOTE = "El consejo aprobó el nuevo puente por unanimidad en 1990."
SHARED = "El consejo aprobó el nuevo puente por 9 votos a favor y 2 en contra."
BOARD, SPLIT = "理事会一致通过了新桥方案。", "理事会以九票赞成、两票反对通过了新桥方案。"


@pytest.mark.parametrize(
    ("question", "text", "point"),
    [
        ("¿Quién votó en contra del nuevo puente?", BRIDGE_VOTE, "votó en contra"),
        ("¿Cuántos consejeros se opusieron al nuevo puente?", BRIDGE_VOTE, "se opusieron"),
        ("谁反对新桥方案？", BOARD, "反对"),
        ("¿Quién votó en contra del nuevo puente?", SHARED, ""),
        ("¿Quién votó a favor del nuevo puente?", BRIDGE_VOTE, ""),
        ("¿Quién votó en contra del nuevo puente en 1985?", BRIDGE_VOTE, ""),
        ("谁反对新桥方案？", SPLIT, ""),
        ("谁支持新桥方案？", BOARD, ""),
    ],
)
def test_nobody_voted_no_where_the_vote_was_unanimous(question: str, text: str, point: str) -> None:
    language = "es" if "¿" in question else "zh"
    found = false_premise(question, told(text, language), language, cut=cut)
    assert (found.point if found else "") == point
