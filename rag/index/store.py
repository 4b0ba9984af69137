"""The store: one Chroma collection a build.

Chroma runs embedded, or at a server (rag/index/server.py), and is written by the build alone; a live build is only read, so a chat and
a terminal may use it at the same time. Vectors are ours: the collection has no embedding function.
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
from rag.index.known import KnownTable, no_questions, read_known
from rag.index.passages import OF_PASSAGES, SAID, SAID_OF, Passages, read_vectors
from rag.index.server import Server, note
from rag.index.snapshot import Snapshot
from rag.index.stored import StoredTexts, read_disputes, read_ledger
from rag.models.embedder import Vectors
from rag.types import Hit, Passage, Source, Span

if TYPE_CHECKING:
    from llama_index.core.schema import NodeWithScore, TextNode

SPACE = "cosine"
_DISK = re.compile(r"disk is full|disk I/O error|no space left|read-?only (?:database|file system)", re.I)
_PAGE = 500  # vectors come as Python lists, eight times their size
_COUNTING = threading.Lock()  # held while a client is opened or closed
_LEFT: list[Any] = []  # clients to be closed


@dataclass(frozen=True)
class Index:
    """An opened build: passages in collection order, read when asked for, known questions and stored texts; the vectors stay with Chroma."""

    snapshot: Snapshot
    passages: Passages
    known: KnownTable  # questions
    texts: StoredTexts
    data: Path  # the folder that the build is in
    ledger: tuple[LedgerClaim, ...] = ()  # as it stood when the build was made
    disputes: tuple[Dispute, ...] = ()  # likewise
    server: Server | None = None  # where the collection is; None: in the build's folder

    @property
    def sources(self) -> dict[str, Source]:
        """Source id to source."""
        return self.texts.sources

    @property
    def row_of(self) -> Mapping[str, int]:
        """Passage id to its row in ``passages`` and ``vectors``."""
        return self.passages.row_of

    def nearest(self, vector: Vectors, most: int, only: Collection[str] = ()) -> dict[int, float]:
        """The ``most`` passages that Chroma finds nearest to ``vector``, by row with their cosines; ``only``: of these sources."""
        return dict(self._query(self.collection, vector, min(most, len(self.passages)), only))

    def nearest_said(self, vector: Vectors, most: int, only: Collection[str] = ()) -> dict[int, float]:
        """The passages of the ``most`` sentences nearest to ``vector``, by row with the cosine of the nearest; passages of one sentence
        are not among them."""
        best: dict[int, float] = {}
        for row, cosine in self._query(self.said, vector, min(most, len(self.said_of)), only):
            best[row] = max(best.get(row, -1.0), cosine)
        return best

    def _query(self, collection: Any, vector: Vectors, count: int, only: Collection[str]) -> list[tuple[int, float]]:
        """The rows of what is nearest in a collection, with the cosines."""
        if not count:
            return []
        where = {"source_id": {"$in": sorted(only)}} if only else None
        with _reading(self.snapshot.build_dir(self.data), self.server):
            found = collection.query(
                query_embeddings=[vector.tolist()], n_results=count, where=where, include=["metadatas", "distances"]
            )
        both = zip(found["metadatas"][0], found["distances"][0], strict=True)
        return [(int(meta["row"]), 1.0 - float(far)) for meta, far in both]

    @cached_property
    def vectors(self) -> npt.NDArray[Any]:
        """Shape (passages, dim), each with its source's label in front, in 16 bits on disk: no answer needs them."""
        return self._kept(OF_PASSAGES)

    @cached_property
    def said_vectors(self) -> npt.NDArray[Any]:
        """The same of the sentences; ``said_of`` has the row of the passage of each."""
        return self._kept(SAID)

    @cached_property
    def said_of(self) -> npt.NDArray[Any]:
        """The row of the passage that each sentence stands in."""
        return self._kept(SAID_OF)

    def _kept(self, name: str) -> npt.NDArray[Any]:
        folder = self.snapshot.build_dir(self.data)
        with _reading(folder):
            return read_vectors(folder / name)

    @cached_property
    def _held(self) -> Any:
        """A client, open as long as the index is kept."""
        if self.server:
            return self.server.client()
        with _COUNTING:
            client = _client(self.snapshot.build_dir(self.data))
        weakref.finalize(self, _give_back, client)
        return client

    @cached_property
    def collection(self) -> Any:
        """The collection of the passages."""
        return _collection(self._held, self.snapshot)

    @cached_property
    def said(self) -> Any:
        """The collection of the sentences."""
        return self._held.get_collection(of_sentences(self.snapshot.collection), embedding_function=None)

    def without_questions(self) -> Index:
        """The same of a case that has no known questions."""
        return replace(self, known=no_questions(self.snapshot.dim))

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


def create_collection(
    folder: Path, name: str, nodes: Iterable[TextNode], tick: Callable[[int], None], server: Server | None = None
) -> None:
    """Write ``nodes`` to a new collection in ``folder``, or at ``server``; ``tick`` hears how many each batch wrote.

    Nodes are taken a batch at a time: their vectors as Python lists would fill the memory long before the numbers do.
    """
    from llama_index.vector_stores.chroma import ChromaVectorStore

    note(folder, server, [name, of_sentences(name)])
    with _writing(folder, server), _opened(folder, server) as client:
        collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": {"space": SPACE}})
        store = ChromaVectorStore(chroma_collection=collection)
        # ChromaVectorStore would send 41,665 at once; Chroma itself takes fewer (llama_index#9525).
        size = min(client.get_max_batch_size(), 250)  # more at once only costs memory
        waiting = iter(nodes)
        while batch := list(islice(waiting, size)):
            store.add(batch)
            tick(len(batch))


