"""What the panel on where an answer comes from calls the stages of its making and the parts of a passage's score."""

from __future__ import annotations

from ui.in_language import Words, in_language

_STAGES: dict[str, Words] = {
    "retrieve": ("retrieve", "búsqueda", "检索"),
    "judge": ("judge", "juicio", "判断"),
    "write": ("write", "redacción", "撰写"),
    "conflicts": ("conflicts", "discrepancias", "比对"),
    "remembered": ("remembered", "ya respondida", "已有答案"),
    "total": ("total", "total", "合计"),
}
_PARTS: dict[str, Words] = {
    "meaning": ("meaning", "sentido", "语义"),
    "words": ("words", "palabras", "词语"),
    "reference": ("reference", "fuente aludida", "所指来源"),
    "known": ("known", "preguntas conocidas", "已知问题"),
    "ledger": ("ledger", "afirmaciones", "说法清单"),
    "covered": ("covered", "cobertura", "覆盖"),
    "seed": ("seed", "artículo examinado", "受检文章"),
    "company": ("company", "pasajes vecinos", "同源段落"),
    "read": ("read", "lectura", "阅读"),
    "form": ("form", "forma", "形式"),
    "row": ("row", "fila", "表格行"),
    "series": ("series", "serie", "年序"),
}


def stage(name: str, language: str) -> str:
    """A stage of an answer in ``language``; one that is none of ours as it is."""
    return in_language(_STAGES, name, language) if name in _STAGES else name


def part(name: str, language: str) -> str:
    """A part of a score in ``language``; one that is none of ours as it is."""
    return in_language(_PARTS, name, language) if name in _PARTS else name
