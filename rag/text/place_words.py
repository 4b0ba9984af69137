"""A place in a source in the reader's language: "section 'Faults', para 1" is "apartado «Faults», párr. 1" and 「Faults」部分，第1段.

Readers name places in English (docs/reading.md), and so they stay in the index, in JSON and in what ``verify`` compares: only what is
shown is put into words. What a document calls a part of itself, and what a record says of a place in words of its own, stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.phrases import LANGUAGES
from rag.text.punctuation import in_a_row, rounded

_N = r"(\d+(?:\s?[-–]\s?\d+)?)"
_SECTION = re.compile(r"section '(.*)'(?:, (.*))?", re.DOTALL)
# A piece of a place, and how it is put in Spanish and Chinese; {0}: its number.
_PIECES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), spanish, chinese)
    for pattern, spanish, chinese in (
        (rf"paras?\.? {_N}", "párr. {0}", "第{0}段"),
        (rf"(?:pp?\.\s?|pages? ){_N}", "p. {0}", "第{0}页"),
        (rf"table {_N}", "tabla {0}", "表{0}"),
        (rf"rows? {_N}", "fila {0}", "第{0}行"),
        (rf"footnote {_N}", "nota al pie {0}", "脚注{0}"),
        (rf"form field {_N}", "campo de formulario {0}", "表单第{0}栏"),
        (rf"figure {_N}", "figura {0}", "图{0}"),
        (rf"key finding {_N}", "hallazgo clave {0}", "主要结论{0}"),
        (r"footnote", "nota al pie", "脚注"),
        (r"running line", "línea de encabezado o pie", "页眉或页脚"),
        (r"read by OCR", "leído por OCR", "由OCR识别"),
        (r"last para", "último párrafo", "最后一段"),
        (r"summary", "resumen", "摘要"),
        (r"executive summary", "resumen ejecutivo", "执行摘要"),
        (r"abstract", "resumen", "摘要"),
        (r"introduction", "introducción", "引言"),
        (r"background", "antecedentes", "背景"),
        (r"key findings", "hallazgos clave", "主要结论"),
        (r"title page", "portada", "封面"),
        (r"title block", "bloque de título", "标题栏"),
        (r"table of contents", "índice", "目录"),
        (r"headline", "titular", "标题"),
        (r"notes", "notas", "注释"),
        (r"letter", "carta", "信函"),
        (r"press release", "comunicado de prensa", "新闻稿"),
        (r"press report", "noticia de prensa", "新闻报道"),
        (r"news report", "noticia de prensa", "新闻报道"),
        (r"release", "comunicado", "公告"),
    )
)


@lru_cache(maxsize=4096)
def place_words(locator: str, language: str) -> str:
    """``locator`` as it is shown to who reads ``language``."""
    if language not in LANGUAGES[1:] or not locator:
        return locator
    section = _SECTION.fullmatch(locator)
    pieces = (section[2] or "").split(", ") if section else locator.split(", ")
    told = [_piece(piece, language) for piece in pieces]
    if section:
        told.insert(0, f"「{section[1]}」部分" if language == "zh" else f"apartado «{section[1]}»")
    return in_a_row(told, language)


def shown_forms(locator: str) -> tuple[str, ...]:
    """``locator`` as it is stored and as it is shown in each language and in an answer, each once, the longest first."""
    told = [place_words(locator, language) for language in LANGUAGES]
    forms = dict.fromkeys([*told, *map(rounded, told)])
    return tuple(sorted(filter(None, forms), key=len, reverse=True))


def _piece(piece: str, language: str) -> str:
    for pattern, spanish, chinese in _PIECES:
        if found := pattern.fullmatch(piece):
            return (chinese if language == "zh" else spanish).format(*found.groups())
    return piece
