"""A verb left out: "the upper deck was reserved for officers and the lower for the crew" tells of the lower deck, too, what it was reserved for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.grammar.function_words import PREPOSITIONS, STOPS
from rag.grammar.verbs import Token
from rag.verify.words.predicate import matter

_ONES = frozenset(["one", "ones"])
_JOINS = frozenset(["and", "but", "while", *STOPS])
_CONTRAST_WORDS = """
    upper lower left right first second third last former latter other others old older new newer young younger inner outer small smaller
    large larger male female long longer short shorter early earlier late later front rear
"""
CONTRAST = frozenset(_CONTRAST_WORDS.split())
_LONGEST = 4  # words up to "one"


@dataclass(frozen=True, slots=True)
class Gap:
    """The words of a subject of its own, and what stands behind the verb that is left out."""

    subject: frozenset[str]
    behind: tuple[Token, ...]


def gapped(subject: Sequence[Token], after: Sequence[Token]) -> tuple[Sequence[Token], list[Gap]]:
    """What stands ``after`` a verb without the clauses that leave it out, and these; ``subject``: its own."""
    starts = [0, *(i + 1 for i, t in enumerate(after) if t.text in _JOINS)]
    ends = [*(start - 1 for start in starts[1:]), len(after)]
    lead = after[: ends[0]]
    if len(starts) == 1 or not lead:
        return after, []
    noun = _noun(subject)
    gaps: list[Gap] = []
    kept = len(after)
    for start, end in zip(starts[1:], ends[1:], strict=True):
        gap = _gap(after[start:end], lead[0].text, noun)
        if gap:
            gaps.append(gap)
            kept = min(kept, start - 1)
    return after[:kept], gaps


def _gap(piece: Sequence[Token], led: str, noun: frozenset[str]) -> Gap | None:
    """The clause that a piece is without its verb; ``led``: the first word behind the verb of the clause before."""
    if len(piece) < 3 or piece[0].text != "the":
        return None
    words = [t.text for t in piece]
    one = next((i for i in range(1, min(_LONGEST, len(piece))) if words[i] in _ONES), 0)
    if one:
        own, behind = piece[1:one], piece[one + 1 :]
    elif words[1] in CONTRAST or words[1].endswith("ern"):
        own, behind = piece[1:2], piece[2:]
    else:
        return None
    if (
        not behind
        or not own
        or (behind[0].text if behind[0].text in PREPOSITIONS else "") != (led if led in PREPOSITIONS else "")
    ):
        return None
    if not one and behind[0].text not in PREPOSITIONS:
        return None  # "the upper deck" is a deck
    return Gap(matter(own) | noun, tuple(behind))


def _noun(subject: Sequence[Token]) -> frozenset[str]:
    """The noun of a subject: "deck" of "the upper deck of the ship"."""
    cut = next(
        (i for i, t in enumerate(subject) if i and (t.text in PREPOSITIONS or t.text == "of" or t.text in STOPS)),
        len(subject),
    )
    return matter(subject[:cut][-1:])
