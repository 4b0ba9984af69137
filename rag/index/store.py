"""The store: one Chroma collection a build.

Chroma runs embedded, or at a server (rag/index/server.py), and is written by the build alone; a live build is only read, so a chat and
a terminal may use it at the same time. Vectors are ours: the collection has no embedding function.
"""

from __future__ import annotations

import re
import struct
import threading
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rag.case import Dispute, LedgerClaim
from rag.case.glosses import Glosses, read_glosses
from rag.common.files import may_write, refused_to_write
from rag.errors import Damaged, StoreError, one_line
from rag.index.passages import OF_PASSAGES, Passages
from rag.index.server import LONGEST, Server, note
from rag.index.snapshot import Snapshot
from rag.index.stored import (
    KnownTable,
    PreparedTable,
    StoredTexts,
    differing,
    no_questions,
    read_disputes,
    read_judged,
    read_known,
    read_ledger,
    read_prepared,
)
from rag.models.embedder import Vectors
from rag.sources import Hit, Passage, Source

if TYPE_CHECKING:
    from llama_index.core.schema import NodeWithScore, TextNode

SPACE = "cosine"
# Vectors that Chroma compares a question with: exact for fewer passages; of the 100 nearest it finds .9999 among 2,000, .999 among 20,000.
# At Chroma's 100 it is .99 and .975, and a passage that is missed moves the scores of others.
SEARCHED = 400
_SYNCED = 1000  # passages at most after which Chroma writes its graph to disk
_BATCH = 250  # that are sent at once: Chroma takes more, which only cost memory
_DISK = re.compile(r"disk is full|disk I/O error|no space left|read-?only (?:database|file system)", re.I)
_BLOCK = 8192  # vectors that are looked at together
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
    glosses: Glosses = field(default_factory=dict)  # likewise
    # Vectors of the ledger's claims and the disputes' matters, as questions.
    judged: Mapping[str, Vectors] = field(default_factory=dict)
    server: Server | None = None  # where the collection is; None: in the build's folder
    prepared: PreparedTable = field(default_factory=PreparedTable)

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
        if self.collection is None:
            return self._read_through(vector, most, only)
        count = min(most, len(self.passages))
        if not count:
            return {}
        where = {"source_id": {"$in": sorted(only)}} if only else None
        with _reading(self.snapshot.build_dir(self.data), self.server):
            found = self.collection.query(
                query_embeddings=[vector.tolist()], n_results=count, where=where, include=["metadatas", "distances"]
            )
        rows = [int(meta["row"]) for meta in found["metadatas"][0]]
        if [self.passages[row].id for row in rows] != found["ids"][0]:  # its database is read at each question
            raise Damaged(
                f"index folder {self.snapshot.build_dir(self.data)} is damaged: chroma. Run 'onrecord ingest'."
            )
        return {row: 1.0 - float(far) for row, far in zip(rows, found["distances"][0], strict=True)}

    def _read_through(self, vector: Vectors, most: int, only: Collection[str]) -> dict[int, float]:
        """The same without Chroma, which opens no folder that it may not write: by all vectors on disk."""
        starts = range(0, len(self.vectors), _BLOCK)
        blocks = (_unit(self.vectors[at : at + _BLOCK]) @ vector for at in starts)
        cosines = np.concatenate([np.zeros(0, np.float32), *blocks])
        best = np.argsort(-cosines, kind="stable").tolist()
        allowed = (row for row in best if not only or self.passages.source_of(row) in only)
        return {row: float(cosines[row]) for row in islice(allowed, most)}

    @cached_property
    def vectors(self) -> npt.NDArray[Any]:
        """Shape (passages, dim), each with its source's label in front, in 16 bits on disk: no answer needs them."""
        folder = self.snapshot.build_dir(self.data)
        with _reading(folder):
            return np.asanyarray(np.load(folder / OF_PASSAGES, mmap_mode="r", allow_pickle=False))

    @cached_property
    def _held(self) -> Any:
        """A client, open as long as the index is kept; None where Chroma opens none: it has to be able to write."""
        folder = self.snapshot.build_dir(self.data) / "chroma"
        if not self.server and (not may_write(*folder.glob("*.sqlite3")) or refused_to_write(folder)):
            return None
        client = _client(self.snapshot.build_dir(self.data), self.server)
        weakref.finalize(self, _give_back, client)
        return client

    @cached_property
    def collection(self) -> Any:
        """The collection of the passages, None without Chroma."""
        return self._held and self._held.get_collection(self.snapshot.collection, embedding_function=None)

    def without_questions(self) -> Index:
        """The same of a case that has no known questions and no prepared answers."""
        return replace(self, known=no_questions(self.snapshot.dim), prepared=PreparedTable())

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


def to_scored_node(hit: Hit, source: Source, row: int) -> NodeWithScore:
    """A hit as LlamaIndex hands it on, the parts of its score in its metadata."""
    from llama_index.core.schema import NodeWithScore

    node = to_node(hit.passage, source, row)
    node.metadata["parts"] = dict(hit.parts)
    node.excluded_embed_metadata_keys = node.excluded_llm_metadata_keys = list(node.metadata)
    return NodeWithScore(node=node, score=hit.score)


