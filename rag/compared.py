"""Whether what was found answers: the judge's word, and of a question that compares two things, one word on each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, zip_longest

from rag.answer.judge import Ground, Judge
from rag.rows.named import row_confidence
from rag.types import Hit
from rag.verify.questions.halves import halves

Hits = tuple[Hit, ...]
FIRST = 3  # hits among which the best of either half has to be, where the whole is answered
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def judged(question: str, hits: Hits, find: Callable[[str], Hits], judge: Judge) -> tuple[Ground, Hits]:
    """Whether ``hits`` answer ``question``, and what to answer from.

    Where the question compares two things and they do not, or leave one side out, each is found and judged alone: both must be told,
    the less sure one counts unless the whole is answered, and the passages are those of the halves and the whole in turn, with scores
    by which the best of either half weighs as much.
    """
    ground = judge.judge(question, hits)
    compared = halves(question)
    if compared is None or (ground.enough and _tells_both(question, hits)):
        return ground, hits
    found = [find(half) for half in compared]
    if ground.enough and {told[0].passage.id for told in found if told} <= {hit.passage.id for hit in hits[:FIRST]}:
        return ground, hits
    grounds = [judge.judge(half, told) for half, told in zip(compared, found, strict=True)]
    if not all(one.enough for one in grounds):
        return ground, hits
    in_turn: dict[str, Hit] = {}
    most = max(told[0].score for told in found)
    even = ([replace(hit, score=hit.score + most - told[0].score) for hit in told] for told in found)
    for hit in filter(None, chain.from_iterable(zip_longest(*even, hits))):  # the whole may tell the years between
        in_turn.setdefault(hit.passage.id, hit)
    sure = ground if ground.enough else min(grounds, key=lambda one: one.confidence)
    return sure, tuple(in_turn.values())[: len(hits)]


def _tells_both(question: str, hits: Hits) -> bool:
    """True where the best passage names each year that the question does, or is a row of a table, which is found by its cells."""
    if row_confidence(hits):
        return True
    years = set(_YEAR.findall(question))
    return len(years) > 1 and years <= set(_YEAR.findall(hits[0].passage.text))
