"""Another deed of the same doer on the same thing: "discussed the bridge" of "closed the bridge"."""

from __future__ import annotations

from rag.grammar.verb_forms import lemma
from rag.text import words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.predicate import Predicate
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import LIGHT, general, said_otherwise, shared, synonymous, unsaid

_TELL_NOTHING = frozenset(["be", "have", "do"])


def check_other_deed(claim: str, best: str, whole: str) -> list[Finding]:
    """A finding for a verb of a general sense that no cited word says (``whole``: all of them), where ``best``, the claim's sentence, has
    another verb for its subject and its object."""
    mine = [
        p
        for p in predicates((claim,))
        if _plain(p) and (p.verb in general() or p.verb in LIGHT) and lemma(p.verb) not in _TELL_NOTHING
    ]
    if not mine:
        return []
    there = {w.text for w in words(whole)}
    theirs = [p for p in predicates((best,)) if _plain(p)]
    for own in mine:
        if (
            own.verb in there
            or (own.verb not in LIGHT and said_otherwise(own.verb, there))
            or not unsaid(claim, [own.verb], whole)
        ):
            continue
        for other in theirs:
            alike = _all_in(own.head, other.subject) and _all_in(_object(own), _object(other))
            if (
                alike
                and other.verb not in LIGHT
                and lemma(other.verb) not in _TELL_NOTHING
                and not synonymous(own.verb, other.verb)
            ):
                return [Finding(Status.NOT_CONFIRMED, f"the claim says “{own.verb}” where the source says “{other.verb}”")]
    return []


def _plain(predicate: Predicate) -> bool:
    return predicate.kind == "finite" and not predicate.passive and bool(predicate.head) and bool(_object(predicate))


def _object(predicate: Predicate) -> frozenset[str]:
    return predicate.object.head if predicate.object else frozenset()


def _all_in(some: frozenset[str], others: frozenset[str]) -> bool:
    return shared(some, others) == len(some)
