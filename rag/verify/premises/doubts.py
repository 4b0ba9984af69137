"""All that speaks against a premise beside its passages, check by check.

Each check gives a Doubt or None. A doubt is ``sure`` when a unit about the same thing says otherwise, and not so when the
passages only leave something of the premise unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rag.verify.premises.beside import Beside
from rag.verify.premises.doubt import Doubt
from rag.verify.premises.doubts_abroad import other_rank
from rag.verify.premises.doubts_of_causes import other_cause
from rag.verify.premises.doubts_of_clauses import other_clause
from rag.verify.premises.doubts_of_deeds import other_place_that_day, other_teller, undone
from rag.verify.premises.doubts_of_denials import denied
from rag.verify.premises.doubts_of_kind import other_bearer, other_kind, other_order, other_ordinal, other_particle
from rag.verify.premises.doubts_of_labels import other_label
from rag.verify.premises.doubts_of_makers import other_author, other_makers
from rag.verify.premises.doubts_of_sense import (
    by_figures,
    of_its_figure,
    other_extent,
    refused,
    reversed_,
    swapped,
    unsaid,
)
from rag.verify.premises.doubts_of_tellers import other_figure_told
from rag.verify.premises.doubts_of_values import (
    other_date,
    other_figure,
    other_holder,
    other_name,
    other_office,
    other_place,
)
from rag.verify.questions.presupposed import Form

CHECKS: tuple[Callable[[Beside], Doubt | None], ...] = (
    denied, swapped, other_rank, other_label, other_figure, other_figure_told, of_its_figure, other_extent, reversed_, by_figures, other_date, other_office, other_holder, other_cause, other_name,
    other_place, other_place_that_day, other_author, other_clause, other_bearer, other_kind, other_order, other_ordinal, other_particle, undone, other_teller, refused, unsaid,
)  # fmt: skip


# Where a part of the statement is what is asked for, the rest of it says little but its counts and who holds what.
OF_A_PART = (denied, other_label, other_figure, of_its_figure, other_office, other_makers)


def doubts(case: Beside) -> Iterator[tuple[str, Doubt]]:
    """What each check has to say, in order, with the check's name."""
    for check in OF_A_PART if case.premise.form is Form.OPEN else CHECKS:
        if found := check(case):
            yield check.__name__, found
