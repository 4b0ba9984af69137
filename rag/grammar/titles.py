"""Titles and headings: words that name what a text is about and state nothing. English."""

from __future__ import annotations

import re

from rag.grammar.verbs import tokens, verbs

LONGEST_TITLE = 20  # words
_STOPS = re.compile(r"[.!?…;:。！？；：][\"'”’)\]]*$")
_LETTERS = 4  # of a word that a title writes with a capital


def reads_like_title(text: str) -> bool:
    """No verb, no full stop, few words; with figures in it only where it is written like a title."""
    words = text.split()
    if not words or len(words) > LONGEST_TITLE or _STOPS.search(text) or "\n" in text:
        return False
    if re.search(r"\d", text) and ("," in text or not all(_capital(word) for word in words)):
        return False
    return not any(verb.kind == "finite" and not verb.bare for verb in verbs(tokens(text)))


def _capital(word: str) -> bool:
    return len(word) < _LETTERS or not word[0].islower()
