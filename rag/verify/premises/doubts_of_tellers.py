"""A premise that puts a figure in somebody's mouth, held against what that source alone says."""

from __future__ import annotations

import re
from copy import copy

from rag.verify.entities.names import in_text
from rag.verify.premises.beside import Beside
from rag.verify.premises.doubt import Doubt
from rag.verify.premises.doubts_of_values import other_figure
from rag.verify.premises.units import Unit

_SAYS = re.compile(
    r"^(?:the )?(?P<who>[A-Z][\w.&'’-]*(?: (?:(?:of|for|on|the) ){0,2}[A-Z][\w.&'’-]*)*) (?:has |had |have |also )?"
    r"(?:sa(?:y|ys|id)|report(?:s|ed)?|put(?:s)?|estimate[sd]?|claim(?:s|ed)?|told|tells?|found|finds?|wr(?:ote|ites?)|describe[sd]?|call(?:s|ed)?|count(?:s|ed)?|gave|gives?|cite[sd]?|state[sd]?)\b"
)


def other_figure_told(case: Beside) -> Doubt | None:
    """Of "Reuters reported that it is 30 times as strong", where Reuters says 50 and another says 30, the 30 times."""
    said = _SAYS.match(case.premise.text)
    theirs = [unit for unit in case.units if said and in_text(said["who"], _publisher(unit))]
    if not theirs or len(theirs) == len(case.units):
        return None
    alone = copy(case)
    alone.units = theirs
    found = other_figure(alone)
    return found if found and found.sure else None


def _publisher(unit: Unit) -> str:
    return unit.heading.partition(", ")[0]
