"""How much of what a question takes for granted stands in one place of the passages: what all stands there is hardly wrong.

A wrong premise has some word, figure, date or name that the passage which denies it has not. So of a question in whose premise no check
finds anything it is counted how many of these no clause has, all beside one another, where a doubt of the reader alone is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp
from typing import NamedTuple

from rag.bridge import read_in_english
from rag.verify.premises.beside import HALF_A_NAME, MET, Beside
from rag.verify.premises.doubts_of_values import dated, gives
from rag.verify.premises.poles import BEARS_MOST, EXTENTS, HAS_NEGATION, MOST
from rag.verify.premises.units import Told, Unit, units_of
from rag.verify.questions.presupposed import Form, Premise, also_presupposed, presupposed
from rag.verify.values.dates import When, compatible

# How much is not there of a word that only the source's heading has, and of one in whose place another of its sense stands.
HEADED, OTHERWISE = 0.5, 0.25
VALUE = 2.0  # how many words a figure, a date or a name counts for: of paraphrases these stay as they are
_ASKS = re.compile(r"^\W*(?:how come|why|when|where|how|what|who|which)\b", re.IGNORECASE)
_DENIES = re.compile(
    rf"{HAS_NEGATION.pattern}|\b(?:nor|neither|den(?:y|ies|ied)|declin\w+ to|reject\w*|unable|cannot|turned down)\b",
    re.IGNORECASE,
)


class BorneOut(NamedTuple):
    """Of the clause that has most of the premise: 1 where it has all of it, the less the more it lacks; and the share that it has."""

    whole: float = 0.0
    share: float = 0.0


def borne_out(question: str, passages: Sequence[Told]) -> BorneOut:
    """How much of what ``question`` takes for granted the ``passages`` have; of several statements that of which they have least.

    A question in Spanish or Chinese as it is read in English, word by word; so are passages.
    """
    read = [replace(told, body=read_in_english(told.body, told.language) or told.body) for told in passages]
    units = [unit for unit in units_of(read) if not unit.of_seed]
    if not units:
        return BorneOut()
    first = presupposed(question)
    stated = [*([first] if first else []), *also_presupposed(question)]
    stated = stated or [Premise(_ASKS.sub("", question).strip(" ?"), Form.ASSERTED, inside=True)]
    lacks = (min(_lacking(Beside(premise, units, "en", _by_no_likeness))) for premise in stated)
    lacking, share = max(lacks)
    return BorneOut(exp(-lacking), 1 - share)


def _by_no_likeness(word: str, place: int) -> float:
    """What is only like a word says nothing of whether it stands there."""
    return 0.0


def _lacking(case: Beside) -> Iterator[tuple[float, float]]:
    """Of each clause how much of the premise it lacks, counted and as a share."""
    denies = len(_DENIES.findall(case.premise.text)) % 2
    for unit in case.units:
        for text in filter(None, re.split(r"\s*;\s*", unit.text)):
            clause = replace(unit, text=text, part=True)
            alone = replace(clause, heading="")
            lacks = [
                *(_lacks(word, case, clause, alone) for word in case.full),
                *(VALUE * (case.hit(name.text, clause) <= HALF_A_NAME) for name in case.names),
                *(VALUE * (not gives(clause, figure)) for figure in case.figures),
                *(VALUE * (not _of_that_month(clause, when, case.units)) for when in case.dates if when.year),
                float(not _as_much(case.premise.text, unit.text)),
                float(denies != len(_DENIES.findall(text)) % 2),
            ]  # fmt: skip
            yield sum(lacks), sum(lacks) / len(lacks)


def _lacks(word: str, case: Beside, clause: Unit, alone: Unit) -> float:
    """How much of a word is not in the clause; ``alone``: the clause without its heading."""
    if (met := case.hit(word, alone)) >= MET:
        return 0.0 if met == 1 else OTHERWISE
    return HEADED if case.hit(word, clause) >= MET else 1.0


def _of_that_month(clause: Unit, when: When, units: Sequence[Unit]) -> bool:
    """True when the clause is of that year, and of that month where the source tells months of it."""
    if not dated(clause, when):
        return False
    told = [other for unit in units if unit.heading == clause.heading for other in unit.dates]
    months = [other for other in (clause.dates or told) if other.month and other.year == when.year]
    return not when.month or not months or any(compatible(other, when) for other in months)


def _as_much(said: str, text: str) -> bool:
    """True unless ``said`` speaks of all, none, only or most and ``text`` of no such thing."""
    extents = (borne.search(text) for extent, borne in EXTENTS if extent.search(said))
    return all(extents) and (not MOST.search(said) or bool(BEARS_MOST.search(text)))
