"""Words of the source's own clause in another place of the claim's: its object's place for its doer, a mere place for its object.

"Sold by Weiss" of "the board sold it to Weiss"; "sold the river" of "sold the mill by the river"; "Kern bought it" of "sold it to Weiss".
"""

from __future__ import annotations

from rag.grammar.verb_forms import lemma
from rag.text import words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.told_of import among
from rag.verify.words.predicate import Predicate
from rag.verify.words.predicates import predicates
from rag.verify.words.written import as_written

_BESIDE = frozenset(
    ["by", "near", "beside", "at", "in", "from", "under", "behind", "outside", "inside", "between", "against"]
)


def check_displaced(claim: str, best: str) -> list[Finding]:
    """A finding for the first verb of ``claim`` that ``best``, its sentence, has in the active with other words in that place."""
    there = frozenset(w.text for w in words(best))
    theirs = [p for p in predicates((best,)) if p.kind == "finite" and not p.passive and not p.open and p.head]
    for own in predicates((claim,)) if theirs else ():
        same = [other for other in theirs if own.kind == "finite" and lemma(other.verb) == lemma(own.verb)]
        found = [_doer(own, other, there) if own.passive else _object(own, other) for other in same]
        if found and all(found):
            shown = as_written(sorted(found[0]), claim, best)
            return [
                Finding(Status.NOT_CONFIRMED, f"the source says “{same[0].verb}” of this, and “{shown}” of something else")
            ]
    return []


def _doer(own: Predicate, other: Predicate, there: frozenset[str]) -> frozenset[str]:
    """Who a passive claim says did it, where the source has another doer and that one elsewhere among its words, ``there``."""
    by = own.after("by")
    moved = by and not any(among(w, other.subject) for w in by)
    return by if moved and all(among(w, there) for w in by) else frozenset()


def _object(own: Predicate, other: Predicate) -> frozenset[str]:
    """The object of a claim, where the source has another and that one only as a place, a time or an origin."""
    mine, its = own.after(""), other.after("")
    if not mine or not its or any(among(w, its) for w in mine):
        return frozenset()
    places = frozenset[str]().union(*(c.words for c in other.rest if c.joint in _BESIDE))
    return mine if all(among(w, places) for w in mine) else frozenset()
