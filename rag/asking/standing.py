"""How a case stands with its known questions: how many there are of each kind, and which passages have none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from rag.case import KnownQuestion, read_case
from rag.case.places import place_names
from rag.common.clock import Tick
from rag.index.store import Index, open_index
from rag.renew import renew
from rag.settings import Settings
from rag.types import Passage


@dataclass(frozen=True, slots=True)
class Standing:
    """The known questions as the file has them, and the index of just these files."""

    questions: tuple[KnownQuestion, ...]
    index: Index

    @property
    def kinds(self) -> dict[str, int]:
        """How many are answered, take something wrong for granted, have no answer in the sources, or name no passage of the index."""
        known = self.index.tables.known
        wrong = int(known.wrong.sum())
        answered = len(np.unique(known.links[:, 0])) - wrong
        silent = sum(not one.answered_by for one in self.questions)
        lost = len(self.questions) - answered - wrong - silent
        return {"answered": answered, "false_premise": wrong, "unanswered": silent, "lost": lost}

    @property
    def by(self) -> dict[str, int]:
        """How many each model wrote, by its name."""
        return dict(Counter(one.by for one in self.questions if one.by))

    @property
    def without(self) -> tuple[int, ...]:
        """The rows of the passages that no known question names, in the order of the index."""
        named = set(self.index.tables.known.links[:, 1].tolist())
        return tuple(row for row in range(len(self.index.passages)) if row not in named)

    @property
    def names(self) -> tuple[str, ...]:
        """What each passage is called in the file."""
        return place_names(self.index.passages)


def standing(settings: Settings, tick: Tick = lambda stage, done, total: None) -> Standing:
    """The case's known questions, the index brought up to date with them first; raises CorpusError or StoreError."""
    snapshot = renew(settings, tick).snapshot
    return Standing(read_case(settings.home).questions, open_index(settings.data_dir, snapshot))


def in_turn(passages: Mapping[int, Passage], last: Collection[int] = ()) -> list[int]:
    """The rows of ``passages`` in the order in which they are best asked about: the first of each source, then the second, so that
    no source is left behind; rows of tables, which are found by their cells, after prose; those of ``last`` at the end."""
    before: dict[str, int] = defaultdict(int)
    order: list[tuple[bool, bool, int, int]] = []
    for row, passage in passages.items():
        order.append((row in last, passage.of_rows, before[passage.source_id], row))
        before[passage.source_id] += 1
    return [row for *_, row in sorted(order)]
