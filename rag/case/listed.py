"""The sources of a case as its two folders list them, its records read, before ledger and questions are held against them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rag.case.folder import is_record, lines_of, list_folder
from rag.case.lines import Line, ManifestLine, shown, wrong
from rag.case.record import Record, parse_record
from rag.errors import CorpusError
from rag.types import Kind


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of ``corpus/`` and of ``seeds/``, and the records among the first, by id."""

    sources: tuple[Line[ManifestLine], ...]
    articles: tuple[Line[ManifestLine], ...]
    records: Mapping[str, Record]

    @property
    def kinds(self) -> dict[str, Kind]:
        """Of every source, by id."""
        kinds = {one.value.id: Kind.RECORD if one.value.id in self.records else Kind.DOCUMENT for one in self.sources}
        return kinds | {one.value.id: Kind.SEED for one in self.articles}


def list_sources(home: Path, without: Collection[str] = frozenset()) -> Listed:
    """The sources of the case in ``home`` but for the ids of ``without``, whatever became of the files of these.

    Raises CorpusError for the first line, file or record that is wrong, and when there is no source at all.
    """
    corpus, seeds = home / "corpus", home / "seeds"
    sources, articles = list_folder(corpus, without=without), list_folder(seeds, without=without)
    if not sources and not articles:
        raise no_sources(home)
    _check_unique([*sources, *articles])
    records = {line.value.id: _record(line, corpus) for line in sources if is_record(line.value.path)}
    _check_facts(records)
    return Listed(tuple(sources), tuple(articles), records)


def source_ids(home: Path) -> frozenset[str]:
    """The ids that the two folders list, whatever lies there; raises CorpusError for a line that is wrong."""
    return frozenset(line.value.id for folder in ("corpus", "seeds") for line in lines_of(home / folder))


def no_sources(home: Path) -> CorpusError:
    """The error for a folder without any source."""
    return CorpusError(
        f"no sources in {home}: corpus/ and seeds/ are missing or empty. Put documents in corpus/ and the article"
        " under examination in seeds/, or name another case in ONRECORD_CASE; then run 'onrecord ingest'."
    )


def _record(line: Line[ManifestLine], corpus: Path) -> Record:
    """The parsed record of a line, which must agree with it and say nothing that the record says itself."""
    record = parse_record(corpus / line.value.path)
    if record.front.id != line.value.id:
        raise wrong(line.place, "id", f"{line.value.id!r} is not {record.front.id!r}, the id in the record itself")
    for given in sorted(line.value.model_fields_set - {"id", "path", "sha256"}):
        raise wrong(line.place, given, "belongs in the record's front matter, not in the manifest")
    return record


def _check_unique(lines: list[Line[ManifestLine]]) -> None:
    """Raises CorpusError when two lines share an id, or a folder's file is listed twice."""
    seen: dict[tuple[str, str], str] = {}
    for line in lines:
        folder = line.place.split("/")[0]
        for name, key in (("id", line.value.id), ("path", f"{folder}/{PurePosixPath(line.value.path)}")):
            if (name, key) in seen:
                raise wrong(line.place, name, f"{shown(key)} is already used by {seen[name, key]}")
            seen[name, key] = line.place


def _check_facts(records: Mapping[str, Record]) -> None:
    """Raises CorpusError when two facts share an id: a claim of the ledger could mean either."""
    seen: dict[str, str] = {}
    for record in records.values():
        for fact in record.facts:
            if fact.id in seen:
                place = f"corpus/records/{record.front.id}.md"
                raise wrong(place, "id", f"{fact.id!r} is already a fact of the record {seen[fact.id]!r}")
            seen[fact.id] = record.front.id
