"""A question cut down to a few words, as people type them into a search box and as the glossary leaves those of other languages."""

from __future__ import annotations

import re
from random import Random

from rag.tokens import STOP

ASKS = frozenset(
    {
        "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "many", "much", "long", "far", "old", "did", "has", "not", "no",
    }
)  # fmt: skip
MOVED = 0.4  # share of the questions whose asking word does not stand first any more
LOST = 0.06  # share of the other words that are lost too
FEWEST = 3  # words that must be left
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FIRST = re.compile(r"^(?:how (?:many|much|long|far|old)|who|what|which|when|where|why|how|did)\b", re.IGNORECASE)


def in_brief(question: str, rng: Random) -> str:
    """``question`` without its small words, its asking word perhaps elsewhere; "" where too little is left."""
    first = _FIRST.match(question)
    asks = first[0].lower() if first else ""
    kept = [w for w in _WORD.findall(question[len(asks) :]) if w.lower() in ASKS or w.lower() not in STOP["en"]]
    words = [w for w in kept if rng.random() >= LOST]
    if len(words) + bool(asks) < FEWEST:
        return ""
    if asks:
        words.insert(rng.randrange(1, len(words) + 1) if rng.random() < MOVED else 0, asks)
    return " ".join(words) + "?"
