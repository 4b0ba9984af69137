"""A misspelt word of a question as the sources spell it: "chnia" as "china"; shown as what was asked, never in silence.

Only a word that neither a source nor English knows is touched, and only where one of the sources' own words is hardly
different: an unknown name stays what it is, and the sources stay silent on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache, cached_property

from rag.content import heading, in_frame, surfaces
from rag.letters import quiet
from rag.models import VOCABULARY
from rag.question import language_of
from rag.store import Index
from rag.tokens import tokens

LANGUAGE = "en"  # whose words are known; a Spanish word is in no list of English ones
SHORTEST = 5  # letters; of a shorter word a single one is too much
ALIKE, NAMES_ALIKE = 0.8, 0.9  # share of the letters of both words; a capital may begin a name of somebody else
MOST_LONGER = 2  # letters that the right word has more or fewer
_PREFIXES = ("un", "re", "non", "dis", "mis", "over", "under", "out", "pre", "anti")
_ENDINGS = ("s", "es", "d", "ed", "ing", "r", "er", "ers", "st", "est", "ly", "ness", "less", "able", "ish")
_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]+(?![\w@/-]|\.\w)")


class Spelling:
    """Call it with a question; ``knows`` tells of a term whether the index has it."""

    def __init__(self, index: Index, knows: Callable[[str], bool]) -> None:
        self._index, self._knows = index, knows

    def __call__(self, question: str) -> str:
        """``question`` with its misspelt words put right and none of it shouted; the same string where there is nothing to do."""
        question = quiet(question)
        return _WORD.sub(lambda m: self._mended(m[0]), question) if language_of(question) == LANGUAGE else question

    def _mended(self, word: str) -> str:
        low = word.lower()
        if (
            len(low) < SHORTEST
            or word.isupper()
            or in_frame(word, LANGUAGE)
            or _is_english(low)
            or any(self._knows(term) for term in tokens(low, LANGUAGE))
        ):
            return word
        words = self._words.get(low[0], {})
        near = [w for w in words if abs(len(w) - len(low)) <= MOST_LONGER]
        least = NAMES_ALIKE if word[0].isupper() else ALIKE
        close = sorted(_swaps(low) & words.keys()) or get_close_matches(low, near, n=3, cutoff=least)
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


def _is_english(word: str) -> bool:
    """True when English knows the word, or what is left of it without an ending or a prefix."""
    whole = [word, *(word.removeprefix(p) for p in _PREFIXES if word.startswith(p))]
    return any(
        base in _english() for w in whole for base in (w, *(w.removesuffix(e) for e in _ENDINGS if w.endswith(e)))
    )


@cache
def _english() -> frozenset[str]:
    """Words of English, from the vocabulary that the embedder and the reader cut texts by."""
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha() and len(line) >= SHORTEST - 1)