def of_sentences(name: str) -> str:
    """What the collection of the sentences is called beside that of the passages."""
    return f"{name}-said"


def add_sentences(
    folder: Path, name: str, said: Iterable[tuple[int, str, Vectors]], server: Server | None = None
) -> None:
    """Write a second collection, of the sentences: the row of the passage, its source and the vector of each."""
    with _writing(folder, server), _opened(folder, server) as client:
        collection = client.create_collection(
            of_sentences(name), embedding_function=None, configuration={"hnsw": {"space": SPACE}}
        )
        size, waiting = min(client.get_max_batch_size(), 250), enumerate(said)
        while batch := list(islice(waiting, size)):
            collection.add(
                ids=[str(n) for n, _ in batch],
                embeddings=[vector.tolist() for _, (_, _, vector) in batch],
                metadatas=[{"row": row, "source_id": source_id} for _, (row, source_id, _) in batch],
            )


def open_index(data: Path, snapshot: Snapshot, server: Server | None = None) -> Index:
    """Open the live build for reading; raises StoreError when what is there is not what the snapshot says. No passage is read."""
    folder = snapshot.build_dir(data)
    again = "Run 'onrecord ingest --rebuild'."
    if snapshot.chroma != (server.address if server else ""):
        at, here = (f"at {one}" if one else "in this process" for one in (snapshot.chroma, server and server.address))
        raise StoreError(
            f"index {data} was made with Chroma {at}, this run has Chroma {here}. Run 'onrecord ingest', or set ONRECORD_CHROMA."
        )
    if not server and not (folder / "chroma" / "chroma.sqlite3").is_file():
        raise StoreError(f"index folder {folder} is missing or incomplete. {again}")
    with _reading(folder):
        passages = Passages(folder, snapshot)
        known = read_known(folder)
        ledger, disputes = read_ledger(folder), read_disputes(folder)
    if len(passages) != snapshot.passages or len(passages) != sum(source.passages for source in snapshot.sources):
        raise StoreError(f"index folder {folder} holds {len(passages)} passages, expected {snapshot.passages}. {again}")
    index = Index(snapshot, passages, known, StoredTexts(data, snapshot), data, ledger, disputes, server)
    with _reading(folder, server):
        held = index.collection.count(), index.said.count()
    if held != (len(passages), len(index.said_of)):
        raise StoreError(
            f"the collections of {folder} hold {held[0]} passages and {held[1]} sentences, expected {len(passages)} and "
            f"{len(index.said_of)}. {again}"
        )
    return index


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Some passages of a collection as they were read back, each with its row and its vector."""

    rows: list[int]
    passages: list[Passage]
    vectors: Vectors


def stored_pages(data: Path, snapshot: Snapshot, server: Server | None = None) -> Iterator[StoredPage]:
    """A build's collection page by page, in the memory of one page; raises StoreError when it cannot be read."""
    folder = snapshot.build_dir(data)
    with _reading(folder, server), _opened(folder, server) as client:
        yield from _pages(_collection(client, snapshot))


def nearest(data: Path, snapshot: Snapshot, vector: Vectors, server: Server | None = None) -> str:
    """The id of the passage that a build's collection finds nearest to ``vector``; "" when it finds none."""
    folder = snapshot.build_dir(data)
    with _reading(folder, server), _opened(folder, server) as client:
        found = _collection(client, snapshot).query(query_embeddings=[vector.tolist()], n_results=1)["ids"][0]
    return str(found[0]) if found else ""


@contextmanager
def _writing(folder: Path, server: Server | None) -> Iterator[None]:
    """What Chroma says of a disk that takes nothing more, as a StoreError: it wraps SQLite's errors in its own, which are no OSError."""
    try:
        yield
    except Exception as exc:
        if server and not isinstance(exc, StoreError | OSError):
            raise server.trouble(exc) from exc
        if isinstance(exc, OSError) or not (_DISK.search(str(exc)) or refused_to_write(folder)):
            raise
        full = f"index folder {folder} cannot be written: its disk is full or failing ({one_line(exc)[:200]}). Free space or set"
        raise StoreError(f"{full} ONRECORD_DATA to another disk; the old index, if any, still answers.") from exc


@contextmanager
def _reading(folder: Path, server: Server | None = None) -> Iterator[None]:
    try:
        yield
    except (StoreError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as exc:  # on a damaged folder Chroma raises anything: a panic of its Rust is no Exception
        if server:
            raise server.trouble(exc) from exc
        raise StoreError(
            f"index folder {folder} is damaged ({type(exc).__name__}). Run 'onrecord ingest --rebuild'."
        ) from exc


def _collection(client: Any, snapshot: Snapshot) -> Any:
    return client.get_collection(snapshot.collection, embedding_function=None)


def _pages(collection: Any) -> Iterator[StoredPage]:
    for offset in range(0, max(collection.count(), 1), _PAGE):
        got = collection.get(include=["documents", "metadatas", "embeddings"], limit=_PAGE, offset=offset)
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
        if passages:
            own = np.asarray(got["embeddings"], np.float32).reshape(len(passages), -1)
        yield StoredPage([int(meta["row"]) for meta in got["metadatas"]], passages, own)


@contextmanager
def _opened(folder: Path, server: Server | None = None) -> Iterator[Any]:
    """A client of a build's folder that gives its files, threads and memory back: a process that runs for days opens many.

    Clients of one folder share what is behind them, and Chroma counts them without a lock of its own.
    """
    if server:
        yield server.client()
        return
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
