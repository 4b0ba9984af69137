"""The words of the product's own furniture in English, Spanish and Chinese (words.json), for every face; none of them speaks about the world."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.phrases import LANGUAGES


@dataclass(frozen=True, slots=True)
class Table:
    """Words by key and language."""

    rows: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, language: str = "en", **values: object) -> str:
        """The words for ``key`` with ``values`` filled in, in English where there is no such language; raises KeyError on an unknown key."""
        told = self.rows[key]
        return told.get(language, told["en"]).format(**values)


READ: dict[str, dict[str, dict[str, str]]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
word = Table(READ["answer"] | READ["chat"])  # around an answer in every face, and the chat
ledger_word, own_word = Table(READ["pages"]), Table(READ["own"])  # the pages beside the chat, the owner's
saved_word, brief_word = Table(READ["saved"]), Table(READ["brief"])  # a saved answer, the sign-in; exports
status_word, tier_word, audit_word = Table(READ["status"]), Table(READ["tier"]), Table(READ["audit"])
basis_word = Table(READ["basis"])  # who finds so of a claim of the article
_ONE, _SEVERAL = Table(READ["finding"]), Table(READ["findings"])
_UNITS = Table(READ["unit"])
_KNOWN_UNIT = re.compile("|".join(sorted(map(re.escape, _UNITS.rows), key=len, reverse=True)))


def finding_word(status: str, language: str = "en", count: int = 1) -> str:
    """A status of the ledger as a reader sees it, of ``count`` claims."""
    return (_ONE if count == 1 else _SEVERAL)(status, language)


def unit_words(unit: str, language: str) -> str:
    """``unit`` as a table of figures shows it: "percent" as "%" in Spanish and Chinese; the quote's own noun ("averías") as it is."""
    known = _KNOWN_UNIT.match(unit)
    if known is None or (rest := unit[known.end() :])[:1].isalnum():
        return unit
    return _UNITS(known[0], language) + rest


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
