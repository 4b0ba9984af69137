"""A case of someone's own documents, made and kept in the data folder: what a person gives a browser instead of a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.common.clock import Tick
from rag.errors import UsageError
from rag.index.snapshot import Skipped
from rag.ingest.add import add_sources
from rag.newcase.folder import folder_name, start_case
from rag.settings import Settings

CASES = "cases"  # in the data folder


@dataclass(frozen=True, slots=True)
class Read:
    """The settings of the case that now holds the files, how many were added, and those left out, with the reason."""

    settings: Settings
    added: int = 0
    skipped: tuple[Skipped, ...] = ()


def own_cases(settings: Settings) -> tuple[str, ...]:
    """The names of the cases that were made here."""
    folder = settings.data_dir / CASES
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(one.name for one in found if (one / "corpus").is_dir()))


def settings_of(settings: Settings, name: str) -> Settings:
    """The settings of the case ``name``, which need not be there yet; raises UsageError where that cannot be a folder's name."""
    home = settings.data_dir / CASES / folder_name(name)
    return settings.model_copy(update={"case": home, "data": None})


def read_documents(
    settings: Settings,
    name: str,
    files: Sequence[Path],
    article: Path | None,
    tick: Tick = lambda stage, done, total: None,
) -> Read:
    """Add ``files`` to the case ``name``, made now where there is none, or with "" to the case at hand; ``article``: one whose claims are to be
    checked, for a new case only. What cannot be read is left out with its reason. Nothing is indexed yet.

    Raises UsageError for a wrong name, an article that cannot be read, or nothing to add to the shipped case.
    """
    if not name and settings.case is None:
        raise UsageError("give your documents a name: they are kept apart from what comes with the program")
    own = settings_of(settings, name) if name else settings
    skipped: list[Skipped] = []
    if article is not None:
        if own.home.exists():
            raise UsageError(
                f"'{name or own.home.name}' is there already. An article to check begins a new one: choose another name."
            )
        own.home.parent.mkdir(parents=True, exist_ok=True)
        start_case(own.home.name, article, own.home.parent, {}, settings.max_file_mb)
    added = 0
    if files:
        found = add_sources(own, [str(file) for file in files], tick=tick)
        added, skipped = len(found.files), list(found.skipped)
    return Read(own, added + (article is not None), tuple(skipped))
