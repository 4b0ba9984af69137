"""What a run would do, found out without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.case import read_case
from rag.case.originals import problem_of, read_lock
from rag.fetch.guard import check_url
from rag.fetch.keep import waiting_for
from rag.fetch.outcome import Refusal
from rag.fetch.targets import targets
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Planned:
    """One source and what would be done about its original, in words."""

    source_id: str
    url: str
    todo: str


def plan(settings: Settings, ids: Sequence[str]) -> list[Planned]:
    """What ``fetch`` would ask for, in order; raises the same errors about the case and the lock."""
    wanted, lock = targets(read_case(settings.home), ids), read_lock(settings.data_dir)
    planned = []
    for target in wanted:
        held = lock.get(target.source_id)
        if not target.url:
            todo = f"nothing: {target.why_not}"
        elif held is None:
            todo = "fetch"
        elif problem_of(held, settings.data_dir):
            todo = "fetch again: the stored file is gone or altered"
        elif waiting_for(settings.data_dir, held):
            todo = f"nothing new: a change waits for 'onrecord fetch --accept {target.source_id}'"
        else:
            todo = f"ask whether it changed since {held.retrieved[:10]}"
        planned.append(Planned(target.source_id, target.url, _refusal(target.url) or todo))
    return planned


def _refusal(url: str) -> str:
    """Why ``url`` will be refused at sight; empty when it will not."""
    try:
        if url:
            check_url(url)
    except Refusal as exc:
        return f"refuse: {exc}"
    return ""
