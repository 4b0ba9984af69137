"""Questions that may follow an answer: known to be answered by passages that were found but not cited."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rag.types import Answer

if TYPE_CHECKING:
    from rag.index.store import Index

MOST = 3
LONGEST = 90  # characters: a button is read at a glance


def follow_ups(answer: Answer, index: Index, asked: Collection[str]) -> list[str]:
    """At most three known questions of the case, nearest first; none in a language that it has none in."""
    known = index.known
    cited = {c.passage_id for claim in answer.claims for c in claim.citations}
    rank = {index.row_of[h.passage.id]: place for place, h in enumerate(answer.hits) if h.passage.id in index.row_of}
    new = {row: place for row, place in rank.items() if index.passages[row].id not in cited}
    best: dict[str, int] = {}
    for number, row in known.links.tolist():
        question = known.questions[number]
        if row in new and not known.wrong[number] and _reads_well(question, asked):
            best[question] = min(new[row], best.get(question, len(rank)))
    found: dict[int, list[str]] = {}  # of each passage the same question in several words
    for question, place in sorted(best.items(), key=lambda one: (one[1], len(one[0]))):
        found.setdefault(place, []).append(question)
    middle = [words[len(words) // 2] for words in found.values()]  # the shortest are cryptic, the longest chatty
    return middle[:MOST] if answer.language == "en" else []


def _reads_well(question: str, asked: Collection[str]) -> bool:
    written = question[:1].isupper() and question.endswith("?") and len(question) <= LONGEST and question.isascii()
    return written and question.casefold() not in asked
