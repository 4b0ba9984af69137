"""A server that behaves as badly as a test asks, under the real client and the real guard.

Names resolve through a table, and only the public address in it leads to the local server: a connection to any other
address is written down and fails. So no test switches the guard off.
"""

import functools
import hashlib
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpcore

from rag.case.originals import Original, originals_dir, read_lock
from rag.fetch.keep import Outcome
from rag.fetch.network import Network, public_certificates
from rag.fetch.run import Report, accept_changed, fetch
from rag.settings import Settings, load_settings

PUBLIC = "93.184.216.34"
TEXT = "The Mill Bridge was closed to lorries in May 2019 after the survey found cracks in two of its piers. " * 5
PAGE = (
    f"<!doctype html><html><head><title>Survey</title></head><body><h1>Survey</h1><p>{TEXT}</p></body></html>".encode()
)
PDF = b"%PDF-1.7\n" + b"1 0 obj <<>> endobj\n" * 400 + b"trailer <<>>\n%%EOF\n"

Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Request:
    """What one request asked for."""

    path: str
    headers: Message


class Handler(BaseHTTPRequestHandler):
    """Answers as the path's entry in ``server.wild.routes`` says."""

    protocol_version = "HTTP/1.1"
    wbufsize = 0

    def do_GET(self) -> None:
        wild: Wild = self.server.wild  # type: ignore[attr-defined]
        wild.requests.append(Request(self.path, self.headers))
        answer = wild.routes.get(self.path)
        try:
            answer(self) if answer else self.reply(404, b"nothing here")
        except OSError:  # the client has had enough
            self.close_connection = True

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Length": str(len(body))} if status != 304 else {}
        for name, value in (sent | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Clock:
    """Real time, except that sleeping costs none."""

    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return time.monotonic() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@functools.cache
def certificates_once() -> ssl.SSLContext:
    """The public authorities, which are slow to load."""
    return public_certificates()


@dataclass
class Wild:
    """The server, the names that lead to it, and the case that names its addresses."""

    home: Path
    port: int
    routes: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=lambda: {"docs.test": [PUBLIC], "other.test": [PUBLIC]})
    requests: list[Request] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    certificates: Callable[[], ssl.SSLContext] = certificates_once
    options: dict[str, object] = field(default_factory=dict)
    ticks: list[tuple[str, int, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise OSError("no such name")
        return answers

    def connect(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        self.reached.append(f"{address}:{port}")
        if address != PUBLIC:
            raise httpcore.ConnectError(f"the guard let {address} through")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout)

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.connect, self.certificates, self.clock.now, self.clock.sleep)

    @property
    def settings(self) -> Settings:
        given = {"fetch_timeout_s": 2, "fetch_total_s": 60, "fetch_delay_s": 0, "max_file_mb": 1} | self.options
        return load_settings(case=self.home, **given)

    @property
    def folder(self) -> Path:
        return originals_dir(self.settings.data_dir)

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.routes[path] = lambda handler: handler.reply(status, body, **headers)

    def case(self, **sources: dict[str, str]) -> None:
        """One document for each name, with these further fields of its manifest line."""
        (self.home / "corpus").mkdir(parents=True, exist_ok=True)
        lines = []
        for source_id, fields in sources.items():
            file = self.home / "corpus" / f"{source_id}.txt"
            file.write_text(f"Our summary of {source_id}.", encoding="utf-8")
            sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
            lines.append(json.dumps({"id": source_id, "path": file.name, "sha256": sha256} | fields))
        (self.home / "corpus" / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def fetch(self, *ids: str) -> Report:
        return fetch(self.settings, ids, lambda *tick: self.ticks.append(tick), self.network)

    def one(self, url: str = "http://docs.test/doc", **fields: str) -> Outcome:
        """The outcome for a case whose only source has this address."""
        self.case(survey={"url": url} | fields)
        (outcome,) = self.fetch().outcomes
        return outcome

    def accept(self, *ids: str) -> Outcome:
        (outcome,) = accept_changed(self.settings, ids).outcomes
        return outcome

    def lock(self) -> dict[str, Original]:
        return read_lock(self.settings.data_dir)

    def files(self) -> set[str]:
        """What lies beside the lock."""
        return {file.name for file in self.folder.iterdir()} - {"sources.lock", "fetch.lock"}

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


@contextmanager
def wild_server(folder: Path, tls: ssl.SSLContext | None = None) -> Iterator[Wild]:
    """A server on a free port of this machine, and an empty case."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients leave early here
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    wild = server.wild = Wild(folder / "case", server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield wild
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)


def taken_nothing(wild: Wild) -> bool:
    """True when a hostile answer left neither a file nor a line in the lock, and nothing but the server was reached."""
    return wild.files() == set() and wild.lock() == {} and {one.split(":")[0] for one in wild.reached} <= {PUBLIC}
