"""Someone's own files and folders become sources of a case; what cannot be read is reported, never added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.corpus import SUFFIXES
from rag.corpus.add import add_document
from rag.errors import LoadError, UsageError
from rag.ingest.load import find_files, load_file
from rag.ingest.lock import only_builder
from rag.settings import Settings
from rag.snapshot import Skipped


@dataclass(frozen=True, slots=True)
class Added:
    """Files that are now sources (new or known already), and those left out with the reason."""

    files: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def add_files(settings: Settings, paths: Sequence[Path]) -> Added:
    """Copy the readable files under ``paths`` into the case and list them in its manifest.

    Each file is read once before it is added, so that the case never lists what cannot be indexed. Raises
    UsageError when nothing at all is found, CorpusError when the case itself is wrong or cannot be written.
    """
    passed_over: list[str] = []
    files = find_files(paths, passed_over)
    if not files and not passed_over:
        raise UsageError(f"no file to read in {', '.join(map(str, paths))}. Supported: {' '.join(SUFFIXES)}.")
    added: list[str] = []
    skipped = [Skipped(file="", reason=reason) for reason in passed_over]
    with only_builder(settings.data_dir):
        for file in files:
            try:
                loaded = load_file(file, settings.max_file_mb)
                add_document(settings.home, file, _about(loaded.title, loaded.language, loaded.doc_type))
                added.append(str(file))
            except (LoadError, UsageError) as exc:
                skipped.append(Skipped(file=str(file), reason=str(exc)))
    return Added(tuple(added), tuple(skipped))


def _about(title: str, language: str, doc_type: str) -> dict[str, object]:
    """The fields of a manifest line that the file itself tells."""
    fields = {"title": title, "language": language, "doc_type": doc_type}
    return {name: value for name, value in fields.items() if value}
