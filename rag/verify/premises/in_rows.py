"""Whether rows of a table bear the figures of a premise, so that no sentence beside them is held against it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.verify.questions.presupposed import Premise
from rag.verify.values.numbers import figures
from rag.verify.values.rounding import bearing


def borne_by_rows(premise: Premise | None, rows: Sequence[str], language: str) -> bool:
    """True when each figure of ``premise`` stands in one of ``rows``, or may be one of them; False for a premise without figures."""
    asked = [f for f in figures(premise.text, language) if f.kind == "quantity"] if premise else []
    told = [f for row in rows for f in figures(row, language)]
    return bool(asked) and all(any(g.value == f.value or bearing(g, f) for g in told) for f in asked)
