"""What the source sets aside, told as so: "stays as its head" of "as an adviser rather than as its head"; and a "despite" that no source has."""

from __future__ import annotations

import re

from rag.text import content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.negation import negations
from rag.verify.words.synonyms import LIGHT, shared, synonymous

_RATHER = re.compile(r"\b(?P<word>rather than|instead of|as opposed to)\s+", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\bexcept(?:ing)?\s+(?:where|when|if|for|in|that|while|during|on|by|at)\s+|\bother than (?:where|when|if)\s+",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(r"[.;:,](?:\s|$)|\s(?:and|but|which|who|while|whereas|although|because|when|if|unless)\s")
_SAYS_SO = re.compile(
    r"\b(?:rather|instead|except\w*|unless|only|other than|apart from|not|no|nor|neither|without|never|replac\w+|exempt\w*|exclud\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
_IF, _UNLESS = re.compile(r"\b(?<!even )if\s+", re.IGNORECASE), re.compile(r"\bunless\s+", re.IGNORECASE)
# What holds against all odds; a source that tells of a contrast may say it in another of these words.
_DESPITE = re.compile(
    r"\b(?:despite|in spite of|notwithstanding|regardless of|even though|even if|in defiance of)\b", re.IGNORECASE
)
_CONTRAST = re.compile(
    r"\b(?:despite|spite|notwithstanding|regardless|though|although|even|but|however|while|whereas|nevertheless|nonetheless|yet|still|whether|"
    r"defian\w+|defied|ignor\w+|against|oppos\w+|overr\w+|except\w*)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:as well as|in addition to|along(?:side| with))\b", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:instead|rather than|in place of|replac\w+)\b", re.IGNORECASE)
_FIRST_TIME = re.compile(r"\bfor the first time\b", re.IGNORECASE)
_NEVER_BEFORE = re.compile(
    r"\b(?:first|never|new|newly|debut\w*|maiden|unprecedented|inaugural|not\b.{1,60}\bbefore)\b", re.IGNORECASE
)
_AGAIN = re.compile(r"\b(?:again|once more|(?:second|third|fourth) time|re-\w+|return\w*|another)\b", re.IGNORECASE)
_REASONS = frozenset(
    ["cause", "reason", "case", "result", "due"]
)  # "where the cause is weather" is "because of weather"
_NEAR = 4  # words before "rather than" among which that stands which is so


def check_set_aside(claim: str, best: str) -> list[Finding]:
    """A finding for the first such thing of ``best``, the claim's sentence."""
    reason = _rather(claim, best) or _excepted(claim, best) or _unless(claim, best) or _added(claim, best)
    return [Finding(Status.NOT_CONFIRMED, reason)] if reason else []


def _rather(claim: str, best: str) -> str:
    """A reason when the claim has what stands behind "rather than", and not the word in its place."""
    if _SAYS_SO.search(claim):
        return ""
    mine = {w.text for w in words(claim)}
    for match in _RATHER.finditer(best):
        aside = [w.text for w in content_words(_phrase(best, match.end()))]
        before = [w.text for w in content_words(best[: match.start()])][-_NEAR:]
        kept = [w for w in before if not any(synonymous(w, a) for a in aside)]
        told = aside and all(any(synonymous(a, m) for m in mine) for a in aside)
        if told and kept and not any(synonymous(kept[-1], m) for m in mine):
            return f"the source says “{match['word']}” of this"
    return ""


def _excepted(claim: str, best: str) -> str:
    """A reason when the claim tells of the exception what holds of all others."""
    match = _EXCEPT.search(best)
    if match is None or _SAYS_SO.search(claim):
        return ""
    thing = _phrase(best, match.end())
    told = [w.text for w in content_words(thing) if w.text not in LIGHT and w.text not in _REASONS]
    mine, others = ({w.text for w in words(t)} for t in (claim, best[: match.start()]))
    own = [w for w in told if w not in others]
    if own and shared(own, mine) == len(own):
        return f"the source excepts “{thing.strip()}”; the claim leaves it out"
    return ""


def _unless(claim: str, best: str) -> str:
    """A reason when the claim says "if" where the source says "unless", or the other way."""
    for mine, theirs, said in ((_IF, _UNLESS, "unless"), (_UNLESS, _IF, "if")):
        own, other = mine.search(claim), theirs.search(best)
        if own is None or other is None or theirs.search(claim) or mine.search(best):
            continue
        here, there = _phrase(claim, own.end()), _phrase(best, other.end())
        told = [w.text for w in content_words(here)]
        if (
            told
            and bool(negations(here)) == bool(negations(there))
            and 2 * shared(told, {w.text for w in words(there)}) > len(told)
        ):
            return f"the source says “{said}” of this"
    return ""


def _added(claim: str, best: str) -> str:
    """A reason for a contrast, a second thing or a first time that only the claim tells."""
    if (word := _DESPITE.search(claim)) and not _CONTRAST.search(best):
        return f"the claim says “{word.group()}”; the source does not"
    if (word := _BOTH.search(claim)) and (theirs := _IN_PLACE.search(best)) and not _BOTH.search(best):
        return f"the claim says “{word.group()}” where the source says “{theirs.group()}”"
    if (word := _FIRST_TIME.search(claim)) and not _FIRST_TIME.search(best):
        if theirs := _AGAIN.search(best):
            return f"the claim says “{word.group()}” where the source says “{theirs.group()}”"
        if not _NEVER_BEFORE.search(best):
            return f"the claim says “{word.group()}”; the source does not"
    return ""


def _phrase(text: str, start: int) -> str:
    return _PHRASE_END.split(text[start:], maxsplit=1)[0]
