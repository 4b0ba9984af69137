"""A misspelt word of a question as the sources spell it: "chnia" as "china"; shown as what was asked, never in silence.

Only a word that neither a source nor English knows is touched, and only where one of the sources' own words of the same kind
is hardly different: an unknown name stays what it is, and the sources stay silent on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from rag.answer.english import SHORT, is_english
from rag.answer.short_words import asking, short
from rag.content import heading, in_frame, surfaces
from rag.letters import quiet
from rag.question import language_of
from rag.store import Index
from rag.tokens import tokens

LANGUAGE = "en"  # whose words are known; a Spanish word is in no list of English ones
SHORTEST = 5  # letters; of a shorter word a single one is too much, unless one common word is near
ALIKE, NAMES_ALIKE = 0.8, 0.9  # share of the letters of both words; a capital may begin a name of somebody else
MOST_LONGER = 2  # letters that the right word has more or fewer
# Endings by what they make of a word; those of one kind are mistaken for one another.
_KINDS = (
    ("ise", "ize", "yse", "yze"), ("ises", "izes", "yses", "yzes"), ("ised", "ized", "ysed", "yzed"), ("ising", "izing", "ysing", "yzing"), ("ing",), ("ed",),
    ("er", "or", "ar"), ("ers", "ors", "ars"), ("ist",), ("ists",), ("ism",), ("ity",), ("ities",), ("ion", "oin"), ("ions",), ("ment",), ("ments",),
    ("ness",), ("ance", "ence"), ("able", "ible"), ("ous",), ("ive",), ("ful",), ("less",), ("ly",), ("ery", "ary", "ory"),
)  # fmt: skip
_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]+(?![\w@/-]|\.\w)")


class Spelling:
    """Call it with a question; ``knows`` tells of a term whether the index has it."""

    def __init__(self, index: Index, knows: Callable[[str], bool]) -> None:
        self._index, self._knows = index, knows

    def __call__(self, question: str) -> str:
        """``question`` with its misspelt words put right and none of it shouted; the same string where there is nothing to do."""
        question = quiet(question)
        if language_of(asked := asking(question)) != LANGUAGE:
            return question
        return _WORD.sub(lambda m: self._mended(m[0]), asked)

    def _mended(self, word: str) -> str:
        low = word.lower()
        if (
            len(low) < SHORT
            or word.isupper()
            or in_frame(word, LANGUAGE)
            or is_english(low)
            or low in (words := self._words.get(low[0], {}))
            or any(self._knows(term) and not _cut_off(low, term) for term in tokens(low, LANGUAGE))
        ):
            return word
        if len(low) < SHORTEST:
            return (short(low, words) if word == low else "") or word
        near = [w for w in words if abs(len(w) - len(low)) <= MOST_LONGER]
        least = NAMES_ALIKE if word[0].isupper() else ALIKE
        alike = get_close_matches(low, near, n=3, cutoff=least)
        close = sorted(_swaps(low) & words.keys()) or [w for w in alike if _same_kind(low, w)]
        if not close:
            return word
        best = max(close, key=lambda w: (SequenceMatcher(None, w, low).ratio(), words[w]))
        return best.capitalize() if word[0].isupper() else best

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, int]]:
        """The words of the sources by their first letter, with how often they stand there."""
        texts = [passage.text for passage in self._index.passages]
        heads = [f"{heading(source)} {' '.join(source.authors)}" for source in self._index.sources.values()]
        found: dict[str, Counter[str]] = {}
        for word in (w.lower() for text in (*texts, *heads) for w in surfaces(text) if w.isascii() and w.isalpha()):
            if len(word) >= SHORTEST - 1:
                found.setdefault(word[0], Counter())[word] += 1
        return found


def _swaps(word: str) -> frozenset[str]:
    """``word`` with two neighbouring letters exchanged, in every place."""
    return frozenset(word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))


def _cut_off(word: str, term: str) -> bool:
    """True for a short word that is a stem and no word: "duti" of "duty"."""
    return word == term and len(word) < SHORTEST and word.endswith("i")


def _same_kind(word: str, other: str) -> bool:
    """True unless ``word`` has an ending that makes it a verb, a noun or an adjective, and ``other`` has not: no "critics" for "criticise"."""
    ends = [kind for kind in _KINDS if word.endswith(kind)]
    return not ends or other.endswith(max(ends, key=lambda kind: max(len(end) for end in kind if word.endswith(end))))
