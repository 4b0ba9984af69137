"""Headings by their form, in any language: a short line that ends in no mark and is numbered, in capitals, or has no verb.

English has verbs to look for (titles.py). Of Spanish and Chinese only forms and words that hardly stand in a heading are known, so what
may be a sentence without its full stop is rather taken for one.
"""

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
_CHINESE_SAYS = re.compile(r"[了是为將将已被把没沒未不有在达達共约約超增降升比占赔]|判(?!决书)|\d|\s")
_SPANISH_SAYS_WORDS = """
    es son era eran fue fueron será serán sería está están estaba estaban estuvo ha han había habían hay hubo tiene tienen tenía tuvo
    hace hacen hizo hicieron puede pueden podía pudo debe deben debía dice dicen dijo va van da dan dio pide piden sigue siguen queda quedan
    afecta afectan cuesta cuestan paga pagan
"""
_SPANISH_SAYS = frozenset(_SPANISH_SAYS_WORDS.split())
_SPANISH_PAST = re.compile(r"\w{2,}(?:ó|aron|ieron|aba|aban|ará|arán|erá|erán|irá|irán)")
_WORD = re.compile(r"[^\W\d_]+")


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


def reads_like_heading(text: str, language: str) -> bool:
    """True for a heading of a Spanish or Chinese text: one by its marks, or a short line without figures that says nothing of anything."""
    line = text.strip()
    if is_marked_heading(line):
        return True
    if not line or "\n" in line or _STOPS.search(line):
        return False
    if language[:2] == "zh":
        return len(line) <= _MOST_CHINESE and _CHINESE.search(line) is not None and not _CHINESE_SAYS.search(line)
    words = [word.casefold() for word in _WORD.findall(line)]
    says = any(word in _SPANISH_SAYS or _SPANISH_PAST.fullmatch(word) for word in words)
    plain = language[:2] == "es" and not says and not re.search(r"\d", line)
    return plain and line[0].isupper() and len(line.split()) <= _MOST_WORDS
