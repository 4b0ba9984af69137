"""Misspelt words of three or four letters: only where one common word is a letter away. "wen was the papr": "when", "paper"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rag.tokens import NUMBER_NAMES

# The words that questions are built with; at their head they are told by what follows, though "wen" may be a name.
_ASKING = ("when", "what", "where", "which", "who", "why", "how")
_BUILT_WITH = (*_ASKING, "many", "much", "does", "have", "from", "with", "this", "that", "they", "there", "were", "was", "did", "the", "and", "about")  # fmt: skip
_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|will|can|could|would|should)"
_HEAD = re.compile(rf"^(\W*)([a-z]{{2,5}})(?= {_AUXILIARY}(?: [\w'’-]+){{2,}})")
_OFTEN = 3  # times that the sources have a word, from which it is common there


def asking(question: str) -> str:
    """``question`` with the word at its head put right, where it is a letter away from the one word that asks."""
    head = _HEAD.match(question)
    if head is None or head[2] in _BUILT_WITH or re.fullmatch(_AUXILIARY, head[2]):
        return question
    near = _nearest(head[2], _ASKING)
    return f"{head[1]}{near}{question[head.end() :]}" if near else question


def short(word: str, words: Mapping[str, int]) -> str:
    """The one common word that ``word`` is a letter away from; ``words``: those of the sources, with how often. "" where none is, or two."""
    common = (other for other, count in words.items() if count >= _OFTEN and other not in NUMBER_NAMES)
    return _nearest(word, {*(other for other in _BUILT_WITH if len(other) > 2), *common})


def _nearest(word: str, others: Iterable[str]) -> str:
    """The one of ``others`` a letter away, one with the same letters or one more before one with another letter; "" for none or two."""
    near = [other for other in others if one_letter_away(word, other)]
    kept = [other for other in near if sorted(word) == sorted(other) or len(word) != len(other)] or near
    return kept[0] if len(kept) == 1 else ""


def one_letter_away(word: str, other: str) -> bool:
    """True where ``word`` is ``other`` with a letter missing, added, changed or exchanged with its neighbour; the first stays the first."""
    if word == other or word[:1] != other[:1] or abs(len(word) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[at:], other[at:]
    if len(word) == len(other):
        return rest[1:] == others[1:] or (rest[:2] == others[:2][::-1] and rest[2:] == others[2:])
    return rest == others[1:] if len(word) < len(other) else rest[1:] == others
