"""What the source tells as done, told as meant, tried, begun or due: "planned to close", "will close" of "closed"."""

from __future__ import annotations

import re

from rag.grammar.inflection import inflected
from rag.grammar.irregular import one_word
from rag.grammar.verb_forms import past
from rag.same_word import same_word
from rag.text import words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.synonyms import synonymous

# Before a verb it leaves open whether, or denies that, it was done in full, or adds that there was a need or a helper.
_OVER = re.compile(
    r"\b(?P<over>(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|propos(?:e|es|ed)|threaten(?:s|ed)?|offer(?:s|ed)?|prepar(?:e|es|ed|ing)|seek(?:s|ing)?|sought|attempt(?:s|ed)?|"
    r"tr(?:y|ies|ied|ying)|want(?:s|ed)?|wish(?:es|ed)?|hop(?:es?|ed|ing)|aim(?:s|ed)?|expect(?:s|ed)?|promis(?:es?|ed)|pledg(?:es?|ed)|vow(?:s|ed)?|set|due|scheduled|about|ready|going|"
    r"working|worked|told|start(?:s|ed|ing)?|beg(?:ins?|an|un|inning)|continu(?:es?|ed|ing)|forced|compelled|obliged|required|need(?:s|ed)?|help(?:s|ed|ing)?|ha[sd]|have|ought|used|is|are|was|were) to"
    r"|will|shall|would|could|might|may|should(?: have)?|tr(?:y|ies|ied|ying)(?= [a-z]+ing\b)|help(?:s|ed|ing)?|(?:consider|propos|suggest|recommend|discuss|review|debat|contemplat|threaten|urg|start|continu|delay|plann)(?:s|es|e|ed|ing)?|keeps?|kept|beg(?:ins?|an|un))"
    r" (?:\w+ly )?(?P<be>be |have |the )?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
# What still goes on is not over: "is selling" of "sold", but not of "has sold".
_GOES_ON = re.compile(r"\b(?P<over>is|are|has been|have been) (?:\w+ly )?(?P<verb>[a-z]+ing)\b", re.IGNORECASE)
_NOT_PLAIN = frozenset(
    ["to", "will", "would", "may", "might", "could", "can", "should", "must", "shall", "not", "never", "be", "being"]
)


def check_only_meant(claim: str, best: str, whole: str) -> list[Finding]:
    """A finding for the first verb that the claim puts behind such a word and ``best``, its sentence, tells plainly in the past; ``whole``:
    all the cited words, none of which says that word in any form."""
    found = [*_OVER.finditer(claim), *_GOES_ON.finditer(claim)]
    if not found:
        return []
    theirs = [w.text for w in words(best)]
    there = {w.text for w in words(whole)}
    for match in found:
        verb, over, goes_on = match["verb"].casefold(), match["over"].casefold(), match.re is _GOES_ON
        places = [i for i, word in enumerate(theirs) if _one_deed(verb, word, goes_on)]
        done = bool(places) and all(_plainly_done(theirs, i) for i in places)
        perfect = goes_on and any(i and theirs[i - 1] in ("has", "have") for i in places)
        if done and not perfect and (goes_on or not any(synonymous(over.split()[0], word) for word in there)):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{match.group()}”; the source tells it as done")]
    return []


_NEEDS = re.compile(
    r"\b(?:(?:need|requir|await|seek|lack)(?:s|ed|ing)?|sought|subject to|pending|appl(?:y|ies|ied|ying) for|request(?:s|ed)?|ask(?:s|ed)? for|depends? on|waiting for|without)"
    r" (?:\w+ ){0,3}?(?P<noun>[a-z]+(?:al|ment|ion|sion|ance|ence|sent|ture)s?)\b",
    re.IGNORECASE,
)


def check_needed(claim: str, best: str) -> list[Finding]:
    """A finding where the claim tells as done what ``best``, its sentence, says is still needed, by a noun: "has approved" of "needs the approval"."""
    if _NEEDS.search(claim):
        return []
    told = [w.text for w in words(claim)]
    theirs = [w.text for w in words(best)]
    for match in _NEEDS.finditer(best):
        noun = match["noun"].casefold()
        done = [
            w
            for i, w in enumerate(told)
            if past(w) and one_word(noun, w) and not (i and told[i - 1] in _NOT_PLAIN | {"if", "unless"})
        ]
        if done and done[0] not in theirs:
            return [Finding(Status.NOT_CONFIRMED, f"the source says “{match.group()}”; the claim states it as done")]
    return []


def _one_deed(verb: str, word: str, strictly: bool) -> bool:
    """True for two forms of one verb, or, if not ``strictly``, of two of one sense."""
    return (
        word in inflected(verb)
        or one_word(verb, word)
        or same_word(verb, word)
        or (not strictly and synonymous(verb, word))
    )


def _plainly_done(tokens: list[str], at: int) -> bool:
    """True for a past form that nothing makes a wish, a plan or a denial."""
    return past(tokens[at]) and (at == 0 or tokens[at - 1] not in _NOT_PLAIN)
