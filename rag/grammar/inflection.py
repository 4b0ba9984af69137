"""The forms that an English word can have."""

from __future__ import annotations

import re

from rag.grammar.irregular import forms_of
from rag.same_word import stem


def inflected(word: str) -> set[str]:
    """The forms of a word, regular and irregular, and their stems."""
    out: set[str] = set()
    for base in (word, *forms_of(word)):
        out |= _regular(base)
    return out


def _regular(word: str) -> set[str]:
    """The regular forms of a word, and their stems."""
    base = word[:-1] if word.endswith("e") else word
    forms = {word, f"{word}s", f"{base}ed", f"{base}ing"}
    if word[-1] == "y" and word[-2:-1] not in tuple("aeiou"):
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    elif word.endswith(("s", "sh", "ch", "x", "z")):
        forms.add(f"{word}es")
    elif re.search("[^aeiou][aeiou][bdgmnprt]$", word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return forms | {stem(form) for form in forms}
