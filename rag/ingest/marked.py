"""Headings by their marks, in any language: a short line that ends in no mark and is numbered or in capitals."""

from __future__ import annotations

import re

_MOST_WORDS = 12
_MOST_CHINESE = 24  # characters
_STOPS = re.compile(r"[.!?…;:,。！？；：，、][\"'”’»)\]」』]*$")
_CHINESE = re.compile("[㐀-鿿]")
_LATIN_NUMBER = re.compile(
    r"(?:(?:Punto|Apartado|Cap[ií]tulo|Secci[oó]n|Anexo|Chapter|Section|Part|Annex|Appendix|Item)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[IVX]{1,5}[.)]|[A-Z][.)])\s+(?=[¿¡\"“«A-ZÁÉÍÓÚÑ])"
)
_CHINESE_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十\d]{1,3}[章节條条部篇]|\d{1,2}[.、．])\s*"
)


def is_marked_heading(text: str) -> bool:
    """True for a short line without a closing mark that is numbered or all in capitals: a heading in whatever language."""
    line = text.strip()
    if not line or "\n" in line or _STOPS.search(line):
        return False
    if _CHINESE.search(line):
        numbered = _CHINESE_NUMBER.match(line)
        return len(line) <= _MOST_CHINESE and numbered is not None and numbered.end() < len(line)
    letters = [char for char in line if char.isalpha()]
    if len(line.split()) > _MOST_WORDS or len(letters) < 4:
        return False
    return all(map(str.isupper, letters)) or _LATIN_NUMBER.match(line) is not None
