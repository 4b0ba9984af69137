"""What the children of the warm process do; arguments and results are plain JSON."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

LEAFLET = "society-leaflet.txt"
PUBLIC = "93.184.216.34"


def ready() -> None:
    """Read what every answer reads: the names of countries, tiktoken's pieces, the embedder and the judge's weights.
    Files are read and embedded in the child itself, which would have to start a process for it each time.

    Each model works in the one thread that calls it, and nothing is asked of the judge here: threads would not survive a fork, and
    then the first child to ask would wait for ever.
    """
    import onnxruntime as ort
    from llama_index.core.utils import get_tokenizer

    from rag.ingest import build
    from rag.ingest.apart import Apart
    from rag.ingest.load import load_file
    from rag.models.embedder import MiniLM, choose_embedder, loaded
    from rag.models.judge import Network, judge
    from rag.verify.values.names import names

    Apart.load = lambda self, path, max_mb=64: load_file(path, max_mb)  # type: ignore[method-assign]
    build.Embedding = lambda reader, wanted: choose_embedder(wanted)  # type: ignore[assignment,misc]
    MiniLM._embed = _remembering(MiniLM._embed)  # type: ignore[method-assign]
    Network.shares = _remembering(Network.shares)  # type: ignore[method-assign]

    class Alone(ort.SessionOptions):
        def __init__(self) -> None:
            super().__init__()
            self.intra_op_num_threads = 1

    usual, ort.SessionOptions = ort.SessionOptions, Alone
    try:
        loaded(MiniLM)
        judge().load()
    finally:
        ort.SessionOptions = usual
    get_tokenizer()
    names("The bridge of Harwick 桥")


def _remembering(method: Callable[..., Any]) -> Callable[..., Any]:
    """``method`` of a model, that is not called twice with the same arguments by all the children: kills then fall where files are
    written, and not into the model. What it gives is the real model's."""
    folder = Path(os.environ["KILL_REMEMBERED"])

    @wraps(method)
    def remembered(self: object, *arguments: object) -> Any:
        kept = (
            folder
            / f"{sha256(repr((type(self).__qualname__, method.__qualname__, arguments)).encode()).hexdigest()}.npy"
        )
        if not kept.is_file():
            part = kept.with_suffix(f".{os.getpid()}.{id(arguments)}")
            with part.open("wb") as file:
                np.save(file, method(self, *arguments))
            part.rename(kept)
        return np.load(kept)

    return remembered


def ingest(home: str, rebuild: bool) -> str:
    """Bring the index up to date; the snapshot's id."""
    from rag.ingest.build import build

    return build(_settings(home), rebuild=rebuild).snapshot.id


def take_out(home: str, source_id: str) -> list[str]:
    """Take a source out of the case's files; where they are kept."""
    from rag.ingest.remove import remove_sources

    removed = remove_sources(_settings(home), [source_id], True, None)
    return [one.going.kept for one in removed.leaving]


def remove(home: str, source_id: str) -> str:
    """The same, and the index renewed; the snapshot's id."""
    from rag.renew import renew

    take_out(home, source_id)
    return renew(_settings(home)).snapshot.id


def fetch(home: str, port: int) -> list[str]:
    """Fetch what the case names from the test's server behind a public address; how each ended."""
    import httpcore

    from rag.fetch.network import Network
    from rag.fetch.run import fetch as run
    from rag.settings import load_settings

    def connect(address: str, _: int, timeout: float | None) -> httpcore.NetworkStream:
        assert address == PUBLIC
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout)

    settings = load_settings(case=Path(home), fetch_delay_s=0, fetch_timeout_s=5, fetch_total_s=30)
    network = Network(resolve=lambda host, _port: [PUBLIC], connect=connect)
    return [f"{o.source_id} {o.state} {o.reason}" for o in run(settings, [], lambda *_: None, network).outcomes]


def ask(home: str, question: str) -> dict[str, str]:
    """What the index answers as the kill left it, from which snapshot, and all of its texts."""
    from rag.ask import answer
    from rag.assemble import open_parts

    parts = open_parts(_settings(home))
    reply = answer(question, parts)
    texts = "".join(parts.index.source_text(source_id) for source_id in parts.index.sources)
    return {"snapshot": reply.snapshot, "text": reply.text, "texts": texts}


def _settings(home: str):
    from rag.settings import load_settings

    return load_settings(case=Path(home), embedder="minilm")
