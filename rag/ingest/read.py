"""One source of a case, read as it is stored: a record's facts, or a file's text with what its manifest line says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rag.case import Entry, read_record
from rag.ingest.load import Loaded, load_file
from rag.ingest.superseded import narrowed
from rag.types import SourceText


class ReadSource(NamedTuple):
    """A source with its text and blocks; ``warnings`` say what was guessed or left out."""

    text: SourceText
    warnings: tuple[str, ...] = ()


def read_source(entry: Entry, max_file_mb: int, load: Callable[[Path, int], Loaded] = load_file) -> ReadSource:
    """The stored text of one source with the metadata of its manifest line, its file read by ``load``; raises LoadError."""
    if entry.record:
        record = read_record(entry.path)
        return ReadSource(narrowed(record, entry.source.id, entry.facts) if entry.facts else record)
    loaded = load(entry.path, max_file_mb)
    source = replace(
        entry.source,
        title=loaded.title if loaded.title and entry.source.title == entry.path.stem else entry.source.title,
        language=entry.source.language or loaded.language,
        doc_type=entry.source.doc_type or loaded.doc_type,
        published=entry.source.published or loaded.published,
    )
    return ReadSource(SourceText(source, loaded.text, loaded.blocks), loaded.warnings)
