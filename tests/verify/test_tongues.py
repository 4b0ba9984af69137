"""Spanish claims about Spanish sources and Chinese ones about Chinese: what is told of another thing or turned round is caught, what is told
from the other side or in other words of one sense is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.sources import EvidenceSource
from rag.verify.tongues.unfolded import unfolded
from rag.verify.verifier import verify
from rag.verify.words.simplified import as_first_written, simplified

BEACH = "La playa de Oyambre recibió 41.000 bañistas en julio de 2022 y 52.300 en agosto de 2022."
CLINIC = "La clínica firmó el acuerdo el 9 de marzo de 2020 y lo rescindió el 21 de octubre de 2021."
CLUB = "El club cerró 2018 con pérdidas de 75.400 euros, después de un beneficio de 12.900 euros en 2016."
GRANT = "La beca se concedió a Nuria Vidal; Óscar Pons, el otro aspirante, recurrió la decisión."
# what is wrong with the false claim, source, the false claim, a true one about the same
SPANISH = [
    ("the other date's deed", CLINIC, "La clínica rescindió el acuerdo el 9 de marzo de 2020.", "La clínica rescindió el acuerdo el 21 de octubre de 2021."),
    ("participle and date", "Redactado por la comisión el 3 de abril de 2019 y publicado el 8 de mayo de 2019.", "Publicado el 3 de abril de 2019.", "Publicado el 8 de mayo de 2019."),
    ("profit for loss", CLUB, "El club cerró 2018 con un beneficio de 75.400 euros.", "El club cerró 2018 con pérdidas de 75.400 euros."),
    ("the other party", GRANT, "La beca se concedió a Óscar Pons.", "La beca fue concedida a Nuria Vidal."),
    ("the other party, by its price", "La obra se adjudicó a Trazos por 90.000 euros; la oferta de Lumen, de 82.000 euros, llegó tarde.", "La oferta de Lumen era de 90.000 euros.", "La oferta de Lumen era de 82.000 euros."),
    ("the unit left out", "La peña donó 700 euros al asilo y 300 a la escuela.", "La peña donó 700 euros a la escuela.", "La peña donó 300 euros a la escuela."),
    ("respectively", "Lugo y Vigo recibieron 4 y 9 millones de euros, respectivamente.", "Lugo recibió 9 millones de euros.", "Vigo recibió 9 millones de euros."),
    ("above for below", "El ruido está por debajo del límite y la humedad por encima de la media.", "El ruido está por encima del límite.", "El ruido está por debajo del límite."),
    ("one of the first for the first", "El faro es el tercero más alto del país.", "El faro es el más alto del país.", "El faro es el tercero más alto del país."),
    ("of one mind", "La moción se aprobó con 9 votos a favor y 4 en contra.", "La moción se aprobó por unanimidad.", "La moción fue aprobada con 9 votos a favor."),
    ("done for planned", "La vecina recurrirá la multa.", "La vecina ya ha recurrido la multa.", "La vecina recurrirá la multa."),
    ("dearer for cheaper", "La entrada de Baza es más cara que la de Orce.", "La entrada de Orce es más cara que la de Baza.", "La entrada de Orce es más barata que la de Baza."),
    ("a denial of another clause", "En 2014 había 62 nidos; en 2020 no quedaba ninguno.", "En 2020 había 62 nidos.", "En 2014 había 62 nidos."),
    ("a deed in other words", "La concejala excusa su asistencia a la sesión.", "La concejala asistió a la sesión.", "La concejala no asistió a la sesión."),
    ("doer and done-to", "La fundación donó 5.000 euros al museo.", "El museo donó 5.000 euros a la fundación.", "La fundación donó 5.000 euros al museo."),
    ("put together of two clauses", "El alcalde abrirá la piscina los sábados y la bolera los lunes.", "El alcalde cerrará la piscina los sábados.", "El alcalde abrirá la piscina los sábados."),
]  # fmt: skip
PLANT = "项目总投资9.4亿元，其中银行贷款5.1亿元。"
CHINESE = [
    ("changed places", PLANT, "项目总投资5.1亿元，其中银行贷款9.4亿元。", "项目总投资9.4亿元，银行贷款5.1亿元。"),
    ("respectively", "东仓和西仓的库存分别为320吨和470吨。", "西仓的库存为320吨。", "西仓的库存为470吨。"),
    ("respectively, of both", "公司由江海集团与远山公司合资设立，双方分别持股60%和40%。", "远山公司持股60%，江海集团持股40%。", "江海集团持股60%，远山公司持股40%。"),
    ("another subject", "测得噪声为58分贝，国家标准限值为55分贝。", "国家标准限值为58分贝。", "国家标准限值为55分贝。"),
    ("above for below", "水库水位低于警戒线。", "水库水位高于警戒线。", "水库水位低于警戒线。"),
    ("passed for failed", "抽检样品30批次，其中28批次合格，2批次不合格。", "抽检样品全部合格。", "抽检样品30批次，其中2批次不合格。"),
    ("turned down for granted", "停产请求缺乏依据，法院不予支持。", "法院支持停产请求。", "法院驳回停产请求。"),
    ("the dates' deeds", "隧道于2015年4月8日通车，2022年7月1日因塌方封闭。", "隧道于2022年7月1日通车。", "2022年7月1日隧道因塌方封闭。"),
    ("the other way round", "甲厂票价高于乙厂。", "乙厂票价高于甲厂。", "乙厂票价低于甲厂。"),
    ("doer and done-to", "基金会向博物馆捐款15万元。", "博物馆向基金会捐款15万元。", "基金会向博物馆捐款十五万元。"),
    ("sole for joint", "该企业由两家公司合资建设。", "该企业由一家公司独资建设。", "该企业由两家公司合资建设。"),
    ("tenths", "游客增加了三成。", "游客增加了四成。", "游客增加了30%。"),
    ("script", "合約授予明亮公司，年費390萬元；潔達公司報價365萬元。", "洁达公司报价390万元。", "洁达公司报价365万元。"),
    ("first for second", "该楼是全市第二高的建筑。", "该楼是全市最高的建筑。", "该楼是全市第二高的建筑。"),
    ("of one mind", "议会以8票赞成、5票反对通过了条例。", "议会一致通过了条例。", "议会通过了条例。"),
    ("done for planned", "学校计划明年扩建操场。", "学校已经扩建操场。", "学校计划明年扩建操场。"),
    ("put together of two clauses", "奖项授予了陈敏团队，赵刚团队的申请被驳回。", "奖项授予了赵刚团队。", "奖项授予陈敏团队。"),
]  # fmt: skip
CASES = [("es", *row) for row in SPANISH] + [("zh", *row) for row in CHINESE]


def status(language: str, source: str, claim: str) -> Status:
    """The verdict on a claim that cites a source of its language as a whole."""
    cited = EvidenceSource(source, ("Gaceta",), Tier.PRIMARY, "2023-01-01", language)
    text = f"{claim} [1]"
    citation = Citation(1, "p", "s", source, Span(0, len(source)))
    return verify(Claim(text, Span(0, len(text)), (citation,)), {"s": cited}).status


@pytest.mark.parametrize(("language", "trap", "source", "lie", "truth"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_lie_is_caught_and_its_counterpart_passes(
    language: str, trap: str, source: str, lie: str, truth: str
) -> None:
    assert status(language, source, truth) is Status.SUPPORTED, trap
    assert status(language, source, lie) is not Status.SUPPORTED, trap


FLAT = {
    "profit for loss",
    "above for below",
    "changed places",
    "respectively",
    "the other party",
    "sole for joint",
    "doer and done-to",
    "of one mind",
}


@pytest.mark.parametrize(("language", "source", "lie"), [(c[0], c[2], c[3]) for c in CASES if c[1] in FLAT])
def test_a_flat_falsehood_is_contradicted(language: str, source: str, lie: str) -> None:
    assert status(language, source, lie) is Status.CONTRADICTED


DIFFERING = [
    ("zh", "该桥于2021年3月5日关闭。", "该桥于2021年5月3日关闭。", "该桥于2021年3月5日关闭通行。"),
    ("zh", "该厂总投资15.8亿元。", "项目总投资12.6亿元，其中银行贷款8.2亿元。", "项目总投资15.8亿元，其中银行贷款8.2亿元。"),
    ("zh", "該公司現有員工1200人。", "该公司现有员工1500人。", "该公司现有员工1200人。"),
    ("es", "La obra costó 3,2 millones de euros.", "Según el acta, la obra costó 4,1 millones de euros.", "La obra costó 3,2 millones."),
    ("es", "En 2021 la red perdió el 24,8 % del agua.", "La red perdió en 2021 el 31,4 % del agua.", "La red perdió en 2020 el 31,4 % del agua."),
]  # fmt: skip


def test_a_reason_writes_chinese_as_its_texts_do() -> None:
    assert as_first_written("“买方”", ("買方為中環",)) == "“買方”"
    assert simplified("買方為中環") == "买方为中环"


@given(st.text(alphabet="ab 12,.和与分别的，。AB", max_size=60))
def test_no_text_breaks_the_unfolding(text: str) -> None:
    assert isinstance(unfolded(text, "zh"), str) and isinstance(unfolded(text + " respectivamente", "es"), str)
