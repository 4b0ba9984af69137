"""What the children of the warm process do; arguments and results are plain JSON."""

import os
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

LEAFLET = "society-leaflet.txt"
QUESTION = "How long is the Mill Bridge?"
SAVES = 30  # of one child
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
    from rag.ingest.add import remove_sources

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


def one_answer(home: str) -> str:
    """An answer, as JSON."""
    from rag.ask import answer
    from rag.assemble import open_parts
    from rag.wire import to_json

    parts = open_parts(_settings(home))
    return to_json(answer(QUESTION, parts), parts.index.sources)


def save(home: str, answer: str, said: str) -> None:
    """Save an answer many times, and say so each time once it is kept, as a server does by its response."""
    from rag.index.snapshot import readable_snapshot
    from rag.wire import from_json
    from ui.api.saved import Saved

    settings, given = _settings(home), from_json(Path(answer).read_text(encoding="utf-8"))
    live, kept = readable_snapshot(settings), Saved(settings.data_dir / "answers", 10**9)
    sources = {source.id: source.to_source() for source in live.sources} if live else {}
    for _ in range(SAVES):
        _say(said, kept.save(given, sources) + "\n")


def add(home: str, leaflet: str, said: str) -> None:
    """``onrecord add``."""
    from rag.ingest.add import add_sources
    from rag.renew import renew

    added = add_sources(_settings(home), [leaflet], {"tier": "press"}, replace=True)
    renew(_settings(home))
    _say(said, "".join(f"{line.line.sha256}\n" for line in added.lines))


def batch(home: str, asked: str, out: str, said: str) -> None:
    """``onrecord ask --batch``; a letter for each line that was kept."""
    from ui.batch import Kept, run_batch

    keep = Kept.add

    def told(self: Kept, line: str) -> None:
        keep(self, line)
        _say(said, "x")

    with patch.object(Kept, "add", told):
        run_batch(_settings(home), Path(asked), Path(out))


def sound(home: str, said: str, peace: bool) -> str:
    """What is wrong with the case or its index; "" when the index answers and all that was acknowledged is a source."""
    from rag.case.folder import file_sha256, list_folder
    from rag.index.snapshot import readable_snapshot
    from rag.ingest.check import damage

    settings, corpus = _settings(home), Path(home) / "corpus"
    live = readable_snapshot(settings)
    if live is None or (wrong := damage(settings.data_dir, live)):
        return f"the index: {wrong if live else 'none'}"
    lines = {line.value.sha256: corpus / line.value.path for line in list_folder(corpus)}
    changed = [file.name for sha256, file in lines.items() if file_sha256(file) != sha256]
    before = Path(said).read_text(encoding="utf-8").split() if Path(said).exists() else []
    gone = set(before) - set(lines)
    if gone:  # replaced by the next leaflet of its name
        gone -= {file_sha256(file) for file in (Path(home) / "removed").rglob("*") if file.is_file()}
    left = [file.name for file in Path(home).rglob(".*.part")] if peace else []
    answers = not peace or "48 metres" in one_answer(home)
    told = {"changed": changed, "gone": sorted(gone), "left": left} | ({} if answers else {"answers": "no"})
    return str(told) if any(told.values()) else ""


def _say(said: str, text: str) -> None:
    handle = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, text.encode())
    os.close(handle)


def _settings(home: str):
    from rag.settings import load_settings

    return load_settings(case=Path(home), embedder="minilm")
