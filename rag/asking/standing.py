"""How a case stands with its known questions: how many there are of each kind, which passages have none, and whether a model can write some."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.case import KnownQuestion, read_case
from rag.case.places import place_names
from rag.common.clock import Tick
from rag.common.files import why_not, write_whole
from rag.errors import StoreError, UsageError
from rag.index.server import server_of
from rag.index.store import Index, open_index
from rag.renew import renew
from rag.settings import Settings
from rag.types import Passage

IN_VAIN = "asked-in-vain.json"  # in the index's folder; without it nothing is lost but the order
CONNECT = "set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own (docs/model.md)"


@dataclass(frozen=True, slots=True)
class Standing:
    """The known questions as the file has them, and the index of just these files."""

    questions: tuple[KnownQuestion, ...]
    index: Index

    @property
    def kinds(self) -> dict[str, int]:
        """How many are answered, take something wrong for granted, have no answer in the sources, or name no passage of the index."""
        known = self.index.known
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
        named = set(self.index.known.links[:, 1].tolist())
        return tuple(row for row in range(len(self.index.passages)) if row not in named)

    @property
    def names(self) -> tuple[str, ...]:
        """What each passage is called in the file."""
        return place_names(self.index.passages)


def standing(settings: Settings, tick: Tick = lambda stage, done, total: None) -> Standing:
    """The case's known questions, the index brought up to date with them first; raises CorpusError or StoreError."""
    snapshot = renew(settings, tick).snapshot
    return Standing(read_case(settings.home).questions, open_index(settings.data_dir, snapshot, server_of(settings)))


def in_turn(passages: Mapping[int, Passage], last: Collection[int] = ()) -> list[int]:
    """The rows of ``passages`` in the order in which they are best asked about: the first of each source, then the second, so that
    no source is left behind; rows of tables, which are found by their cells, after prose; those of ``last`` at the end."""
    before: dict[str, int] = defaultdict(int)
    order: list[tuple[bool, bool, int, int]] = []
    for row, passage in passages.items():
        order.append((row in last, passage.of_rows, before[passage.source_id], row))
        before[passage.source_id] += 1
    return [row for *_, row in sorted(order)]


def in_vain(data: Path, model: str) -> set[str]:
    """The names of the passages that ``model`` was asked about in vain; none where the file is missing, damaged or another model's."""
    try:
        told = json.loads((data / IN_VAIN).read_text(encoding="utf-8"))
        return set(map(str, told["passages"])) if told["model"] == model else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def keep_in_vain(data: Path, model: str, names: set[str]) -> None:
    """Write them; raises StoreError where the folder cannot be written."""
    try:
        write_whole(
            data / IN_VAIN, json.dumps({"model": model, "passages": sorted(names)}, ensure_ascii=False, indent=1)
        )
    except OSError as exc:
        raise StoreError(f"{data / IN_VAIN} cannot be written ({why_not(exc)}). Then run it again.") from exc


def check_ready(settings: Settings) -> None:
    """Raise UsageError where there is no case to write into or no model that writes."""
    if settings.case is None:
        raise UsageError(
            "questions are written into a case of your own. Name its folder: onrecord --case my-case questions --write"
        )
    if not settings.writes:
        off = "ONRECORD_NO_MODEL is set: unset it" if settings.connected else f"no model is connected: {CONNECT}"
        raise UsageError(f"{off}, then run it again.")
