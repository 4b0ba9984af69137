"""A difference that the claim gives and the source leaves to be reckoned: of "Oake cost 88 million, Tamar Street 131 million" that Tamar Street
cost 43 million more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rag.types import Status
from rag.verify.figures.by_figures import BY_SO_MUCH, compared_pair
from rag.verify.findings import Finding
from rag.verify.meaning.greater import compared
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import read
from rag.verify.values.units import factor

_NEAR = Decimal("0.01")  # of the difference: rounded figures


def reckoned(claim: str, sentences: Sequence[str]) -> tuple[str, Finding] | None:
    """``claim`` without the difference that it gives, and whether that is the one between two figures of the source; None where it gives
    none, or where the source does not give both."""
    for match, _, _ in compared(claim):
        start = match.start()
        for figure in read(claim).figures:
            behind = claim[figure.span.end : start]
            if figure.kind != "quantity" or figure.span.end > start or not BY_SO_MUCH.fullmatch(behind):
                continue
            bare = f"{claim[: figure.span.start]}{claim[figure.span.end :].lstrip()}"
            if (pair := compared_pair(bare, sentences)) is None:
                continue
            x, y = pair
            if (difference := _difference(figure, x, y)) is None:
                continue
            if difference:
                return bare, Finding(Status.SUPPORTED, f"{figure.text} is the difference between {x.text} and {y.text}")
            return bare, Finding(
                Status.CONTRADICTED, f"{figure.text} is not the difference between {x.text} and {y.text}"
            )
    return None


def _difference(figure: Figure, x: Figure, y: Figure) -> bool | None:
    """Whether a figure is the difference of two; None where they are measured in other things."""
    by, own = factor(x.unit, y.unit), factor(figure.unit, y.unit)
    if by is None or own is None:
        return None
    apart = abs(x.value * by - y.value)
    return abs(apart - figure.value * own) <= apart * _NEAR
