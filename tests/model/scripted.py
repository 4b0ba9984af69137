"""An OpenAI-compatible endpoint on loopback that answers by script: real sockets, awkward chunks, delays, cuts, errors."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test-0123456789-never-shown"


@dataclass(frozen=True)
class Reply:
    """What one request gets. ``size`` bytes a write; ``cut`` ends the connection after so many bytes of the stream."""

    text: str = ""
    status: int = 200
    size: int = 0  # 0: one event a write
    delay: float = 0.0  # seconds before the first byte
    pace: float = 0.0  # seconds between writes
    cut: int | None = None
    polite: bool = False  # the cut looks like an ordinary end of the body
    finish: str = "stop"
    usage: tuple[int, int] | None = (100, 20)
    to: str = ""  # where a redirect points
    raw: bytes = b""  # sent in place of a stream
    vectors: int = 0  # length of the vectors of /embeddings; 0: no such endpoint
    thought: str = ""  # in a field of its own, before the text
    refusal: str = ""  # in a field of its own
    error: dict[str, Any] = field(default_factory=dict)  # what the endpoint says of its ``status``


Script = Callable[[dict[str, Any]], Reply]


@dataclass
class Server:
    """The endpoint's address, what to answer, and what it was asked."""

    url: str = ""
    script: Script | Sequence[Reply] = ()
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)  # a client closed its connection in mid-stream
    seen: int = 0  # requests of any method
    written: int = 0  # bytes of streams

    def says(self, *replies: Reply | str) -> None:
        """Answer the next requests with these, in order; the last one again and again."""
        self.script = [Reply(r) if isinstance(r, str) else r for r in replies]

    def reply(self, body: dict[str, Any]) -> Reply:
        """What this request gets."""
        if callable(self.script):
            return self.script(body)
        return self.script[min(len(self.requests), len(self.script)) - 1]

    def task(self, call: int = 0) -> str:
        """What the user message of a call said."""
        return str(self.requests[call]["messages"][-1]["content"])


@contextmanager
def serving() -> Iterator[Server]:
    """A scripted endpoint for as long as the block runs."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def parse_request(self) -> bool:
            server.seen += 1
            return super().parse_request()

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            server.headers.append(dict(self.headers))
            reply = server.reply(body)
            time.sleep(reply.delay)
            try:
                if reply.status != 200:
                    bad = {"message": f"bad {self.headers['Authorization']}"}
                    self._json(reply.status, {"error": reply.error or bad}, reply.to)
                elif self.path.endswith("/embeddings"):
                    self._json(200 if reply.vectors else 404, _vectors(body, reply.vectors))
                else:
                    self._stream(reply)
            except (BrokenPipeError, ConnectionResetError):
                server.gone.set()
                self.close_connection = True

        def _json(self, status: int, value: dict[str, Any], to: str = "") -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            chunked = not reply.polite
            self.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Connection", "close")))
            self.end_headers()
            sent = 0
            for piece in _pieces(reply):
                piece = piece if reply.cut is None else piece[: max(0, reply.cut - sent)]
                if piece:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
                    self.wfile.flush()
                    sent += len(piece)
                    server.written += len(piece)
                if reply.cut is not None and sent >= reply.cut:
                    self.close_connection = True
                    return
                time.sleep(reply.pace)
            if chunked:
                self.wfile.write(b"0\r\n\r\n")
            else:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that is gone is what some tests are about."""

    httpd = Quiet(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    thread = threading.Thread(target=lambda: httpd.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join(5)


def events(reply: Reply) -> list[bytes]:
    """The stream of a reply, event by event; the text comes in pieces of seven characters."""
    pieces = [reply.text[i : i + 7] for i in range(0, len(reply.text), 7)]
    base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    deltas = [{"reasoning_content": reply.thought}] if reply.thought else []
    deltas += [{"refusal": reply.refusal}] if reply.refusal else []
    deltas += [{"content": p} for p in pieces]
    chunks: list[dict[str, Any]] = [
        base | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    chunks.append(base | {"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
    if reply.usage:
        prompt, completion = reply.usage
        total = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
        chunks.append(base | {"choices": [], "usage": total})
    return [f"data: {json.dumps(c, ensure_ascii=False)}\n\n".encode() for c in chunks] + [b"data: [DONE]\n\n"]


def _pieces(reply: Reply) -> list[bytes]:
    whole = reply.raw or b"".join(events(reply))
    if reply.size:
        return [whole[i : i + reply.size] for i in range(0, len(whole), reply.size)]
    return [reply.raw] if reply.raw else events(reply)


def _vectors(body: dict[str, Any], length: int) -> dict[str, Any]:
    """Vectors that are alike for texts with the same letters; handed out in reverse, as the order is ours to restore."""
    data = []
    for index, text in enumerate(body["input"]):
        vector = [0.01] * length
        for word in text.lower().split():
            vector[sum(map(ord, word.strip(".,?!"))) % max(length, 1)] += 1.0
        data.append({"object": "embedding", "index": index, "embedding": vector})
    return {"object": "list", "model": "e", "data": data[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
