"""From a case's files to a live index: read, split, embed, store, check, switch.

Nothing of the live index is touched until the new build has passed its checks; then ``snapshot.json``
changes in one rename. A source that cannot be read is reported and left out, the rest goes on.
"""

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from rag.case import Case, PlacedAnswer, read_case
from rag.case.folder import only_builder
from rag.case.glosses import FILE as GLOSSES
from rag.case.glosses import keep_glosses
from rag.common.clock import Tick
from rag.common.files import file_sha256, sweep_parts
from rag.common.machine import give_back
from rag.errors import LoadError, StoreError
from rag.index.lexical import keep_terms
from rag.index.passages import OF_PASSAGES, write_passages
from rag.index.server import Server, drop, server_of
from rag.index.snapshot import (
    SCHEMA,
    Skipped,
    Snapshot,
    SnapshotSource,
    damaged_name,
    now,
    readable_snapshot,
    sweep,
    swept,
    switch,
)
from rag.index.store import SEARCHED, create_collection, to_node
from rag.index.stored import (
    PreparedTable,
    StoredTexts,
    save_judged,
    save_known,
    save_prepared,
    seal,
    write_judgements,
    write_text,
)
from rag.ingest.apart import Apart, Embedding, reader_apart
from rag.ingest.check import check_build, damage
from rag.ingest.read import (
    Pages,
    Superseding,
    answered_at,
    check_seed_places,
    decided_at,
    disputed_at,
    expand,
    moved,
    named_sources,
    read_source,
)
from rag.ingest.split import split
from rag.ingest.vectors import (
    VECTORS,
    Brought,
    Embedded,
    Reusing,
    Unembeddable,
    embed,
    known_table,
    known_vectors,
    versions,
)
from rag.models.embedder import Embedder, embedder_for, embedder_key
from rag.settings import Settings
from rag.sources import Block, Kind, Passage, Source

SPLITTER = 10  # raise it when reading, cleaning or splitting gives other passages for the same file

