"""What the reader learns to put in order from: questions with passages that answer them and others that compete.

Of the cases of ``evals.people.LEARNT`` each question of the public with the first hits of the ranking; of the invented sources
of ``texts.py`` each question with the other passages of its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from evals.people import LEARNT, opened, suite_of
from evals.reader.brief import in_brief
from evals.reader.texts import Written, heading_of
from evals.schema import Question
from rag.assemble import Parts
from rag.casual import plain
from rag.models.reader import ANSWERS, DENIES, SILENT
from rag.places import names

NEAR, FAR, FURTHER = 12, 40, 2  # hits that compete, hits looked at, and how many of those further down compete too
SPEAKING = 4  # passages of a group that speak, at most
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Group:
    """A question, the same in a few words ("" where too little is left), passages that speak of it and others that do not;
    ``label``: how the first do; ``near``: others that look as though they spoke of it, of a question that has no answer."""

    question: str
    brief: str
    speaking: tuple[str, ...]
    silent: tuple[str, ...]
    label: int
    near: tuple[str, ...] = ()


def of_people(folder: Path, rng: Random) -> Iterator[tuple[str, Group]]:
    """The groups of the public's questions, each with its case's name; the cases are indexed below ``folder``."""
    for case in LEARNT:
        parts = opened(case, folder)
        yield from ((case, _of(question, parts, rng)) for question in suite_of(case))


def _of(question: Question, parts: Parts, rng: Random) -> Group:
    asked = plain(question.question)
    speaking: list[str] = []
    silent: list[str] = []
    for hit in parts.ranker.rank(asked, FAR):
        passage = hit.passage
        text = parts.judge.reading.text(parts.index.row_of[passage.id], asked)
        called = names(passage.id, passage.source_id, passage.locator)
        (silent if question.support.isdisjoint(called) else speaking).append(text)
    label = DENIES if question.must_correct_premise else SILENT if question.must_refuse else ANSWERS
    return Group(asked, in_brief(asked, rng), tuple(speaking[:SPEAKING]), tuple(competing(silent, rng)), label)


def competing(silent: Sequence[Item], rng: Random) -> list[Item]:
    """Of what is silent on a question, best first, that which competes: the nearest, and a little from further down."""
    further = silent[NEAR:]
    return [*silent[:NEAR], *rng.sample(further, min(FURTHER, len(further)))]


def of_sources(sources: Sequence[Written], rng: Random) -> Iterator[Group]:
    """The groups of invented sources."""
    for source in sources:
        head = heading_of(source, rng)
        seen = [head + passage for passage in source.passages]
        told = [(x.text, x.by or 0, ANSWERS) for x in (*source.answered, *source.plain)]
        told += [(x.text, x.by or 0, DENIES) for x in source.false_premise]
        told += [(x.sound, x.by or 0, ANSWERS) for x in source.false_premise if x.sound]
        for text, by, label in told:
            others = tuple(passage for place, passage in enumerate(seen) if place != by)
            yield Group(text, in_brief(text, rng), (seen[by],), others, label)
        for x in source.unanswered:
            near = (seen[x.by],) if x.by is not None else ()
            away = rng.sample([p for p in seen if p not in near], 1 if near else 3)
            yield Group(x.text, in_brief(x.text, rng), (), (*near, *away), SILENT)
