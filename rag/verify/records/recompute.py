"""The status of a claim by code, from the facts and passages an editor chose: supported, contradicted, or not for code to decide.

Only figures, dates and the calendar are decided here; whether words mean the same is the editor's judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.types import Audit
from rag.verify.figures.elapsed import other_weekday, time_between
from rag.verify.figures.events import happenings
from rag.verify.records.stretch import Judged, judge
from rag.verify.records.told import Told
from rag.verify.values.dates import When, compatible
from rag.verify.values.statement import Statement, read

_PUBLISHING = ("released", "dated")  # as events.py names them: one thing comes out and bears a date


class Outcome(StrEnum):
    """What code makes of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNDECIDED = "not decidable"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A deciding fact, or a sentence of a passage, by its id or its source and place; ``rank`` of its tier (0 is nearest to the facts), ``known`` names of its source."""

    fact_id: str
    text: str
    rank: int = 0
    known: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The outcome and why, with the fact that decides."""

    outcome: Outcome
    reason: str
    fact_id: str = ""


def recompute(claim: str, facts: Sequence[Bearer], language: str = "en") -> Recomputed:
    """What the figures and dates of ``facts`` say to those of ``claim``."""
    told = Told(claim, language)
    if not told.anchored:
        return Recomputed(Outcome.UNDECIDED, "the claim has no figure or date to compare")
    alike = [fact for fact in facts if fact.language[:2] == language[:2]]
    said = [read(fact.text, language) for fact in alike]
    if by_calendar := _calendar(told.statement, alike, said):
        return by_calendar
    judged = [(fact, judge(Told(claim, language, fact.known), [fact.text])) for fact in alike]
    for_it = [(f, j) for f, j in judged if j.status is Audit.CONFIRMED]
    held = {f.fact_id for f, _ in for_it}  # what another sentence of the same passage says is of something else
    against = [
        (f, j) for f, j in judged if j.status is Audit.DIFFERS and j.others and _same_thing(j) and f.fact_id not in held
    ]
    if for_it and against and min(f.rank for f, _ in against) < min(f.rank for f, _ in for_it):
        return Recomputed(Outcome.UNDECIDED, f"{for_it[0][0].fact_id} and {against[0][0].fact_id} differ")
    if for_it:
        other = f"; {against[0][0].fact_id} has another figure" if against else ""
        fact = for_it[0][0]
        return Recomputed(Outcome.SUPPORTED, f"its figures and dates stand in {fact.fact_id}{other}", fact.fact_id)
    if against:
        fact, found = against[0]
        reason = found.reason.replace("our record", "the claim").replace("the original", fact.fact_id)
        return Recomputed(Outcome.CONTRADICTED, reason, fact.fact_id)
    return Recomputed(Outcome.UNDECIDED, "no deciding fact has figures or dates of the same thing")


def _same_thing(judged: Judged) -> bool:
    """True when a fact with another figure is about the claim's matter beyond doubt."""
    return judged.names_it or judged.share >= 0.7


def _calendar(claim: Statement, facts: Sequence[Bearer], said: Sequence[Statement]) -> Recomputed | None:
    """What the dates alone decide: the time between two events, and when a thing came out."""
    if between := time_between(claim, said):
        figure, measured, agrees = between
        reason = f"from one date to the other it is {measured.text}, the claim says {figure.qualifier} {figure.said}".replace(
            "  ", " "
        )
        return Recomputed(Outcome.SUPPORTED if agrees else Outcome.CONTRADICTED, reason, facts[-1].fact_id)
    mine = _published(claim)
    if len(claim.dates) != 1 or claim.figures or len(mine) != 1:
        return None
    for fact, statement in zip(facts, said, strict=True):
        for when in _published(statement):
            if compatible(when, mine[0]):
                if day := other_weekday(claim, when):
                    return Recomputed(Outcome.CONTRADICTED, f"{when.text} was a {day}", fact.fact_id)
                return Recomputed(Outcome.SUPPORTED, f"{fact.fact_id} gives the date: {when.text}", fact.fact_id)
    return None


def _published(statement: Statement) -> list[When]:
    """The dates on which something was published, by ``statement``."""
    return [when for h in happenings(statement) if h.event in _PUBLISHING and isinstance(when := h.when, When)]
