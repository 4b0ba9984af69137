"""An endpoint on this machine that plays a model and a second judge: what it was told to say, in OpenAI's protocol."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JUDGE = "second-judge"  # the model's name by which a second judge's calls are told
NOTHING = "-"  # to a call that has no reply: read as no line at all


@dataclass
class Endpoint:
    """Plays a model and a second judge, and keeps what each was asked for one question."""

    url: str = ""
    says: str = ""
    judges: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    judged: list[dict[str, str]] = field(default_factory=list)

    def next(self, says: str = "", judges: str = "") -> None:
        """Another question begins."""
        self.says, self.judges, self.asked, self.judged = says, judges, [], []

    def reply(self, body: dict[str, Any]) -> str:
        """To the model's first call the answer, to a later one (for better words) nothing."""
        system, user = (message["content"] for message in body["messages"])
        calls, text = (self.judged, self.judges) if body["model"] == JUDGE else (self.asked, self.says)
        calls.append({"system": system, "user": user})
        return (text if len(calls) == 1 else "") or NOTHING


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """An endpoint on loopback that speaks OpenAI's protocol, for as long as the block runs."""
    kept = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = kept.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            base: dict[str, Any] = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "replayed"}
            parts: list[dict[str, Any]] = [
                {"delta": {"content": text}, "finish_reason": None},
                {"delta": {}, "finish_reason": "stop"},
            ]
            lines = [json.dumps(base | {"choices": [{"index": 0} | part]}) for part in parts]
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write("".join(f"data: {line}\n\n" for line in [*lines, "[DONE]"]).encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