# Of prepared answers, passages by id, the stored texts and the build's folder: those that hold, and a line for each sentence that does not.
Prove = Callable[
    [Sequence[PlacedAnswer], Mapping[str, Passage], StoredTexts, Path, Tick],
    tuple[tuple[PlacedAnswer, ...], tuple[str, ...]],
]
_LEFT_S = 60  # a file that is being written for so long was left by who wrote it
_GIVEN_BACK = 1000  # passages between two hand-backs; without them storing 10,000 sits on 95 MB that it freed


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``changed`` is False when the live index was already of these files."""

    snapshot: Snapshot
    changed: bool
    seconds: float
    embedded: int = 0  # texts whose vectors were made
    reused: int = 0  # texts whose vectors the index before had already
    damaged: str = ""  # what was found wrong with the index before, whose files had not changed


@dataclass(frozen=True, slots=True)
class _Read:
    """A source that was read, as it is stored and as the snapshot describes it, and its passages; its blocks where the ledger or a dispute names one."""

    source: Source
    passages: tuple[Passage, ...]
    stored: SnapshotSource
    blocks: tuple[Block, ...] = ()


def build(
    settings: Settings,
    tick: Tick = lambda stage, done, total: None,
    rebuild: bool = False,
    load: Callable[[str], Embedder] | None = None,
    originals: Mapping[str, Superseding] = MappingProxyType({}),
    skipped: Sequence[Skipped] = (),
    prove: Prove | None = None,
) -> BuildReport:
    """Bring the index up to date with the case's files; raises CorpusError or StoreError, the old index stays.

    Vectors of texts that the live index has already are reused, unless ``rebuild``; those that the case brings along, always. ``load`` gives an embedder by name;
    without it the bundled one works in the process that reads the files, and a file that stops it is left out.
    ``originals`` take the place of records, by source id; ``skipped`` says what else could not be used; without ``prove`` no prepared answer
    is taken in.
    """
    started = time.perf_counter()
    case = read_case(settings.home)
    case = replace(case, entries=expand(case.entries, originals))
    # "" is a file of which reading it will say why it cannot be.
    hashes = {e.source.id: file_sha256(e.path) for e in case.entries}
    key = _key(case, hashes, originals, settings)
    live = _live_or_none(settings, rebuild)
    damaged = damage(settings.data_dir, live, server_of(settings)) if live and live.key == key and not rebuild else ""
    if live and live.key == key and not rebuild and not damaged:
        with suppress(StoreError), only_builder(settings.data_dir):  # unless another builds, or the folder is read-only
            _sweep(settings, live)
            if damaged_name(settings.data_dir):
                switch(settings.data_dir, live)
        live = live.model_copy(update={"skipped": (*live.skipped, *(s for s in skipped if s not in live.skipped))})
        return BuildReport(live, False, time.perf_counter() - started)
    with only_builder(settings.data_dir):
        live = _live_or_none(settings, rebuild)  # another builder may have switched since
        known = {} if rebuild else known_vectors(settings.data_dir, live)
        reader, wanted = reader_apart(settings.read_timeout_s, settings.read_memory_mb), settings.embedder
        embedder = (
            embedder_for(settings) if settings.embed_model else load(wanted) if load else Embedding(reader, wanted)
        )
        work = Reusing(embedder, known, Brought(settings.home / "corpus"))
        before = live.build if live else ""
        snapshot = _Building(
            settings, case, hashes, key, before, originals, skipped, work, reader, tick, prove
        ).beside()
        switch(settings.data_dir, snapshot)
        _sweep(settings, snapshot)
    return BuildReport(snapshot, True, time.perf_counter() - started, work.made, work.reused, damaged)


def _sweep(settings: Settings, live: Snapshot) -> None:
    """The same, and what killed writers of the case and of saved answers left; the holder of the build lock alone changes the case."""
    keep = {live.build, live.before}
    drop(swept(settings.data_dir, keep), server_of(settings))
    sweep(settings.data_dir, keep)
    with suppress(OSError):  # the case may lie on a volume that is only read
        for folder in (settings.home / "corpus", settings.home / "seeds"):
            sweep_parts(folder)
        for folder in (settings.data_dir, settings.data_dir / "answers"):
            sweep_parts(folder, older_s=_LEFT_S)  # a server may be writing there


@dataclass(frozen=True)
class _Building:
    """A build on its way: what it is made from, and with what."""

    settings: Settings
    case: Case
    hashes: Mapping[str, str]
    key: str
    before: str  # the build that is live until then
    originals: Mapping[str, Superseding]
    unused: Sequence[Skipped]
    work: Reusing
    reader: Apart
    tick: Tick
    prove: Prove | None

    def beside(self, stopped: Mapping[str, str] = MappingProxyType({})) -> Snapshot:
        """A complete, checked build in a folder of its own; the folder is removed again when anything fails. ``stopped`` are sources that
        stopped the embedder, and how: they are left out."""
        build_id = f"{now()[:10]}-{self.key[:8]}-{secrets.token_hex(3)}"
        data, folder = self.settings.data_dir, self.settings.data_dir / "builds" / build_id
        server = server_of(self.settings)
        try:
            folder.mkdir(parents=True)
            return self._made(build_id, folder, server, stopped)
        except BaseException as exc:
            drop([folder], server)
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(exc, Unembeddable):  # rare enough to begin again without them
                return self.beside({**stopped, **exc.sources})
            if isinstance(exc, OSError):
                raise StoreError(
                    f"index folder {data} cannot be written ({exc.strerror or exc}). "
                    "Free space or set ONRECORD_DATA to a folder you may write; the old index, if any, still answers."
                ) from exc
            raise

    def _made(self, build_id: str, folder: Path, server: Server | None, stopped: Mapping[str, str]) -> Snapshot:
        if server:
            server.client().close()  # one that does not answer is told before anything is embedded
        keep_glosses(self.settings.home / "corpus", folder)
        read, skipped = self._read_all(folder, stopped)
        if not read:
            told = skipped[0].reason if skipped else "none"
            raise StoreError(f"no file of {self.settings.home} could be read: {told}")
        pages = {r.source.id: Pages(r.blocks, r.passages) for r in read if r.blocks}
        check_seed_places(self.case, [r.blocks for r in read if r.source.kind is Kind.SEED])
        there = moved(self.originals, (passage for r in read for passage in r.passages))
        ledger, disputes = decided_at(self.case, pages, there), disputed_at(self.case, pages, there)
        embedded = embed([(r.source, r.passages) for r in read], self.work, self.tick)
        questions = known_table(
            self.case.questions,
            embedded.passages,
            there,
            self.work,
            lambda done, total: self.tick("embedding questions", done, total),
        )
        judged = [*(claim.claim for claim in ledger), *(dispute.matter for dispute in disputes)]
        save_judged(folder, judged, self.work.questions(judged))
        if stopping := next(iter(self.work.stopped()), ""):
            raise StoreError(f"{self.settings.home}: a question stops the embedder: {stopping!r:.80}. Remove it.")
        sources = tuple(r.stored for r in read)
        snapshot = Snapshot(
            id=_identity(self.key, sources),
            key=self.key,
            home=str(self.settings.home),
            created=now(),
            build=build_id,
            before=self.before,
            collection=f"onrecord-{self.key[:16]}-{build_id[-6:]}",  # a server may hold those of many builds
            chroma=self.settings.chroma,
            embedder=embedded.embedder,
            dim=embedded.vectors.shape[1],
            passages=len(embedded.passages),
            versions=versions(),
            sources=sources,
            skipped=(*self.unused, *skipped),
        )
        write_judgements(folder, ledger, disputes)
        save_known(folder, questions)
        snapshot = snapshot.model_copy(update={"left_out": self._prepare(folder, snapshot, pages, there, embedded)})
        self.work.let_go()
        self._store(folder, snapshot, embedded, server)
        check_build(self.settings.data_dir, snapshot, embedded, server)
        keep_terms(folder, snapshot, embedded.passages)
        return snapshot.sealed(seal(folder))

    def _prepare(
        self,
        folder: Path,
        snapshot: Snapshot,
        pages: Mapping[str, Pages],
        there: Mapping[str, str],
        embedded: Embedded,
    ) -> tuple[str, ...]:
        """Keep the prepared answers that hold; what does not, a line each."""
        table, left_out = PreparedTable(), tuple[str, ...]()
        if self.prove and (placed := answered_at(self.case, pages, there)):
            passages = {passage.id: passage for passage in embedded.passages}
            texts = StoredTexts(self.settings.data_dir, snapshot)
            answers, left_out = self.prove(placed, passages, texts, folder, self.tick)
            asked = self.work.questions([way for one in answers for way in one.asked]).astype(np.float32)
            told = self.work.passages([one.text for one in answers]).astype(np.float32)
            table = PreparedTable(answers, asked, told)
        save_prepared(folder, table)
        return left_out

    def _read_all(self, folder: Path, stopped: Mapping[str, str]) -> tuple[list[_Read], list[Skipped]]:
        """Every source that can be read, its text stored in ``folder``, and the rest with the reason why not."""
        read: list[_Read] = []
        skipped: list[Skipped] = []
        named, settings = named_sources(self.case), self.settings
        for done, entry in enumerate(self.case.entries, 1):
            path, home = entry.path, settings.home
            file = str(path.relative_to(home)) if path.is_relative_to(home) else path.name
            try:
                if entry.source.id in stopped:
                    raise LoadError(f"{entry.path}: {stopped[entry.source.id]}")
                text, warnings = read_source(entry, settings.max_file_mb, self.reader.load)
            except LoadError as exc:
                skipped.append(Skipped(file=file, reason=str(exc)))
            else:
                passages, seed = tuple(split(text, settings.passage_words)), text.source.kind is Kind.SEED
                stored = SnapshotSource(
                    **asdict(text.source) | {"sha256": write_text(folder, text.text)},
                    file=file,
                    file_sha256=self.hashes[entry.source.id],
                    passages=len(passages),
                    warnings=warnings,
                )
                kept = text.blocks if entry.source.id in named or seed else ()
                read.append(_Read(text.source, passages, stored, kept))
            self.tick("reading", done, len(self.case.entries))
        return read, skipped

    def _store(self, folder: Path, snapshot: Snapshot, embedded: Embedded, server: Server | None) -> None:
        """Write passages and vectors of a build, beside its collection and into it."""
        passages, vectors = embedded.passages, embedded.vectors
        write_passages(folder, passages)
        np.save(folder / OF_PASSAGES, vectors)
        sources = {s.id: s.to_source() for s in snapshot.sources}
        nodes = (
            to_node(passage, sources[passage.source_id], row, vectors[row].astype(np.float32))
            for row, passage in enumerate(passages)
        )
        written = 0

        def wrote(count: int) -> None:
            nonlocal written
            written += count
            if written % _GIVEN_BACK < count or written == len(passages):
                give_back()
            self.tick("storing", written, len(passages))

        create_collection(folder, snapshot.collection, nodes, len(passages), wrote, server)


def _live_or_none(settings: Settings, rebuild: bool) -> Snapshot | None:
    """The live snapshot; one of another layout counts as none, and when rebuilding a damaged one or another case's does."""
    try:
        return readable_snapshot(settings)
    except StoreError:
        if rebuild:
            return None
        raise


