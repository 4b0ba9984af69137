"""A deed told from its other side: what one sells another buys, what one lends another borrows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.grammar.inflection import inflected
from rag.text import content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.greater import CLAUSES, clause_of, said_inversely
from rag.verify.words.synonyms import LIGHT, shared

# A sells to B what B buys from A.
_PAIRS = ("buy sell", "lend borrow", "give receive", "win lose", "beat lose", "import export", "teach learn")
_CONVERSE = frozenset(frozenset(pair.split()) for pair in _PAIRS)
_BASES = {form: base for pair in _PAIRS for base in pair.split() for form in sorted(inflected(base))}
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(
    r"\bby (?P<who>[^,;:.]+?)(?= (?:to|from|in|on|at|for|with|after|before|since|until|during)\b|[,;:.]|$)"
)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words of who does it, and all others of the clause."""

    does: frozenset[str]
    others: frozenset[str]


def check_converse(claim: str, best: str) -> list[Finding]:
    """A finding where of two such verbs a clause of the claim has one and one of the source the other, of the same doer."""
    mine, theirs = _verbs(claim), _verbs(best)
    bases = {_BASES[word] for word in mine} & {_BASES[word] for word in theirs}
    for own, clause in mine.items():
        other = next((w for w, there in theirs.items() if converse(own, w, clause, there) < 0), None)
        if other and _BASES[own] not in bases:
            return [Finding(Status.CONTRADICTED, f"the claim says “{own}” where the source says “{other}”")]
    return []


def _verbs(text: str) -> dict[str, str]:
    """The verbs of such pairs in a text, each with its clause."""
    return {w.text: clause for clause in CLAUSES.split(text) for w in words(clause) if w.text in _BASES}


def told_conversely(claim: str, best: str) -> bool:
    """True when a verb of the claim tells the source's deed from the other side: "Cole lost to Ames", "Ames beat Cole"."""
    return any(w.text in _BASES and said_conversely(w.text, claim, best) for w in words(claim))


def said_conversely(word: str, claim: str, evidence: str) -> bool:
    """True when the evidence says it from the other side: "the trust bought it from the navy" for "the navy sold it"."""
    return said_inversely(word, claim, evidence) or any(
        converse(word, w.text, claim, evidence) > 0 for w in words(evidence)
    )


def converse(mine: str, theirs: str, claim: str, best: str) -> int:
    """Above 0 where two such verbs have another doer each, below where they have the same one; 0 where they are no such pair or it is open."""
    if frozenset((_BASES.get(mine, mine), _BASES.get(theirs, theirs))) not in _CONVERSE:
        return 0
    own, other = _around(claim, mine), _around(best, theirs)
    if own is None or other is None:
        return 0
    return shared(own.does, other.others) - shared(own.does, other.does)


def _around(text: str, word: str) -> _Around | None:
    """What stands around ``word`` in its clause; None where it does not stand in ``text``."""
    text = clause_of(word, text)
    at = next((w.span for w in words(text) if w.text == word), None)
    if at is None:
        return None
    before = frozenset(w.text for w in content_words(text[: at.start]) if w.text not in LIGHT)
    after = frozenset(w.text for w in content_words(text[at.end :]) if w.text not in LIGHT)
    if not _PASSIVE.search(text[: at.start]):
        return _Around(before, after)
    doer = _BY.search(text, at.end)
    does = frozenset(w.text for w in content_words(doer["who"])) if doer else frozenset[str]()
    return _Around(does, (before | after) - does)
