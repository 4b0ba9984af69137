"""Two sentences that give different causes for one effect: "frost caused the loss", "hail was the main cause of the loss"."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.content import content, key
from rag.text import READ_AGAIN

_CAUSE_OF = re.compile(
    r"(?P<cause>[^,;:]{3,80}?) (?:was|were|is|are)? ?(?:the )?(?:main |chief |primary |real |root |only |biggest )?(?:caused?|causes|reasons?|to blame)"
    r" (?:of |for |behind )?(?:the |its |their )?(?P<effect>[^,;:.]{4,60})",
    re.IGNORECASE,
)

_TOLD = re.compile(r"cause|reason|to blame", re.IGNORECASE)  # what has none of it tells no cause


def asks_for_cause(question: str) -> bool:
    """True when the question asks what caused something."""
    return (
        re.search(
            r"\b(?:caus\w+|reasons?|why|blame|responsible|because|led to|brought about)\b", question, re.IGNORECASE
        )
        is not None
    )


def rival_causes(a: str, b: str) -> tuple[str, str] | None:
    """The causes that two sentences give for one effect, when they share no word; None unless both give one."""
    told = [_cause(text) for text in (a, b)]
    if None in told:
        return None
    (one, effect_a), (other, effect_b) = told  # type: ignore[misc]  # neither is None
    same = _matter(effect_a) & _matter(effect_b)
    least = min(len(_matter(effect_a)), len(_matter(effect_b)))
    if not same or len(same) < least or _matter(one) & _matter(other):
        return None
    return one, other


@lru_cache(maxsize=READ_AGAIN)
def _cause(text: str) -> tuple[str, str] | None:
    found = _CAUSE_OF.search(text) if _TOLD.search(text) else None
    if found is None or re.search(r"\b(?:not|no|never|n['’]t|might|may|could)\b", text):
        return None
    cause = re.split(r"\b(?:that|says?|said|found|because)\b", found["cause"])[-1].strip()
    return (
        (cause, re.split(r"\b(?:and|but|while|in|on|at|by)\b", found["effect"])[0].strip()) if _matter(cause) else None
    )


def _matter(text: str) -> set[str]:
    return {key(w) for w in content(text)}
