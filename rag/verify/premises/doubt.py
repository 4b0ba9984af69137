"""What speaks against a premise, and the shares from which a unit of a passage counts as near it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.content import key
from rag.grammar.irregular import one_word
from rag.tokens import fold
from rag.verify.premises.units import Unit

# Shares of the premise from which a unit is near it, about it, on the same point, and tells the same.
NEAR, ABOUT, CLOSE, SAME = 0.34, 0.55, 0.65, 0.8
SIDE = 0.15  # a unit that bears the premise counts as much as a rival when its share is at most so much smaller


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of the premise is not borne out, the unit that decides it, and whether that says otherwise."""

    point: str
    unit: Unit
    sure: bool


@dataclass(frozen=True, slots=True)
class Outright:
    """The words of a question that are wrong, the point of them, and the unit that says otherwise."""

    text: str
    point: str
    unit: Unit


def one_form(a: str, b: str) -> bool:
    """True for two forms of one word."""
    return fold(a) == fold(b) or bool(key(a) and key(a) == key(b)) or one_word(fold(a), fold(b))
