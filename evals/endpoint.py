"""An OpenAI-compatible endpoint on loopback whose replies a function writes: for runs and benchmarks without a model."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECE = 20  # characters of one event of the stream


@contextmanager
def speaking(reply: Callable[[dict[str, Any]], str], wait_s: float = 0.0) -> Iterator[str]:
    """The endpoint's address for as long as the block runs; it waits ``wait_s``, then streams what ``reply`` makes of a request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(wait_s)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for at in range(0, len(text), PIECE):
                self._send({"delta": {"content": text[at : at + PIECE]}, "finish_reason": None})
            self._send({"delta": {}, "finish_reason": "stop"})
            self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, choice: dict[str, Any]) -> None:
            chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
            data = json.dumps(chunk | {"choices": [{"index": 0} | choice]})
            self.wfile.write(f"data: {data}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client may leave in mid-stream."""

    httpd = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=lambda: httpd.serve_forever(0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    finally:
        httpd.shutdown()
        httpd.server_close()
