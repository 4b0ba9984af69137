"""The store: one Chroma collection a build, and the only door out of LlamaIndex.

Chroma runs embedded and is written by the build alone; a live build is only read, so a chat and a
terminal may use it at the same time. Vectors are ours: the collection has no embedding function.
"""

from __future__ import annotations

import re
import threading
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rag.case import Dispute, LedgerClaim
from rag.common.files import refused_to_write
from rag.errors import StoreError, one_line
from rag.index.copied import openable
from rag.index.snapshot import Snapshot
from rag.index.stored import StoredTexts, read_disputes, read_ledger
from rag.index.tables import Tables, no_questions, read_tables
from rag.models.embedder import Vectors
from rag.types import Hit, Passage, Source, Span

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode, NodeWithScore, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

SPACE = "cosine"
_DISK = re.compile(r"disk is full|disk I/O error|no space left|read-?only (?:database|file system)", re.I)
_PAGE = 500  # vectors come as Python lists, eight times their size
_COUNTING = threading.Lock()  # held while a client is opened or closed
_LEFT: list[Any] = []  # clients to be closed


@dataclass(frozen=True)
class Index:
    """An opened build: passages in collection order, tables and stored texts; the vectors stay with Chroma."""

    snapshot: Snapshot
    passages: tuple[Passage, ...]
    tables: Tables
    texts: StoredTexts
    data: Path  # the folder that the build is in
    ledger: tuple[LedgerClaim, ...] = ()  # as it stood when the build was made
    disputes: tuple[Dispute, ...] = ()  # likewise

    @property
    def sources(self) -> dict[str, Source]:
        """Source id to source."""
        return self.texts.sources

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Passage id to its row in ``passages`` and ``vectors``."""
        return {p.id: i for i, p in enumerate(self.passages)}

    @cached_property
    def vector_store(self) -> ChromaVectorStore:
        """The collection for those who let Chroma itself search; it stays open."""
        return _vector_store(self.collection)

    def nearest(self, vector: Vectors, most: int, only: Collection[str] = ()) -> dict[int, float]:
        """The ``most`` passages that Chroma finds nearest to ``vector``, by row with their cosines; ``only``: of these sources."""
        where = {"source_id": {"$in": sorted(only)}} if only else None
        count = min(most, len(self.passages))
        with _reading(self.snapshot.build_dir(self.data)):
            found = self.collection.query(
                query_embeddings=[vector.tolist()], n_results=count, where=where, include=["metadatas", "distances"]
            )
        metas, distances = found["metadatas"][0], found["distances"][0]
        return {int(meta["row"]): 1.0 - float(far) for meta, far in zip(metas, distances, strict=True)}

    @cached_property
    def vectors(self) -> Vectors:
        """Shape (passages, dim), each with its source's label in front; read when first asked for: no answer needs them."""
        vectors = np.zeros((len(self.passages), self.snapshot.dim), np.float32)
        with _reading(self.snapshot.build_dir(self.data)):
            for page in _pages(self.collection):
                vectors[page.rows] = page.vectors
        return vectors

    @cached_property
    def collection(self) -> Any:
        """The collection, open as long as the index is kept."""
        with _COUNTING:
            client = _client(self.snapshot.build_dir(self.data))
        weakref.finalize(self, _give_back, client)
        return _collection(client, self.snapshot)

    def without_questions(self) -> Index:
        """The same of a case that has no known questions."""
        return replace(self, tables=replace(self.tables, known=no_questions(self.snapshot.dim)))

    def source_text(self, source_id: str) -> str:
        """The stored text of a source; raises StoreError when it is gone or changed."""
        return self.texts.source_text(source_id)


def to_node(passage: Passage, source: Source, row: int, vector: npt.NDArray[np.float32] | None = None) -> TextNode:
    """The passage as a LlamaIndex node with short flat metadata, which is never part of its text."""
    from llama_index.core.schema import TextNode

    metadata: dict[str, Any] = {
        "source_id": passage.source_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "locator": passage.locator,
        "basis": passage.basis,
        "path": passage.path,
        "dated": passage.dated,
        "by": passage.by,
        "tier": str(source.tier),
        "row": row,
    }
    keys = list(metadata)
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        embedding=None if vector is None else vector.tolist(),
        excluded_embed_metadata_keys=keys,
        excluded_llm_metadata_keys=keys,
    )


def to_passages(nodes: Iterable[NodeWithScore | BaseNode]) -> list[Passage]:
    """The only door out of LlamaIndex: its nodes as our passages; raises StoreError on foreign metadata."""
    passages = []
    for item in nodes:
        node = getattr(item, "node", item)
        try:
            meta = node.metadata
            span = Span(int(meta["start"]), int(meta["end"]))
            text = node.get_content()
            passages.append(Passage(node.node_id, meta["source_id"], text, span, *_particulars(meta)))
        except (KeyError, ValueError) as exc:
            raise StoreError(f"passage '{node.node_id}' carries no span. Run 'onrecord ingest --rebuild'.") from exc
    return passages


