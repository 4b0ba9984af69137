"""Pairs of questions in nearly the same words: one is wrong about something or has no answer, the other, its twin, is answered.

``evals/data/people/<case>.twins.jsonl``. The reader learns from them what makes the difference, where a question alone
would teach it how such questions sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from evals.lines import Line, read_lines
from evals.people import FOLDER, LEARNT, SHIPPED, opened
from evals.reader.brief import in_brief
from evals.reader.groups import FAR, SPEAKING, Group, competing
from rag.assemble import Parts
from rag.casual import plain
from rag.models.reader import ANSWERS, DENIES, SILENT
from rag.places import names

SUFFIX = ".twins.jsonl"
NEAREST = 6  # passages of a group that look as though they spoke


class Kind(StrEnum):
    """What is amiss with the first of two."""

    FALSE_PREMISE = "false-premise"
    UNANSWERABLE = "unanswerable"


class Side(Line):
    """A question, the passages that answer it (or show what is wrong with it), and those that come near: of an unanswerable
    one such as look like an answer, of the others such as a fair judge might call one."""

    question: str
    evidence: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Twins(Side):
    """A question that is wrong about something or has no answer, and its twin, which is answered."""

    id: str
    kind: Kind
    twin: Side


@dataclass(frozen=True, slots=True)
class Couple:
    """The groups of a question and of its twin."""

    amiss: Group
    sound: Group


def twins_of(case: str) -> list[Twins]:
    """The pairs that are asked of a case; none where nobody wrote any."""
    file = FOLDER / f"{case}{SUFFIX}"
    return read_lines(file, Twins) if file.exists() else []


def of_twins(folder: Path, rng: Random) -> Iterator[tuple[str, Couple]]:
    """The couples of the shipped case and of the invented ones that are learnt from, each with its case's name."""
    for case in (SHIPPED, *LEARNT):
        if told := twins_of(case):
            parts = opened(case, folder)
            yield from ((case, couple_of(pair, parts, rng)) for pair in told)


def couple_of(pair: Twins, parts: Parts, rng: Random) -> Couple:
    """Both questions beside their passages; what answers the twin is the nearest miss there is of one that nothing answers."""
    if pair.kind is Kind.UNANSWERABLE:
        amiss = Side(question=pair.question, near=(*pair.twin.evidence, *pair.near))
        return Couple(_group(amiss, SILENT, parts, rng), _group(pair.twin, ANSWERS, parts, rng))
    return Couple(_group(pair, DENIES, parts, rng), _group(pair.twin, ANSWERS, parts, rng))


def _group(side: Side, label: int, parts: Parts, rng: Random) -> Group:
    asked = plain(side.question)
    rows = {name: n for n, p in enumerate(parts.index.passages) for name in names(p.id, p.source_id, p.locator)}
    told, near = (list(dict.fromkeys(rows[name] for name in of)) for of in (side.evidence, side.near))
    ranked = [parts.index.row_of[hit.passage.id] for hit in parts.ranker.rank(asked, FAR)]
    speaking = sorted(told, key=lambda row: ranked.index(row) if row in ranked else FAR)
    silent = competing([row for row in ranked if row not in told and row not in near], rng)
    text = parts.judge.reading.text
    return Group(
        asked,
        in_brief(asked, rng),
        tuple(text(row, asked) for row in speaking[:SPEAKING]),
        tuple(text(row, asked) for row in silent),
        label,
        tuple(text(row, asked) for row in near[:NEAREST]) if label == SILENT else (),
    )
