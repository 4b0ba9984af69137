"""Whether the passages found answer the question: calibrated from the judge over the first of them, and from names and years that are not there.

A refusal names what is missing only where no passage of the whole index has it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.index.lexical import card
from rag.models.calibration import Logistic, calibration
from rag.models.judge import ANSWERS, DENIES, SILENT, Shares, english
from rag.phrases import phrase
from rag.retrieve.search import SUREST, Found, Search, odds, spelled
from rag.sources import Span
from rag.text.content import surfaces
from rag.text.fold import language_of
from rag.text.tokens import is_cjk, tokens
from rag.types import Note, NoteKind

FIRST = 5  # passages that tell
EVEN = 0.5  # confidence from which the passages are likelier than not to answer: "the sources do not say" would say too much
SURE = 0.6  # from which an answer stands without a word of doubt, which leads it
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether to answer, how surely (0 to 1), and of what is refused what stands nowhere in the index."""

    enough: bool
    confidence: float
    missing: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """True where an answer needs no word of doubt."""
        return self.confidence >= SURE

    def silence(self, language: str) -> Note:
        """The refusal in words."""
        near = self.confidence >= EVEN
        if self.missing:
            key = "refused_near_missing" if near else "refused_missing"
            text = phrase(key, language, missing=_listed(self.missing, language))
        else:
            text = phrase("refused_near" if near else "refused_weak", language)
        return Note(NoteKind.REFUSED, text, Span(0, len(text)))

    def unsure(self, language: str) -> str:
        """What an answer says first where it may be none; "" where it is sure."""
        return "" if self.sure else phrase("unsure", language)


SETTLED = Ground(True, 1.0)  # told by the case's own lists


def enough(question: str, found: Found, search: Search, least: float | None = None) -> Ground:
    """The ground for an answer from ``found``; ``least``: the confidence from which to answer, by default the calibrated one."""
    if not found.hits:
        return Ground(False, 0.0, missing_of(question, search))
    weighed = model_of(question, found)
    share = weighed.share(figures(question, found, search))
    if share >= (weighed.threshold if least is None else least):
        return Ground(True, share)
    return Ground(False, share, missing_of(question, search))


def model_of(question: str, found: Found) -> Logistic:
    """The weights for the network that has read the passages: the shares of one mean another thing than those of the other."""
    read = any(english(question, hit.passage.text) for hit in found.hits[:FIRST])
    return calibration().enough if read else calibration().enough_others


def figures(question: str, found: Found, search: Search) -> dict[str, float]:
    """What the decision is made of, by name. Words in common are not among it: what is asked in vain shares as many."""
    first, shares = found.hits[:FIRST], found.shares
    sources = [search.index.sources[hit.passage.source_id] for hit in first]
    texts = [spelled(f"{card(source)} {hit.passage.text}") for hit, source in zip(first, sources, strict=True)]
    return {
        "first": _sum(shares[:1]),
        "odds": _sum(shares[:FIRST]),
        "all": _sum(shares),
        "best": float(shares[:FIRST, ANSWERS].max(initial=0.0)),
        "denies": float(shares[:FIRST, DENIES].max(initial=0.0)),
        "known": found.known.balance,
        "years": float(_without(years_of(question), texts)),
        "absent": float(len(missing_of(question, search))),
    }


def _sum(shares: Shares) -> float:
    """The log of the summed odds that passages are not silent."""
    return float(np.log(np.exp(odds(shares[:, SILENT])).sum())) if len(shares) else -SUREST


def missing_of(question: str, search: Search) -> tuple[str, ...]:
    """The names and years of the question that no passage of the index has, as they are written."""
    lexical = search.candidates.lexical

    def known(word: str) -> bool:
        return any(all(t in lexical for t in tokens(word, language)) for language in search.candidates.languages)

    question = spelled(question)  # "FY 2022" is no name
    # sources in another language call it otherwise: México is there as Mexico
    names = names_of(question) if language_of(question) in search.candidates.languages else []
    return tuple(dict.fromkeys(word for word in (*names, *years_of(question)) if not known(word)))


def names_of(question: str) -> list[str]:
    """The words of the question that are written as names: with a capital inside a sentence, or all in capitals."""
    found = []
    for sentence in re.split(r"(?<=[.?!:])\s+", question):
        words = [word for word in surfaces(sentence) if not is_cjk(word)]
        if sum(word[0].isupper() for word in words) > len(words) / 2 and len(words) > 3:
            continue  # a headline
        inner = words[1:] if words and not (words[0].isupper() and len(words[0]) > 1) else words
        found += [word for word in inner if word[0].isupper() and len(word) > 1]
    return found


def years_of(question: str) -> list[str]:
    """The years that the question names."""
    return _YEAR.findall(spelled(question))


def _without(years: Sequence[str], texts: Sequence[str]) -> bool:
    """True where there are years and no text has any of them."""
    return bool(years) and not any(year in text for year in years for text in texts)


def _listed(words: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(f"“{word}”" for word in words)
