"""What a text says could not be done without a "not": "too damaged to exclude arson", "short of its target"."""

from __future__ import annotations

import re

from rag.grammar.verb_forms import base
from rag.text import content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.stances import CLAUSE_END
from rag.verify.words.negation import negations
from rag.verify.words.synonyms import groups, phrases, synonymous

_TOO = re.compile(r"\btoo (?P<how>[^,;:.]{2,60}?) to (?P<verb>[a-z]+)", re.IGNORECASE)
_SHORT = re.compile(r"\b(?P<how>short of|shy of|below) (?:its|the|their|his|her|a|an)\s", re.IGNORECASE)
_GOAL = re.compile(
    r"\s*(?:[\w-]+ ){0,2}(?:target|goal|aim|quota|threshold|minimum|reserve|requirement|norm|standard|budget|forecast|limit|quorum|majority|record)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reach|met\b|meets?\b|hits?\b|attain|achiev|exceed|surpass|beat|fulfil|made\b|past\b|above\b|on target|topp?ed)",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(r"\brul\w* out\b|\bexclud\w+|\beliminat\w+", re.IGNORECASE)
_TELLS_SO = re.compile(r"\btoo\b|\b(?:short|shy) of\b|\bbelow\b|\bnot\b|n['’]t\b", re.IGNORECASE)


def check_out_of_reach(claim: str, best: str) -> list[Finding]:
    """A finding where the claim tells as done, or as able to be done, what ``best`` says was out of reach."""
    if _TELLS_SO.search(claim):
        return []
    if match := next((m for m in _TOO.finditer(best) if base(m["verb"].lower()) and _done(claim, best, m)), None):
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{match.group()}”; the claim leaves it out")]
    short = _SHORT.search(best)
    if short and _REACHED.search(claim) and _GOAL.match(best, short.end()) and _told(claim, best, short.end()):
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{short['how']}”; the claim leaves it out")]
    return []


def _done(claim: str, best: str, match: re.Match[str]) -> bool:
    """True when the claim has the verb behind "to", or another word for it, undenied, and what stands behind that."""
    verb = match["verb"].lower()
    rules_out = bool(_RULED_OUT.match(match["verb"]) or _RULED_OUT.match(best, match.start("verb")))
    if any(not _RULED_OUT.match(cue.text) for cue in negations(claim)):
        return False
    there = [w.text for w in words(claim)]
    said = any(synonymous(verb, w) for w in there) or (rules_out and _RULED_OUT.search(claim))
    said = said or any(groups(verb) & phrase.lines for phrase in phrases(claim))
    return bool(said) and _told(claim, best, match.end())


def _told(claim: str, best: str, end: int) -> bool:
    """True when the claim repeats the first word of matter behind ``end``, or nothing stands there."""
    clause = CLAUSE_END.split(best[end:], maxsplit=1)[0]
    follows = [w.text for w in content_words(clause)][:1]
    return not follows or any(synonymous(follows[0], w.text) for w in words(claim))
