"""What a page is made of, made anew when the index has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from rag.case import Case, read_case
from rag.index.snapshot import read_snapshot

if TYPE_CHECKING:
    from rag.settings import Settings

Made = TypeVar("Made")


def followed(settings: Settings, made: Callable[[Case], Made]) -> Callable[[], Made]:
    """Gives what ``made`` makes of the case as it stood when the live snapshot was first asked for."""

    @lru_cache(maxsize=1)
    def of(snapshot: str) -> Made:
        return made(read_case(settings.home))

    def latest() -> Made:
        live = read_snapshot(settings.data_dir)
        return of(live.id if live else "")

    return latest
