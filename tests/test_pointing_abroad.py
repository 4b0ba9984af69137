"""Spanish and Chinese questions in a chat: a whole one is asked alone, one that points back with the one before it."""

from __future__ import annotations

import pytest

from rag.pointing_abroad import points_back_es, stands_es
from rag.question import leans

WHOLE = """
¿Cuántas toneladas de arroz exportó la cooperativa en 2021?
¿Quién redactó el dictamen de 2021?
¿Cuántos heridos hubo en la UE?
¿Dónde está la presa de Aldeamar?
¿Está cerrada la carretera de la costa?
¿Cuánto mide el puente?
¿Por qué cerró la fábrica?
¿Cuándo la policía cerró el puente?
¿Por qué la compañía despidió al director?
¿Qué le dijo Arroyo a Vidal?
¿A quién le vendió el molino la condesa?
¿Cuándo publicó la OMS su informe?
¿Cuánto cobra la empresa a sus clientes?
¿Qué dice mal este artículo?
¿Quién dirige la biblioteca municipal?
¿Cuándo se firmó el acuerdo?
这篇文章哪些地方说错了？
其他城市有几座桥？
因此关闭的桥有几座？
"""
LEANING = """
¿Y la del norte?
¿Quién la firmó?
¿Lo firmó la ONU?
¿Quién la dirige?
¿Cómo la hacen?
¿La aprobó el consejo?
¿El presidente la vetó?
¿Cuál es su altura?
¿Qué le pasó?
¿Qué dijo la embajada?
¿Cuántos murieron?
¿Cuántos murieron allí?
¿Quién escribió ese informe?
¿Quién ganó la segunda?
¿Dijo lo mismo la ONU?
它是石头做的吗？
谁接替了他？
那座桥有多长？
"""


@pytest.mark.parametrize("question", WHOLE.strip().splitlines())
def test_question_with_an_article_or_its_own_owner_stands_alone(question: str) -> None:
    assert not leans(question)


@pytest.mark.parametrize("question", LEANING.strip().splitlines())
def test_question_with_a_pronoun_or_of_nothing_named_leans(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize("scrap", ["", "¿?", "la", "lo", "su", "le la lo", "¿La LA la?"])
def test_scraps_are_read_without_fault(scrap: str) -> None:
    assert points_back_es(scrap) in (True, False) and not stands_es(scrap)
