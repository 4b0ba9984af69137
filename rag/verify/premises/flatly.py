"""A premise that a passage denies in so many words: "Why did the county consider closing Northgate?" of "The county did not consider closing Northgate"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import key, keys
from rag.verify.premises.doubt import Outright
from rag.verify.premises.poles import HAS_NEGATION
from rag.verify.premises.units import Unit, clauses_of
from rag.verify.questions.presupposed import Form, presupposed

_FIRST = 5  # units, the best, that are looked at
_LEAST = 3  # terms of a premise; of fewer one may be of something else
_DENIED = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can)(?:\s+not|\s+never|n['’]t)\s+(?!only\b|just\b|merely\b|simply\b|solely\b|alone\b)"
    r"(?:yet\s+|been\s+|be\s+|have\s+|ever\s+|\w+ly\s+)*(?P<verb>[\w-]+)(?P<rest>.*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^\W*(?:nobody|no one|none)\b(?P<rest>.*)", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:until|till|before|unless|but|because|if|except|alone|only)\b", re.IGNORECASE)


def denied_flatly(question: str, units: Sequence[Unit]) -> Outright | None:
    """The premise of ``question`` where a clause denies it with all its words, and no other passage has them without a denial."""
    premise = presupposed(question)
    if premise is None or premise.form is Form.SOUGHT:
        return None
    wanted = keys(premise.text)
    if len(wanted) < _LEAST or HAS_NEGATION.search(premise.text):
        return None
    for unit in units[:_FIRST]:
        clause = next((c for c in clauses_of(unit.text) if wanted <= keys(c) and _verb(c, wanted)), None)
        if clause and not any(_says_so(other, wanted, clause) for other in units):
            verb = _verb(clause, wanted)
            point = next((w for w in re.findall(r"[\w'’-]+", premise.text) if key(w) == verb), premise.text)
            return Outright(premise.text, point, unit)
    return None


def _verb(clause: str, wanted: frozenset[str]) -> str:
    """The term of the premise that ``clause`` denies; "" where it denies none, or not without more."""
    if denied := _DENIED.search(clause):
        verb = key(denied["verb"])
        return verb if verb in wanted and not _TURNED.search(denied["rest"]) else ""
    nobody = _NOBODY.search(clause)
    return next((key(w) for w in re.findall(r"[\w-]+", nobody["rest"]) if key(w) in wanted), "") if nobody else ""


def _says_so(unit: Unit, wanted: frozenset[str], denial: str) -> bool:
    return any(c != denial and wanted <= keys(c) and not HAS_NEGATION.search(c) for c in clauses_of(unit.text))
