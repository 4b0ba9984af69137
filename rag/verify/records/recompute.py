"""The status of a claim by code, from the facts and passages an editor chose: supported, contradicted, or not for code to decide.

Only claims with a figure or a date are decided here; whether words mean the same is the editor's judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.reason import Code, Reason, reason, said
from rag.verify.claim import Weighed, weigh
from rag.verify.values import compare
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.windows import Stretch


class Outcome(StrEnum):
    """What code makes of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNDECIDED = "not decidable"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A deciding fact, or a sentence of a passage, by its id or its source and place; ``rank`` of its tier (0 is nearest to the facts)."""

    fact_id: str
    text: str
    rank: int = 0
    known: tuple[str, ...] = ()  # names of its source
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The outcome and why, with the fact that decides."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    fact_id: str = ""

    @property
    def reason(self) -> str:
        """The reasons in English."""
        return said(self.reasons)


def recompute(claim: str, facts: Sequence[Bearer], language: str = "en") -> Recomputed:
    """What the figures and dates of ``facts`` say to those of ``claim``, where the judge does not doubt that they speak of the same."""
    if not (figures(claim, language) or dates(claim, language)):
        return Recomputed(Outcome.UNDECIDED, (reason(Code.NO_VALUES),))
    readable = [fact for fact in facts if fact.text.strip()]
    found = weigh([(claim, [Stretch(fact.text, ", ".join(fact.known))]) for fact in readable]) if readable else ()
    for_it = [f for f, w in zip(readable, found, strict=True) if _all_there(w)]
    against = [(f, w) for f, w in zip(readable, found, strict=True) if _clashes(w) and f not in for_it]
    if for_it and against and min(f.rank for f, _ in against) < min(f.rank for f in for_it):
        return Recomputed(
            Outcome.UNDECIDED, (reason(Code.FACTS_DIFFER, one=for_it[0].fact_id, other=against[0][0].fact_id),)
        )
    if for_it:
        return Recomputed(Outcome.SUPPORTED, (reason(Code.VALUES_STAND_IN, fact=for_it[0].fact_id),), for_it[0].fact_id)
    if against:
        fact, weighed = against[0]
        value = next(v for v in weighed.values if v.exact)
        return Recomputed(
            Outcome.CONTRADICTED, (reason(Code.CLASH, value=value.text, other=value.other),), fact.fact_id
        )
    return Recomputed(Outcome.UNDECIDED, (reason(Code.NO_FACT_DECIDES),))


def _all_there(weighed: Weighed) -> bool:
    """True when each figure and date of the claim stands there, and the judge leans to it."""
    values = [v for v in weighed.values if v.kind is not compare.Kind.NAME]
    return bool(values) and all(v.outcome is compare.Outcome.FOUND for v in values) and weighed.borne


def _clashes(weighed: Weighed) -> bool:
    return not weighed.borne and any(v.exact for v in weighed.values)
