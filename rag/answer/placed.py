"""A phrase with a preposition in the place of its like: "on placebo" for "on the drug", in a question of one such phrase.

Of what follows "on", "of" or "from" there is one in a question, so that another takes its place whatever it is; "in", "at" and
"for" tell of place, time and purpose side by side, and so does a day behind "on": these stand beside what was asked.
"""

from __future__ import annotations

import re

from rag.grammar.function_words import AUXILIARY, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATE, TIMES
from rag.pointing import words_of

_ONE_OF_A_KIND = frozenset(
    ["on", "of", "from", "by", "to", "with", "without", "under", "against", "about", "among", "into", "through"]
)
_STOP = AUXILIARY | CONJUNCTIONS | PREPOSITIONS | SUBORDINATE | {"who", "which", "that", "whose"}
_BARE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_IN_A_NAME = re.compile(r"\b[A-Z][\w'’-]* of [A-Z]$")
_LONGEST = 4  # words of what a preposition leads to


def in_its_place(preposition: str, thing: str, before: str) -> str:
    """``before`` with ``thing`` behind its ``preposition``; "" where that leads to nothing there, to two things, or to a time."""
    low = preposition.lower()
    if low not in _ONE_OF_A_KIND or _time(thing):
        return ""
    same = re.compile(
        rf"\b(?:{'|'.join(sorted(PREPOSITIONS | {'of'}))}) (?=(?:the )?{re.escape(_BARE.sub('', thing))}\b)",
        re.IGNORECASE,
    )
    if len(same.findall(before)) == 1:
        return same.sub(f"{low} ", before)  # "from Oslo" after "to Oslo"
    places = [
        m for m in re.finditer(rf"\b{low} ", before) if not (low == "of" and _IN_A_NAME.search(before, 0, m.end() + 1))
    ]
    if not places or (len(places) > 1 and low != "of"):
        return ""
    head, tail = before[: places[-1].end()], before[places[-1].end() :]
    end = re.search(rf"(?= (?:{'|'.join(map(re.escape, sorted(_STOP)))}|of(?! [A-Z]))\b)|[,;:?!.]*$|[,;:]", tail)
    led = tail[: end.start()] if end else ""
    names = [word for word in words_of(led) if word.lower() not in DETERMINERS]
    if not 0 < len(names) <= _LONGEST or _time(led) or any(word[0].isdigit() for word in names[:1]):
        return ""
    return head + thing + tail[len(led) :]


def _time(words: str) -> bool:
    return (
        any(word.lower() in TIMES for word in words_of(words))
        or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words) is not None
    )
