"""Whether two quotes say the same, by their content words and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, content_words
from rag.tokens import stem
from rag.verify.values.dates import dates
from rag.verify.values.numbers import CODE, figures

SAME = 0.4  # Jaccard overlap of the content words from which quotes with the same figures say the same
INSIDE = 0.8  # share of the shorter quote's words that the longer one holds


@dataclass(frozen=True, slots=True)
class Gist:
    """A quote's content words (stems), figures and dates."""

    words: frozenset[str]
    figures: frozenset[str]
    dates: frozenset[tuple[int | None, ...]]


@lru_cache(maxsize=READ_AGAIN)
def gist(text: str, language: str = "en") -> Gist:
    """What two quotes are compared by."""
    return Gist(
        frozenset(stem(w.text) for w in content_words(text, language)),
        frozenset(f.text if f.kind == CODE else f"{f.value.normalize()} {f.unit}" for f in figures(text, language)),
        frozenset(when.parts for when in dates(text, language)),
    )


def overlap(a: Gist, b: Gist) -> float:
    """Jaccard overlap of the content words, 0 for empty ones."""
    union = a.words | b.words
    return len(a.words & b.words) / len(union) if union else 0.0


def repeats(a: Gist, b: Gist) -> bool:
    """True when the one adds neither figure nor date to the other and hardly a word."""
    if a.figures != b.figures or a.dates != b.dates:
        one, other = (a, b) if len(a.figures) + len(a.dates) <= len(b.figures) + len(b.dates) else (b, a)
        if not (one.figures <= other.figures and one.dates <= other.dates):
            return False
        return bool(one.words) and len(one.words & other.words) / len(one.words) >= INSIDE
    if overlap(a, b) >= SAME:
        return True
    short = min((a, b), key=lambda g: len(g.words))
    return bool(short.words) and len(a.words & b.words) / len(short.words) >= INSIDE
