"""A place in a source in the reader's language: "section 'Faults', para 1" is "apartado «Faults», párr. 1" and 「Faults」部分，第1段.

Readers name places in English (docs/reading.md), and so they stay in the index, in JSON and in what ``verify`` compares: only what is
shown is put into words. What a document calls a part of itself, and what a record says of a place in words of its own, stays as it is.
"""

import re
from functools import lru_cache

from rag.phrases import LANGUAGES, table
from rag.text.punctuation import in_a_row, rounded

_N = r"(\d+(?:\s?[-–]\s?\d+)?)"
_SECTION = re.compile(r"section '(.*)'(?:, (.*))?", re.DOTALL)
_PIECES = [
    (re.compile(pattern.replace("{N}", _N), re.IGNORECASE), words) for pattern, words in table("places.tsv").items()
]


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
    for pattern, words in _PIECES:
        if found := pattern.fullmatch(piece):
            return words[language].format(*found.groups())
    return piece
