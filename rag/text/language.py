"""The language of a question: English, Spanish or Chinese, by its function words and characters."""

from __future__ import annotations

import re

from rag.text.tokens import STOP, fold, is_cjk

_SPANISH = re.compile(r"[¿¡ñ]", re.IGNORECASE)
_TITLE = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|《[^》]*》")  # words of another's, perhaps of another language
_FUNCTION = {language: frozenset(map(fold, words)) for language, words in STOP.items()}
_HAN = re.compile("[㐀-鿿]")
_LATIN = re.compile(r"[^\W\d_㐀-鿿]+")
_ACRONYMS = 2  # words in capitals, so many of which are acronyms: "US" is not "us"


def language_of(text: str) -> str:
    """``zh``, ``es`` or ``en``, by what stands outside quotation marks.

    A name or a word of another language decides nothing: "What did Peña Nieto say?" and "What does 桥 mean?" are English.
    """
    own = _TITLE.sub(" ", text)
    own = own if any(c.isalpha() for c in own) else text
    latin = _LATIN.findall(own)
    in_capitals = own.isupper() and len(latin) > _ACRONYMS
    words = [fold(word) for word in latin if in_capitals or not word.isupper()]
    english, spanish = (sum(word in _FUNCTION[lang] for word in words) for lang in ("en", "es"))
    if is_cjk(own) and (not english + spanish or len(_HAN.findall(own)) >= len(latin)):
        return "zh"
    if english == spanish:
        return "es" if _SPANISH.search(own) else "en"
    return "es" if spanish > english else "en"
