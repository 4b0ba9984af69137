"""All that the cited sentences tell, and of what: the predicates that a claim's own are held against, and the words of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from rag.same_word import same_word
from rag.text import fold
from rag.verify.words.described import described
from rag.verify.words.predicate import Predicate
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import broader, synonymous
from rag.verify.words.written import as_written


@dataclass(frozen=True, slots=True)
class Told:
    """All predicates and words of the evidence, the words of the claim, and both texts."""

    all: tuple[Predicate, ...]
    words: frozenset[str]
    claim: frozenset[str]
    text: str
    claim_text: str

    def has(self, word: str) -> bool:
        """True for a word of the evidence, in some form."""
        return word in self.words or any(same_word(word, other) for other in self.words)

    def shown(self, some: Collection[str]) -> str:
        """Up to four words as the claim or the evidence writes them."""
        return as_written(some, self.claim_text, self.text, most=4)

    def name(self, word: str) -> bool:
        """True for a word that the evidence writes with a capital only."""
        plain = self.text if self.text.isascii() else fold(self.text, case=False, accents=True).text
        return word not in plain and word.capitalize() in plain


def all_told(sentences: tuple[str, ...]) -> tuple[Predicate, ...]:
    """The predicates of all sentences, and what participles tell of a noun in place of the same ones with an open subject."""
    of_nouns = [replace(told, sentence=number) for number, s in enumerate(sentences) for told in described(s)]
    known = {(told.sentence, told.verb) for told in of_nouns}
    plain = [p for p in predicates(sentences) if p.kind == "finite" or not p.open or (p.sentence, p.verb) not in known]
    return (*plain, *of_nouns)


def among(word: str, present: Collection[str]) -> bool:
    """True when a word of the same or a narrower sense is among ``present``."""
    return word in present or any(synonymous(word, other) or broader(word, other) for other in present)