def create_collection(
    folder: Path,
    name: str,
    nodes: Iterable[TextNode],
    count: int,
    tick: Callable[[int], None],
    server: Server | None = None,
) -> None:
    """Write ``count`` ``nodes`` to a new collection in ``folder``, or at ``server``; ``tick`` hears how many each batch wrote.

    Chroma writes its graph to disk once ``sync_threshold`` passages came since it last did. What comes later is put into the graph anew
    at each opening, in an order of chance, and each opening finds other neighbours. So the last batch always meets the threshold.
    Clients of one folder share what is behind them, and Chroma counts them without a lock of its own.
    """
    from llama_index.vector_stores.chroma import ChromaVectorStore

    note(folder, server, name)
    parts = max(1, ceil(count / _SYNCED))  # of one size, but for one passage
    graph = {"space": SPACE, "ef_search": SEARCHED, "sync_threshold": max(2, count // parts)}
    with _writing(folder, server):
        client = _client(folder, server)
        try:
            made = client.create_collection(name, embedding_function=None, configuration={"hnsw": graph})
            store = ChromaVectorStore(chroma_collection=made)
            # ChromaVectorStore would send 41,665 at once; Chroma itself takes fewer (llama_index#9525), its Cloud 300 whatever it says
            # (chroma#5453).
            batches = parts * ceil(_SYNCED / min(client.get_max_batch_size(), _BATCH))
            waiting = iter(nodes)
            for start, end in pairwise(count * n // batches for n in range(batches + 1)):
                batch = list(islice(waiting, end - start))
                # A server only searches the vectors: passages are read from the build's folder.
                for node in batch if server else ():
                    node.text = node.text.encode()[:LONGEST].decode(errors="ignore")
                if batch:
                    store.add(batch)
                    tick(len(batch))
        finally:
            if _give_back(client) and not server:
                _blank(folder / "chroma")


def open_index(data: Path, snapshot: Snapshot, server: Server | None = None) -> Index:
    """Open the live build for reading; raises StoreError when what is there is not what the snapshot says. No passage is read."""
    folder = snapshot.build_dir(data)
    again = "Run 'onrecord ingest --rebuild'."
    if snapshot.chroma != (server.address if server else ""):
        at, here = (f"at {one}" if one else "in this process" for one in (snapshot.chroma, server and server.address))
        raise StoreError(
            f"index {data} was made with Chroma {at}, this run has Chroma {here}. Run 'onrecord ingest', or set ONRECORD_CHROMA."
        )
    if snapshot.seal and (wrong := differing(folder, snapshot.seal)):  # before Chroma's native code reads any of it
        more = f" and {len(wrong) - 1} more" if wrong[1:] else ""
        raise Damaged(
            f"index folder {folder} is damaged: {wrong[0]}{more}. Run 'onrecord ingest', which makes it anew."
        )
    with _reading(folder):
        passages = Passages(folder, snapshot)
        known, judged = read_known(folder), read_judged(folder)
        ledger, disputes, glosses = read_ledger(folder), read_disputes(folder), read_glosses(folder)
        prepared = read_prepared(folder)
    if len(passages) != snapshot.passages or len(passages) != sum(source.passages for source in snapshot.sources):
        raise StoreError(f"index folder {folder} holds {len(passages)} passages, expected {snapshot.passages}. {again}")
    index = Index(
        snapshot,
        passages,
        known,
        StoredTexts(data, snapshot),
        data,
        ledger,
        disputes,
        glosses,
        judged,
        server,
        prepared,
    )
    with _reading(folder, server):
        held = len(passages) if index.collection is None else index.collection.count()
        index.nearest(
            np.full(snapshot.dim, snapshot.dim**-0.5, np.float32), 1
        )  # the graph is read now, as it was checked
    if held != len(passages):
        raise StoreError(f"the collection of {folder} holds {held} passages, expected {len(passages)}. {again}")
    return index


def _unit(vectors: npt.NDArray[Any]) -> Vectors:
    """The rows at length 1, as Chroma compares them: rounded to 16 bits they are a little off."""
    wide = vectors.astype(np.float32)
    return np.asarray(wide / np.linalg.norm(wide, axis=1, keepdims=True))


@contextmanager
def _writing(folder: Path, server: Server | None) -> Iterator[None]:
    """What Chroma says of a disk that takes nothing more, as a StoreError: it wraps SQLite's errors in its own, which are no OSError."""
    try:
        yield
    except Exception as exc:
        if server and not isinstance(exc, StoreError | OSError):
            raise server.trouble(exc) from None  # what it says may repeat the token, and the log keeps causes
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
            raise server.trouble(exc) from None  # what it says may repeat the token, and the log keeps causes
        raise Damaged(f"index folder {folder} is damaged ({type(exc).__name__}). Run 'onrecord ingest'.") from exc


def _give_back(client: Any) -> bool:
    """Whether ``client`` is closed, or left to the next call: the collector may call this in the very thread that is opening another."""
    _LEFT.append(client)
    if _COUNTING.acquire(blocking=False):
        try:
            while _LEFT:
                _LEFT.pop().close()
            return True
        finally:
            _COUNTING.release()
    return False


def _blank(chroma: Path) -> None:
    """Write zeros over the unused room in hnswlib's files: it saves it as the memory was, with words of whatever was read before."""
    for header in chroma.glob("*/header.bin"):
        _, _, _, held, size = struct.unpack_from("<i4Q", header.read_bytes())  # vectors, and bytes of each
        for name, each in (("data_level0.bin", size), ("length.bin", 4)):
            file = header.with_name(name)
            if (room := file.stat().st_size - held * each) > 0:
                with file.open("r+b") as opened:
                    opened.seek(held * each)
                    opened.write(bytes(room))


def _client(folder: Path, server: Server | None) -> Any:
    if server:
        return server.client()
    import chromadb
    from chromadb.config import Settings

    options = Settings(_env_file=None, anonymized_telemetry=False)  # no file of the folder one works in steers Chroma
    with _COUNTING:
        return chromadb.PersistentClient(path=str(folder / "chroma"), settings=options)
