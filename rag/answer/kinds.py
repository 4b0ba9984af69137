"""What kind of value a question asks for, which noun it asks for, and which part of a document it wants to see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import key, surfaces

_I = re.IGNORECASE
UNCERTAIN = 0.5
_NUMBER = re.compile(
    r"\bhow (?:many|much|little|few|pure|big|large|deadly|potent|likely|old|tall|heavy|long|far)\b|\bwhat (?:percent\w*|share|"
    r"fraction|proportion|slice|number|rate|amount|price|total)\b|\b(?:cost|price|percentage|count|toll)\b|cuánt|porcentaje|"
    r"多少|百分|几(?:个|家|名|人)",
    _I,
)
_NAME = re.compile(
    r"^\W*(?:and )?(?:who|whom|whose)\b|\bwho (?:is|was|are|were|did|said|says|wrote|made|argues|makes|appointed|headed)\b|"
    r"what is the name|\bquién|谁|哪位",
    _I,
)
_DATE = re.compile(r"^\W*when\b|\b(?:what|which) (?:year|date|day|month)\b|\bcuándo|何时|什么时候|哪一?年", _I)
_MONEY = re.compile(
    r"\b(?:costs?|prices?|pa(?:y|id)|spen[dt]|budget|s(?:ell|old) for|salary|dollars?|money was)\b|"
    r"how much (?:did|does|do) .*(?:spend|pay|cost|sell)|cuesta|costó|precio|presupuesto|salario|价格|多少钱|预算|工资",
    _I,
)
_CURRENCY = re.compile(r"[$€£¥]|\b(?:dollars?|euros?|usd|yuan|pesos)\b|元", _I)
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = re.compile(rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b|\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b", _I)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SPELT_WORDS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion third thirds
    quarters dozen double triple twice percent
"""
_SPELT = frozenset(_SPELT_WORDS.split())
_PROPER = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][A-Za-z]+|\b[A-Z]{2,}\b|^[A-Z]\w+ (?:said|says|argued|argues|called)")


def holds_kind(question: str, body: str) -> float:
    """1 when ``body`` holds a value of the kind asked for, 0 when not, UNCERTAIN when the question asks for no certain kind."""
    if _MONEY.search(question):
        return float(bool(_CURRENCY.search(body)))
    if _NUMBER.search(question):
        said = set(re.findall(r"\d[\d.,]*", question))
        rest = [n for n in re.findall(r"\d[\d.,]*", _DAY.sub(" ", body)) if not YEAR.fullmatch(n.strip(".,"))]
        return float(bool(set(rest) - said) or bool(_SPELT & set(re.findall(r"[a-z]+", body.lower()))))
    if _DATE.search(question):
        return float(bool(YEAR.search(body) or re.search(_MONTH, body, _I)))
    if _NAME.search(question):
        return float(bool(_PROPER.search(body)))
    return UNCERTAIN


# --- the noun asked for --------------------------------------------------------------------------------------------------

_NOUN = (
    re.compile(
        r"\b(?:how many|how much|which|(?:what|the) (?:percent(?:age)?|share|fraction|proportion|slice|number|amount|kind|"
        r"type|sort|names?|text|wording) of|what (?:was|is|are|were) the|what(?! (?:is|was|are|were|do|does|did|made|happened|"
        r"about|to|if)\b)|list the|name the) ?(?:of )?(?:the )?((?:[\w'’-]+ ?){1,3})",
        _I,
    ),
    re.compile(r"\b(?:names?|text|number|share|amount|wording) of (?:the |a |an )?((?:[\w'’-]+ ?){1,2})", _I),
    re.compile(r"\b(?:cuánt[oa]s?|qué|cuál (?:es|fue) (?:el|la)) ((?:[\w-]+ ?){1,2})", _I),
)
_NOUN_ZH = re.compile(r"(?:多少|哪几?|几)[名个家位只种些张条]?([一-鿿]{2,4})")
_ENDS_NOUN_WORDS = """
    did do does is are was were has have had in of on for from to by that with who which will can and or he she it
    they we you i there hubo hay de en se fue dice dijo son es
"""
_ENDS_NOUN = frozenset(_ENDS_NOUN_WORDS.split())
# What a thing is called in general: a passage names the thing itself ("the DEA") and not its category ("agency").
_CATEGORY_WORDS = """
    agency agencies organisation organization organisations body department office ministry institution authority
    law act statute treaty rule party country countries nation nations place places city cities region company
    companies firm firms business substance substances chemical chemicals drug drugs group groups event president
    leader official politician expert job title position post document committee measure technique
"""
CATEGORY = frozenset(key(word) for word in _CATEGORY_WORDS.split())


def asked_for(question: str) -> frozenset[str]:
    """The terms of the noun phrase after the question word; Chinese nouns as they stand."""
    found: set[str] = set(_NOUN_ZH.findall(question))
    for pattern in _NOUN:
        for phrase in pattern.findall(question):
            for word in phrase.split():
                if word.lower() in _ENDS_NOUN:
                    break
                found.update(key(part) for part in surfaces(word))
    return frozenset(found - {""})


# --- a part of a document ------------------------------------------------------------------------------------------------

_PART = re.compile(
    r"\b(?:foot ?notes?|end ?notes?|tables?|figures?|appendix|annex|pages?|paragraphs?|sections?|chapters?|exhibits?|slides?) "
    r"(?:no\.? ?|number )?(?:\d+|[ivx]+\b)|\b(?:nota al pie|página|tabla|cuadro|anexo|capítulo|sección) \d+|"
    r"第 ?(?:\d+|[一二三四五六七八九十]+) ?[条页章节张]?(?:脚注|页|章|节|表|附录)",
    _I,
)
_WHOLE = re.compile(
    r"\b(?:full|complete|entire|whole|verbatim|unabridged|exact|original) (?:text|transcript|wording|statement|letter|message|"
    r"email)\b|\bword for word\b|\bnumbered (?:list|recommendations?|items?|points?|sections?)\b|texto (?:completo|íntegro)|"
    r"palabra por palabra|全文|逐字",
    _I,
)
# "Which journalist", but not "what the minister told reporters", "when a reporter asked".
_BYLINE = re.compile(
    r"\bbylines?\b|(?<!\ba )(?<!\bany )\b(?:journalist|reporter|photographer|columnist|editor|translator)\b|"
    r"\b(?:journalists|reporters|photographers|editors|translators) (?:who|that) (?:wrote|took|made)\b|"
    r"periodista|fotógraf|redactor|记者(?!会|问|提问)|摄影师|编辑是",
    _I,
)


def missing_part(question: str, passages: Sequence[str]) -> str:
    """The part of a document that the question wants and no passage shows ("footnote 12", "full text"), or ""."""
    whole = _WHOLE.search(question)
    if whole:
        return whole[0]
    for pattern in (_PART, _BYLINE):
        wanted = pattern.search(question)
        if wanted and not any(wanted[0].lower() in passage.lower() for passage in passages):
            return wanted[0]
    return ""
