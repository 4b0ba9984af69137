"""The stored text of one source of a case: of a record its facts, of a document what its file says."""

from __future__ import annotations

from dataclasses import replace

from rag.corpus import Entry, read_record
from rag.ingest.load import load_file
from rag.ingest.superseded import narrowed
from rag.types import SourceText


def read_entry(entry: Entry, max_mb: int = 64) -> tuple[SourceText, tuple[str, ...]]:
    """The text with the metadata of its manifest line, and warnings; raises LoadError, or CorpusError of a record."""
    if entry.record:
        record = read_record(entry.path)
        return (narrowed(record, entry.source.id, entry.facts) if entry.facts else record), ()
    loaded = load_file(entry.path, max_mb)
    source = replace(
        entry.source,
        title=loaded.title if loaded.title and entry.source.title == entry.path.stem else entry.source.title,
        language=entry.source.language or loaded.language,
        doc_type=entry.source.doc_type or loaded.doc_type,
        published=entry.source.published or loaded.published,
    )
    return SourceText(source, loaded.text, loaded.blocks), loaded.warnings
