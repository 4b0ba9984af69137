"""The words of ``poles`` in Spanish and Chinese, verbs with their forms, for a premise in one of these languages; in English those of ``poles``.

Accents are folded in what is compared, so a word that an accent tells from another ("bajó" fell, "bajo" under) counts only with it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.content import key, keys
from rag.tokens import is_cjk
from rag.verify.premises.poles import FALLS, POLES, RISES

_ENDINGS = {
    "ar": "ar ó aron ado ada ados adas aba aban ando ará arán ara aran",
    "er": "er ió ieron ido ida idos idas ía ían iendo erá erán",
    "ir": "ir ió ieron ido ida idos idas ía ían iendo irá irán",
}
_RISE_ES = """aumentar* aumenta aumentan aumento incrementar* incremento subir* sube suben subida crecer* crece crecen crecimiento
    encarecer* encarece encarecimiento elevar* ascender* dispararse disparó dispararon alza repunte repuntar*"""
_FALL_ES = """bajar* bajan bajada bajadas disminuir* disminuyó disminuyeron disminuye disminución reducir* redujo redujeron reduce reducen
    reducción caer* cayó cayeron caída caídas cae caen descender* desciende descenso decrecer* abaratar* recortar* recorte recortes rebajar*
    rebaja mermar* merma"""
_YES_ES = """aprobar* aprueba aprueban aprobación aceptar* acepta respaldar* respalda apoyar* apoya autorizar* autoriza autorización admitir*
    ratificar* avalar* conceder* concede"""
_NO_ES = """rechazar* rechaza rechazan rechazo denegar* deniega desestimar* desestima desestimamos vetar* veto oponerse opuso opusieron opone
    oponen impedir* tumbar*"""
_STOP_ES = """suspender* suspende suspensión paralizar* paraliza paralización cerrar* cierra cierre clausurar* clausura interrumpir* interrupción
    detener* detuvo cancelar* cancela cancelación"""
_GO_ON_ES = "reanudar* reanuda reanudación continuar* continúa continúan seguir siguió siguieron sigue siguen reabrir* reabre reapertura"
_FIRED_ES = "despedir* despidió despidieron despido destituir* destituyó destituyeron destitución cesaron cesado cesada cese echaron"
_RESIGNED_ES = "dimitir* dimite dimisión renunciar* renuncia marcharse"
_RISE_ZH, _FALL_ZH = (
    "上升 增加 上涨 增长 提高 增至 升至 增多 多了 变多 更多 攀升 激增 翻番",
    "少了 变少 更少 下降 减少 下跌 降低 缩减 降至 减至 下滑 锐减 萎缩",
)
_YES_ZH, _NO_ZH = "同意 批准 接受 支持 核准 通过了 获准", "反对 拒绝 否决 驳回 不予 不准"
_BY_LANGUAGE: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (
        (_RISE_ES, _FALL_ES),
        (_FALL_ES, _RISE_ES),
        (_YES_ES, _NO_ES),
        (_NO_ES, _YES_ES),
        (_STOP_ES, _GO_ON_ES),
        (_GO_ON_ES, _STOP_ES),
        (_FIRED_ES, _RESIGNED_ES),
        (_RESIGNED_ES, _FIRED_ES),
        ("absolver* absolvió absuelto absuelta absolución inocente", "condenar* condena culpable"),
        ("condenar* culpable", "absolver* absolvió absuelto absuelta absolución inocente"),
        ("beneficios ganancias superávit", "déficit"),
        ("déficit", "superávit beneficios ganancias"),
        ("obligatorio obligatoria", "voluntario voluntaria optativo facultativo"),
        ("voluntario voluntaria", "obligatorio obligatoria"),
        ("provisional provisionales", "definitivo definitiva definitivos definitivas"),
        ("máximo máxima", "mínimo mínima"),
        ("mínimo mínima", "máximo máxima"),
        ("legal lícito", "ilegal ilícito"),
        ("vendió vendieron vender", "alquiló cedió donó"),
    ),
    "zh": (
        (_RISE_ZH, _FALL_ZH),
        (_FALL_ZH, _RISE_ZH),
        (_YES_ZH, _NO_ZH),
        (_NO_ZH, _YES_ZH),
        ("独资", "合资 合营"),
        ("合资 合营", "独资"),
        ("盈利 盈余 赢利", "亏损 亏空"),
        ("亏损 亏空", "盈利 盈余 赢利"),
        ("停产 停工 停业 关闭 停运", "复产 复工 续建 恢复运行"),
        ("复产 复工", "停产 停工 关闭"),
        ("解雇 解职 免职 开除 撤职", "辞职 请辞 辞任"),
        ("辞职 请辞 辞任", "解雇 解职 免职 开除 撤职"),
        ("有罪 获刑", "无罪"),
        ("无罪", "有罪 获刑"),
        ("胜诉", "败诉"),
        ("败诉", "胜诉"),
        ("提前", "推迟 延期 延迟"),
        ("推迟 延期 延迟", "提前"),
        ("自愿", "强制"),
        ("合法", "非法 违法"),
    ),
}
_FUTURE = ("ará", "arán", "erá", "erán", "irá", "irán")
_BEFORE_FOLDING = re.compile(r"\b(?:bajó|terminó)\b", re.IGNORECASE)
_HOMOGRAPHS = frozenset((key("bajo"), key("termino")))


@lru_cache(maxsize=4_000)
def told_keys(text: str, language: str) -> frozenset[str]:
    """The terms of ``text``, of a Spanish one without those that only an accent makes a word of a pole."""
    found = keys(text)
    if language[:2] != "es" or not found & _HOMOGRAPHS:
        return found
    return found - (_HOMOGRAPHS - {key(word) for word in _BEFORE_FOLDING.findall(text)})


@cache
def poles(language: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What a premise of ``language`` says, and what a passage says that means the reverse."""
    if language not in _BY_LANGUAGE:
        return POLES
    found = []
    for one, other in _BY_LANGUAGE[language]:
        own, others = _keyed(one), _keyed(other) - _to_come(other)
        same = next((p for p in POLES if p[0] & own and p[1] & others and (p[0] & own) != (p[0] & others)), None)
        found.append((own | same[0], (others | same[1]) - own) if same else (own, others - own))
    return (*found, *POLES)


