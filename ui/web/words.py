"""The words of the web pages' own furniture in English, Spanish and Chinese (words.json); none of them speaks about the world."""

from __future__ import annotations

import json
from pathlib import Path

from rag.lists.ledger import Basis
from rag.phrases import LANGUAGES
from ui.answer_words import ANSWER
from ui.in_language import Words, in_language

_READ: dict[str, dict[str, dict[str, str]]] = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))
_TABLES: dict[str, dict[str, Words]] = {
    name: {key: (told["en"], told["es"], told["zh"]) for key, told in table.items()} for name, table in _READ.items()
}
WORDS = ANSWER | _TABLES["chat"]
PAGES, OWN, BASIS = _TABLES["pages"], _TABLES["own"], _TABLES["basis"]  # pages beside the chat, the owner's, who found


def word(key: str, language: str = "en", **values: object) -> str:
    """The words for ``key`` in ``language``, English where there is none; raises KeyError on an unknown key."""
    return in_language(WORDS, key, language, **values)


def ledger_word(key: str, language: str = "en", **values: object) -> str:
    """The same for the pages beside the chat."""
    return in_language(PAGES, key, language, **values)


def own_word(key: str, language: str = "en", **values: object) -> str:
    """The same for the owner's page."""
    return in_language(OWN, key, language, **values)


def basis_word(basis: Basis, language: str = "en") -> str:
    """Who finds so of a claim of the article."""
    return in_language(BASIS, basis, language)


def page_in(language: str, page: str) -> str:
    """The address of a page beside the chat that is to be in ``language``."""
    return f"./{page}?language={language if language in LANGUAGES else 'en'}"


def spoken_by(accept_language: str) -> str:
    """The first of our languages in an ``Accept-Language`` header; English when there is none."""
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
