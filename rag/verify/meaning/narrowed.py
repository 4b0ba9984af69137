"""A word left out that keeps what is said small: "had no alarm" of "had no working alarm", "were full" of "were three-quarters full"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.grammar.function_words import PREPOSITIONS
from rag.grammar.verbs import separates
from rag.text import Word, content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.synonyms import LIGHT, synonymous

_NONE = re.compile(
    r"\b(?:no|without(?: any)?|not any|not a|not an|hardly any|none of (?:the|its|their))\s+(?!longer\b|more\b|less\b|one\b|fewer\b)",
    re.IGNORECASE,
)
_LONGEST = 5  # words of what is denied
_PART = re.compile(
    r"\b(?P<part>(?:(?:a|one|two|three)[ -])?(?:half|thirds?|quarters?|fifths?|tenths?)|half[ -]|partly|partially|\d+ ?(?:%|percent|per cent))[ -](?P<what>[a-z]+)\b",
    re.IGNORECASE,
)
_SAYS_PART = re.compile(
    r"\b(?:half|third|quarter|fifth|tenth|part|most|some|not|more than|less than|up to|below|under)\w*\b|\d|n['’]t\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:full|empty|complete|finished|built|done|owned|covered|closed|open|sold|paid|flooded|destroyed|ready|vacant|occupied)\b",
    re.IGNORECASE,
)


def check_narrowed(claim: str, best: str) -> list[Finding]:
    """A finding for the first such word of ``best``, the claim's sentence."""
    mine = {w.text for w in words(claim)}
    for own, head in _denied(claim):
        for theirs, noun in _denied(best):
            lost = [w for w in theirs if w not in LIGHT and not any(synonymous(w, m) for m in mine)]
            if synonymous(head, noun) and lost and len(theirs) > len(own):
                return [Finding(Status.NOT_CONFIRMED, f"the source denies it of “{lost[0]} {noun}” only")]
    part = next((m for m in _PART.finditer(best) if _STATE.fullmatch(m["what"])), None)
    if part and not _SAYS_PART.search(claim) and any(synonymous(part["what"].casefold(), m) for m in mine):
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{part['part'].strip()}”; the claim leaves it out")]
    return []


def _denied(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words before each noun that a text denies, and that noun."""
    for match in _NONE.finditer(text):
        told: list[Word] = []
        for word in words(text[match.end() :])[:_LONGEST]:
            gap = text[match.end() :][told[-1].span.end : word.span.start] if told else ""
            if word.text in PREPOSITIONS or word.text == "of" or separates(word.text) or gap.strip():
                break
            told.append(word)
        phrase = [w.text for w in content_words(" ".join(w.text for w in told))]
        if phrase:
            yield tuple(phrase[:-1]), phrase[-1]