@cache
def rises(language: str) -> frozenset[str]:
    """The words of ``language`` that tell a rise."""
    return RISES | _keyed({"es": _RISE_ES, "zh": _RISE_ZH}.get(language, ""))


@cache
def falls(language: str) -> frozenset[str]:
    """The words of ``language`` that tell a fall."""
    return FALLS | _keyed({"es": _FALL_ES, "zh": _FALL_ZH}.get(language, ""))


@cache
def pole_words(language: str) -> frozenset[str]:
    """The terms of ``language`` that say which way it went and nothing of what: of Spanish those of rises, falls, consent and refusal."""
    lines = _BY_LANGUAGE.get(language, ())
    return frozenset(
        term for side in (lines if language == "zh" else lines[:4]) for words in side for term in _keyed(words)
    )


def _keyed(words: str) -> frozenset[str]:
    return frozenset(form if is_cjk(form) else key(form) for word in words.split() for form in _forms(word)) - {""}


def _to_come(words: str) -> frozenset[str]:
    """The forms of ``words`` that tell what will be: "se reabrirá" denies nobody that it was closed."""
    return frozenset(key(form) for word in words.split() for form in _forms(word) if form.endswith(_FUTURE))


def _forms(word: str) -> list[str]:
    """All forms of a verb that is marked with a star; a word itself."""
    if not word.endswith("*"):
        return [word]
    stem, ending = word[:-3], word[-3:-1]
    return [f"{stem}{end}" for end in _ENDINGS[ending].split()]
