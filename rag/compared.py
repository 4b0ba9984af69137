"""Whether what was found answers: the judge's word, and of a question that compares two things, one word on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, zip_longest

from rag.answer.judge import Ground, Judge
from rag.types import Hit
from rag.verify.halves import halves

Hits = tuple[Hit, ...]


def judged(question: str, hits: Hits, find: Callable[[str], Hits], judge: Judge) -> tuple[Ground, Hits]:
    """Whether ``hits`` answer ``question``, and what to answer from.

    Where they do not and the question compares two things, each is found and judged alone: both must be told, the less sure
    one counts, and the passages are those of the halves and the whole in turn, with scores by which the best of either half
    weighs as much.
    """
    ground = judge.judge(question, hits)
    compared = None if ground.enough else halves(question)
    if compared is None:
        return ground, hits
    found = [find(half) for half in compared]
    grounds = [judge.judge(half, told) for half, told in zip(compared, found, strict=True)]
    if not all(one.enough for one in grounds):
        return ground, hits
    in_turn: dict[str, Hit] = {}
    most = max(told[0].score for told in found)
    even = ([replace(hit, score=hit.score + most - told[0].score) for hit in told] for told in found)
    for hit in filter(None, chain.from_iterable(zip_longest(*even, hits))):  # the whole may tell the years between
        in_turn.setdefault(hit.passage.id, hit)
    return min(grounds, key=lambda one: one.confidence), tuple(in_turn.values())[: len(hits)]
