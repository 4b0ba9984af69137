"""A server of this machine that ends TLS before a Chroma server and wants a token, as a proxy of one's own or Chroma Cloud does."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

# https://docs.trychroma.com/cloud/quotas-limits, as they stood in 2026
RECORDS, RESULTS, DOCUMENT, ID, METADATA, KEYS, KEY = 300, 300, 16_384, 128, 4_096, 32, 36


@dataclass
class Front:
    """What the server does, and what came to it."""

    behind: str  # host and port of the Chroma server
    lets_in: Callable[[Message], bool]  # by the headers of a request
    identity: dict[str, Any] | None = None  # whose the token is, where this server says so and not the one behind it
    refuses: tuple[int, str] = (401, "")  # status and body for those who are not let in
    quotas: bool = False  # Chroma Cloud's hold
    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)  # method and path of each request let in
    written: list[int] = field(default_factory=list)  # records of each write


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        status, body = self._reply(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST = do_PUT = do_DELETE = _pass_on

    def _reply(self, body: bytes) -> tuple[int, str]:
        front: Front = self.server.front  # type: ignore[attr-defined]
        if not front.lets_in(self.headers):
            return front.refuses
        front.asked.append((self.command, self.path))
        if front.identity is not None and self.path == "/api/v2/auth/identity":
            return 200, json.dumps(front.identity)
        if self.path.endswith("/add"):
            front.written.append(len(json.loads(body)["ids"]))
        if front.quotas and (over := _over(self.path, body)):
            return 422, json.dumps({"error": "ChromaError", "message": f"Quota exceeded: {over}"})
        with closing(HTTPConnection(front.behind)) as behind:
            behind.request(self.command, self.path, body, {"Content-Type": "application/json"})
            reply = behind.getresponse()
            return reply.status, reply.read().decode()

    def log_message(self, *_: object) -> None:
        pass


def _over(path: str, body: bytes) -> str:
    """What of a request is more than Chroma Cloud takes; "" where nothing is."""
    told = json.loads(body or b"{}")
    if path.endswith("/query") and told["n_results"] > RESULTS:
        return "results"
    if not path.endswith("/add"):
        return ""
    metadata = [pair for one in told["metadatas"] for pair in one.items()]
    too_much = {
        "records": len(told["ids"]) > RECORDS,
        "document": any(len(one.encode()) > DOCUMENT for one in told["documents"]),
        "id": any(len(one.encode()) > ID for one in told["ids"]),
        "keys": any(len(one) > KEYS for one in told["metadatas"]),
        "key": any(len(key) > KEY for key, _ in metadata),
        "metadata": any(len(str(value).encode()) > METADATA for _, value in metadata),
    }
    return next((name for name, over in too_much.items() if over), "")


@contextmanager
def tls_front(front: Front, certificate: trustme.LeafCert) -> Iterator[Front]:
    """``front`` on a port of this machine, behind ``certificate``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.front = front  # type: ignore[attr-defined]
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that does not trust hangs up
        front.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield front
        finally:
            server.shutdown()