def _particulars(meta: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """Locator, basis, path, date and speaker; builds made before December 2026 have none of the last two."""
    return meta["locator"], meta["basis"], meta["path"], meta.get("dated", ""), meta.get("by", "")


def to_scored_node(hit: Hit, source: Source, row: int) -> NodeWithScore:
    """A hit as LlamaIndex hands it on, the parts of its score in its metadata."""
    from llama_index.core.schema import NodeWithScore

    node = to_node(hit.passage, source, row)
    node.metadata["parts"] = dict(hit.parts)
    node.excluded_embed_metadata_keys = node.excluded_llm_metadata_keys = list(node.metadata)
    return NodeWithScore(node=node, score=hit.score)


def create_collection(folder: Path, name: str, nodes: Iterable[TextNode], tick: Callable[[int], None]) -> None:
    """Write ``nodes`` to a new collection in ``folder``; ``tick`` hears how many each batch wrote.

    Nodes are taken a batch at a time: their vectors as Python lists would fill the memory long before the numbers do.
    """
    with _writing(folder), _opened(folder) as client:
        collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": {"space": SPACE}})
        store = _vector_store(collection)
        # ChromaVectorStore would send 41,665 at once; Chroma itself takes fewer (llama_index#9525).
        size = min(client.get_max_batch_size(), 250)  # more at once only costs memory
        waiting = iter(nodes)
        while batch := list(islice(waiting, size)):
            store.add(batch)
            tick(len(batch))


def open_index(data: Path, snapshot: Snapshot) -> Index:
    """Open the live build for reading; raises StoreError when what is on disk is not what the snapshot says."""
    folder = snapshot.build_dir(data)
    again = "Run 'onrecord ingest --rebuild'."
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        raise StoreError(f"index folder {folder} is missing or incomplete. {again}")
    with _reading(folder):
        with _opened(folder) as client:
            passages = _read_all(_collection(client, snapshot))
        tables = read_tables(folder)
        ledger, disputes = read_ledger(folder), read_disputes(folder)
    if strange := {p.source_id for p in passages} - {source.id for source in snapshot.sources}:
        raise StoreError(f"index folder {folder} holds passages of '{min(strange)}', which is no source of it. {again}")
    if len(passages) != snapshot.passages:
        raise StoreError(f"index folder {folder} holds {len(passages)} passages, expected {snapshot.passages}. {again}")
    return Index(snapshot, passages, tables, StoredTexts(data, snapshot), data, ledger, disputes)


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Some passages of a collection as they were read back, each with its row and its vector."""

    rows: list[int]
    passages: list[Passage]
    vectors: Vectors


def stored_pages(data: Path, snapshot: Snapshot) -> Iterator[StoredPage]:
    """A build's collection page by page, in the memory of one page; raises StoreError when it cannot be read."""
    folder = snapshot.build_dir(data)
    with _reading(folder), _opened(folder) as client:
        yield from _pages(_collection(client, snapshot))


def nearest(data: Path, snapshot: Snapshot, vector: Vectors) -> str:
    """The id of the passage that a build's collection finds nearest to ``vector``; "" when it finds none."""
    from llama_index.core.vector_stores.types import VectorStoreQuery

    query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=1)
    folder = snapshot.build_dir(data)
    with _reading(folder), _opened(folder) as client:
        found = _vector_store(_collection(client, snapshot)).query(query).ids
    return str(found[0]) if found else ""


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """What Chroma says of a disk that takes nothing more, as a StoreError: it wraps SQLite's errors in its own, which are no OSError."""
    try:
        yield
    except Exception as exc:
        if isinstance(exc, OSError) or not (_DISK.search(str(exc)) or refused_to_write(folder)):
            raise
        full = f"index folder {folder} cannot be written: its disk is full or failing ({one_line(exc)[:200]}). Free space or set"
        raise StoreError(f"{full} ONRECORD_DATA to another disk; the old index, if any, still answers.") from exc


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except (StoreError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as exc:  # on a damaged folder Chroma raises anything: a panic of its Rust is no Exception
        raise StoreError(
            f"index folder {folder} is damaged ({type(exc).__name__}). Run 'onrecord ingest --rebuild'."
        ) from exc


def _collection(client: Any, snapshot: Snapshot) -> Any:
    return client.get_collection(snapshot.collection, embedding_function=None)


def _pages(collection: Any, vectors: bool = True) -> Iterator[StoredPage]:
    for offset in range(0, max(collection.count(), 1), _PAGE):
        include = ["documents", "metadatas", *(["embeddings"] if vectors else [])]
        got = collection.get(include=include, limit=_PAGE, offset=offset)
        passages = [
            Passage(
                id_,
                meta["source_id"],
                text,
                Span(int(meta["start"]), int(meta["end"])),
                *_particulars(meta),
            )
            for id_, text, meta in zip(got["ids"], got["documents"], got["metadatas"], strict=True)
        ]
        own = np.zeros((0, 0), np.float32)
        if vectors and passages:
            own = np.asarray(got["embeddings"], np.float32).reshape(len(passages), -1)
        yield StoredPage([int(meta["row"]) for meta in got["metadatas"]], passages, own)


def _read_all(collection: Any) -> tuple[Passage, ...]:
    """Every passage of a collection, in the order of source and position."""
    found = [pair for page in _pages(collection, vectors=False) for pair in zip(page.rows, page.passages, strict=True)]
    return tuple(passage for _, passage in sorted(found, key=lambda pair: pair[0]))


@contextmanager
def _opened(folder: Path) -> Iterator[Any]:
    """A client of a build's folder that gives its files, threads and memory back: a process that runs for days opens many.

    Clients of one folder share what is behind them, and Chroma counts them without a lock of its own.
    """
    with _COUNTING:
        client = _client(folder)
    try:
        yield client
    finally:
        _give_back(client)


def _give_back(client: Any) -> None:
    """Close ``client``, or leave it to the next call: the collector may call this in the very thread that is opening another."""
    _LEFT.append(client)
    if _COUNTING.acquire(blocking=False):
        try:
            while _LEFT:
                _LEFT.pop().close()
        finally:
            _COUNTING.release()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    options = Settings(_env_file=None, anonymized_telemetry=False)  # no file of the folder one works in steers Chroma
    return chromadb.PersistentClient(path=str(openable(folder / "chroma")), settings=options)


def _vector_store(collection: Any) -> ChromaVectorStore:
    from llama_index.vector_stores.chroma import ChromaVectorStore

    return ChromaVectorStore(chroma_collection=collection)
