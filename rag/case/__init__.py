"""A case as it lies on disk: the sources of ``corpus/`` and ``seeds/``, the ledger of the seed's claims, disputes,
prepared answers and known questions.

Everything is checked on loading, before a long ingestion starts. Records are read here (``read_record``);
other documents are only listed: reading PDFs and web pages is ingestion's work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from rag.case.editors import (
    ANSWERS,
    DISPUTES,
    LEDGER,
    QUESTIONS,
    read_answers,
    read_claims,
    read_disputes,
    read_questions,
)
from rag.case.folder import MANIFEST, SUFFIXES, files_of, list_sources
from rag.case.lines import (
    DecidedClaim,
    Dispute,
    JudgedClaim,
    KnownQuestion,
    LedgerClaim,
    Line,
    ManifestLine,
    PlacedAnswer,
    PlacedDispute,
    PlacedSentence,
    PlacedSide,
    PreparedAnswer,
    Side,
    claim_in,
    lines_in,
    reason_in,
    reasons_of,
    wrong,
)
from rag.case.record import Record, read_record
from rag.sources import Kind, Source, Tier

__all__ = [
    "ANSWERS", "DISPUTES", "LEDGER", "QUESTIONS", "SUFFIXES", "Case", "DecidedClaim", "Dispute", "Entry", "JudgedClaim", "KnownQuestion", "LedgerClaim",
    "PlacedAnswer", "PlacedDispute", "PlacedSentence", "PlacedSide", "PreparedAnswer", "Side", "claim_in", "read_case", "read_record", "reason_in", "reasons_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A source, its file and whether the file is a record; ``source.sha256`` is empty until the text is stored."""

    source: Source
    path: Path
    record: bool
    original_url: str = ""  # where the original itself can be fetched; empty when only a copy's address is known
    archived: str = ""  # a copy that may stand in for it
    facts: frozenset[str] = frozenset()  # of a record: only these; empty means all


@dataclass(frozen=True, slots=True)
class Case:
    """All sources in the order listed, the ledger, the disputes and the known questions (empty when there are none), and what the reader
    should be told; ``claim_lines``: where each claim of the ledger stands, for later complaints."""

    entries: tuple[Entry, ...]
    ledger: tuple[LedgerClaim, ...] = ()
    questions: tuple[KnownQuestion, ...] = ()
    problems: tuple[str, ...] = ()
    claim_lines: Mapping[str, str] = field(default_factory=dict)
    disputes: tuple[Line[Dispute], ...] = ()
    answers: tuple[Line[PreparedAnswer], ...] = ()


def read_case(home: Path) -> Case:
    """The case in ``home``; raises CorpusError for the first thing that is wrong, or when there is no source at all.

    A missing seed, a missing corpus and files that no manifest lists are not errors: they stand in ``problems``.
    """
    corpus, seeds = home / "corpus", home / "seeds"
    listed = list_sources(home)
    sources, articles, records = listed.sources, listed.articles, listed.records
    entries = [_entry(line, corpus, Kind.DOCUMENT, records) for line in sources]
    entries += [_entry(line, seeds, Kind.SEED, {}) for line in articles]
    claims = read_claims(corpus, records, listed.kinds)
    questions = read_questions(lines_in(corpus, QUESTIONS, KnownQuestion), records, listed.kinds)
    disputes = read_disputes(corpus, records, listed.kinds)
    problems = []
    if not articles:
        problems.append("no seed: seeds/ holds no article, so there is nothing to compare with the sources")
    if not sources:
        problems.append("no corpus: corpus/ holds no source, so answers rest on the seed alone")
    problems += [
        f"{line.place}, field 'reports_on': there is no source {name!r}"
        for line in articles
        for name in line.value.reports_on
        if name not in listed.kinds
    ]
    problems += [*_left_out(corpus, sources), *_left_out(seeds, articles)]
    ledger, places = tuple(line.value for line in claims), {line.value.id: line.place for line in claims}
    answers = read_answers(corpus, records, listed.kinds)
    return Case(tuple(entries), ledger, questions, tuple(problems), places, disputes, answers)


def _entry(line: Line[ManifestLine], folder: Path, kind: Kind, records: Mapping[str, Record]) -> Entry:
    """The entry of one line; a document without a title is called by its file's name."""
    told, default = line.value, Tier.SEED if kind is Kind.SEED else Tier.SECONDARY
    if told.id in records:
        source, first = records[told.id].source, records[told.id].front.urls[:1]
        url = source.url if first and not first[0].is_copy else ""
        return Entry(source, folder / told.path, True, url, first[0].archived if first else "")
    if kind is Kind.SEED and told.tier not in (None, Tier.SEED):
        raise wrong(line.place, "tier", f"{told.tier.value!r} in seeds/, where every article is of the tier 'seed'")
    source = Source(
        id=told.id, title=told.title or PurePosixPath(told.path).stem, publisher=told.publisher, authors=told.authors,
        published=told.published, url=told.url, tier=told.tier or default, kind=kind, licence=told.licence,
        language=told.language, doc_type=told.doc_type, note=told.note, reports_on=told.reports_on,
    )  # fmt: skip
    return Entry(source, folder / told.path, False, told.url, told.archived)


def _left_out(folder: Path, lines: Sequence[Line[ManifestLine]]) -> list[str]:
    """One sentence for each file that could be a source but stands in no manifest line."""
    listed = {(folder / line.value.path).resolve() for line in lines}
    return [
        f"{folder.name}/{path} is not in {folder.name}/{MANIFEST} and was left out"
        for path in files_of(folder)
        if (folder / path).resolve() not in listed
    ]
