"""How much of what a dispute is about stands in a question, by words alone: for a case that lists too few disputes to say what is near."""

from __future__ import annotations

import re

from rag.content import content, key, keys
from rag.text import guess_language

FEW = 5  # disputes, below which words alone tell
# What is wanted: a question and a matter that want two things are not about one.
_WANTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:when|(?:what|which) (?:date|day|month|year)|cuándo|qué (?:día|fecha|mes|año))\b|何时|什么时候|哪[年天]",
        r"\b(?:how (?:much|many)|(?:what|which) (?:number|amount|share|sum)|cuánt[oa]s?)\b|多少",
        r"\b(?:who(?:m|se)?|quién(?:es)?)\b|谁",
        r"\b(?:where|dónde)\b|哪里|何处",
        r"\b(?:why|por qué)\b|为什么|为何",
    )
)


def share_of(matter: str, question: str) -> float:
    """The share of the telling words of ``matter`` that ``question`` has; 0 where each wants a thing of another kind, or fewer than
    two words tell of the matter."""
    telling = {key(w) for w in content(matter, guess_language(matter)) if not w.isdigit()}
    wanted = [{n for n, kind in enumerate(_WANTED) if kind.search(text)} for text in (matter, question)]
    if len(telling) < 2 or (all(wanted) and wanted[0].isdisjoint(wanted[1])):
        return 0.0
    return len(telling & keys(question)) / len(telling)