def _key(case: Case, hashes: dict[str, str], originals: Mapping[str, Superseding], settings: Settings) -> str:
    """A hash of everything that shapes the index."""
    described = {
        "schema": SCHEMA,
        "splitter": SPLITTER,
        "words": settings.passage_words,
        "embedder": embedder_key(settings),
        "chroma": settings.chroma,
        "searched": SEARCHED,
        "sources": [(asdict(e.source), hashes[e.source.id], sorted(e.facts)) for e in case.entries],
        "stands": {source_id: dict(original.stands) for source_id, original in originals.items()},
        "ledger": [claim.model_dump() for claim in case.ledger],
        "disputes": [line.value.model_dump() for line in case.disputes],
        "questions": [known.model_dump(exclude={"by"}) for known in case.questions],
        "answers": [line.value.model_dump() for line in case.answers],
        "glosses": file_sha256(settings.home / "corpus" / GLOSSES),
        "vectors": file_sha256(settings.home / "corpus" / VECTORS),
    }
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()


def _identity(key: str, sources: Sequence[SnapshotSource]) -> str:
    """The snapshot's id: another one when the same files were read otherwise, the same wherever they are read alike."""
    texts = [(source.id, source.sha256) for source in sources]
    return hashlib.sha256(json.dumps([key, texts]).encode()).hexdigest()[:12]
