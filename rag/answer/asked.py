"""The terms of a question: what it is about, word by word, each with its weight; Chinese is cut into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rag.content import FRAME, content, key
from rag.tokens import is_cjk

Idf = Callable[[str], float]
Pieces = Callable[[str], int]  # how many pieces a tokenizer makes of a text
UNSEEN = "\x00"  # a term that no text has: its idf is the highest there is
FOREIGN = 0.7  # of the highest idf: a word of another language is never in the index, so it says less

_FRAME_ZH = sorted(FRAME["zh"], key=len, reverse=True)
_LONG_ZH = re.compile("|".join(w for w in _FRAME_ZH if len(w) > 1))


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question: as it stands, its term in the index, and how rare it is there (0..1)."""

    text: str
    key: str
    rarity: float
    named: bool  # a proper name, an acronym, a year or another number
    foreign: bool  # of another language than the sources
    absent: bool  # no passage has it

    @property
    def chinese(self) -> bool:
        """True for a Chinese word."""
        return is_cjk(self.text)

    @property
    def number(self) -> bool:
        """True for a number or a year."""
        return self.text[0].isdigit()


def terms(question: str, language: str, idf: Idf, pieces: Pieces | None = None, home: str = "en") -> list[Term]:
    """The terms of ``question`` in order, each once; ``home`` is the language of the sources. None for a bare frame."""
    found: dict[str, Term] = {}
    first = question.split()[0].strip("¿¡\"'“") if question.split() else ""
    highest = idf(UNSEEN)
    for word in content(question, language):
        if is_cjk(word):
            for cut in cut_chinese(word, pieces):
                found.setdefault(cut, Term(cut, cut, FOREIGN, False, home != "zh", True))
            continue
        term = key(word, home)
        acronym, number = word.isupper() and len(word) > 1, word[0].isdigit()
        absent = idf(term) >= highest
        foreign = language != home and absent and not number and not acronym
        named = acronym or number or (word[0].isupper() and word != first)
        rarity = FOREIGN if foreign else idf(term) / highest
        found.setdefault(term, Term(word, term, rarity, named, foreign, absent))
    return list(found.values())


def cut_chinese(run: str, pieces: Pieces | None) -> list[str]:
    """The words of a run of Chinese: where a tokenizer would cut it at no cost, less function words.

    Without a tokenizer a run between two function words counts as one word. Characters that stand alone are joined.
    """
    found: list[str] = []
    for stretch in _LONG_ZH.sub(" ", run).split():
        single = ""
        for part in [*_parts(stretch, pieces), ""]:
            if len(part) == 1 and part not in FRAME["zh"]:
                single += part
                continue
            while len(single) > 3:  # unknown words: mostly of two or three characters
                found.append(single[:2])
                single = single[2:]
            found.append(single)
            single = ""
            if part not in FRAME["zh"]:
                found.append(part)
    return [word for word in found if len(word) > 1]


def _parts(stretch: str, pieces: Pieces | None) -> list[str]:
    if pieces is None or len(stretch) < 3:
        return [stretch]
    bare, whole, lead = pieces(""), pieces(stretch), pieces("的")
    # A cut that costs no piece is a boundary; 的 in front keeps the start-of-word piece away from the second half.
    cuts = [
        k
        for k in range(1, len(stretch))
        if pieces(stretch[:k]) - bare + pieces("的" + stretch[k:]) - lead <= whole - bare
    ]
    return [stretch[a:b] for a, b in zip([0, *cuts], [*cuts, len(stretch)], strict=True)]
