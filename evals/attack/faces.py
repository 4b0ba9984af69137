"""Where strangers' input comes in: each face takes the ``n``th input and says what went wrong with it, if anything did."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from evals.attack.inputs import QUESTIONS, Inputs
from evals.attack.live import OWN, live

Wrong = tuple[str, str] | None  # the kind and an example
Face = Callable[[int], Wrong]
IN_FULL = 10  # of so many inputs one meets the networks' arithmetic
OWN_PROCESS = 100  # of so many inputs to the command line one starts a process, as a shell does
# "{}" is the input. Those that build or answer take seconds and come once; the others several times.
COMMANDS = (
    "ask {}", "ask --json {}", "ask --source {} how", "ask --tier {} how", "summarize {}", "ingest {}", "add {}", "add --title {} LEAFLET",
    *("ledger {}", "ledger --status {}", "ledger --out {}", "disputes --out {}", "audit {}", "verify {}", "verify FILE", "diff FILE FILE",
      "ask --batch FILE --out OUT", "remove {}", "fetch {}", "sources {}", "eval {}", "check --answers FILE", "questions {}", "new {} --seed FILE",
      "--case {} sources", "{}", "feedback {}", "chat --host {} --port 0 {}", "mcp --port {}") * 3,
)  # fmt: skip


@contextlib.contextmanager
def spared(n: int) -> Iterator[None]:
    """Only one input of ten is multiplied out; for the others, cut to pieces like all, what a network said last stands in."""
    import onnxruntime as ort

    real = ort.InferenceSession.run

    def run(session: Any, outputs: Any, feed: Any) -> Any:
        if n % IN_FULL == 0 or not hasattr(session, "said_last"):
            session.said_last = real(session, outputs, feed)
        return session.said_last

    with patch.object(ort.InferenceSession, "run", run):
        yield


def cli(home: Path, inputs: Inputs) -> Face:
    """The command line, in this process or one of its own, with the bytes that a shell would hand it."""
    from ui.cli import main

    folder = Path(tempfile.mkdtemp())
    os.chdir(folder)

    def face(n: int) -> Wrong:
        rng, text = inputs.rng(n), inputs.text(n)
        file, out = folder / "input", folder / f"out-{n}"
        file.write_bytes(inputs.raw(n))
        given = os.fsdecode(text.encode("utf-8", "surrogatepass").replace(b"\0", b"")[:100_000])
        if rng.random() < 0.2:
            given = os.fsdecode(rng.randbytes(20).replace(b"\0", b""))
        put = {"FILE": str(file), "OUT": str(out), "LEAFLET": str(home / "corpus" / "society-leaflet.txt")}
        own = n % OWN_PROCESS == 0
        command = rng.choice([one for one in COMMANDS if not (own and one.startswith(("chat", "mcp")))])
        words = ["--case", str(home), *(put.get(w, w.replace("{}", given)) for w in command.split())]
        code, told = _in_a_process(words) if own else _run(main, ["onrecord", *words])
        for left in (out, folder / "input"):
            left.unlink(missing_ok=True)
        if "Traceback" in told or "this is a defect" in told:
            return "tracebacks", f"{words!r}: {told[-200:]}"
        return None if code in (0, 1, 2, 3) else ("other", f"{words!r}: exit {code}")

    return face


def _in_a_process(words: list[str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "ui.cli", *words]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=110, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _run(main: Callable[[], None], argv: list[str]) -> tuple[Any, str]:
    """The exit code and all that was printed; a face that would serve for ever is not started."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors) for errors in ("strict", "backslashreplace"))
    code: Any = 0
    with (
        patch.object(sys, "argv", argv), patch("ui.web.serve.serve"), patch("ui.commands.mcp._over_stdio"),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):  # fmt: skip
        try:
            main()
        except SystemExit as exc:
            code = exc.code or 0
    for stream in (out, err):
        stream.flush()
    return code, "".join(s.buffer.getvalue().decode("utf-8", "replace") for s in (out, err))


def api(home: Path, inputs: Inputs) -> Face:
    """Every route, with texts, values of any shape, and bytes that are neither."""
    client = _client(import_module("tests.serving").api_app(_parts(home)))
    routes = ("/api/ask", "/api/search", "/api/verify", "/api/answers", "/v1/chat/completions", "/login")
    answered = client.post("/api/ask", json={"question": QUESTIONS[0]}).json()
    below = ("/api/sources/", "/a/", "/embed/", "/api/", "/v1/models/", "/", "/api/sources/x/text?start=")

    def face(n: int) -> Wrong:
        rng, text, sent = inputs.rng(n), inputs.text(n), {"content-type": "application/json"}
        kind, path = rng.randrange(5), rng.choice(routes)
        if kind == 4:
            name = text.encode("utf-8", "replace").decode()[:2000].replace("\0", "").strip()
            where, kept = rng.choice(below), rng.choice(("", "/?&=%#;:@!$'()*+,[]~.-_"))
            return _judged(client.get(where + quote(name, safe=kept)), where, n)
        asked = {"role": "user", "content": text}
        sound = {
            "/api/ask": {"question": text, "history": [inputs.text(n + 1)[:20_000]] if rng.random() < 0.3 else []},
            "/api/search": {"query": text},
            "/api/verify": _with(answered, text, rng),
            "/api/answers": answered if rng.random() < 0.2 else _with(answered, text, rng),
            "/v1/chat/completions": {"model": "onrecord", "messages": [asked], "stream": rng.random() < 0.2},
        }
        body = inputs.raw(n) if kind == 3 else json.dumps(sound.get(path, inputs.json(n))).encode()
        return _judged(client.post(path, content=body, headers=sent if rng.random() < 0.9 else {}), path, n)

    return face


def _with(value: Any, text: str, rng: Any) -> Any:
    """``value`` with ``text`` in the place of one of its strings in six."""
    if isinstance(value, dict):
        return {name: _with(one, text, rng) for name, one in value.items()}
    if isinstance(value, list):
        return [_with(one, text, rng) for one in value]
    return text[:5000] if isinstance(value, str) and rng.random() < 1 / 6 else value


def _client(app: Any) -> Any:
    from starlette.testclient import TestClient

    client = TestClient(app, "http://127.0.0.1:7860", client=("127.0.0.1", 1), raise_server_exceptions=False)
    return client.__enter__()


def _judged(found: Any, path: str, n: int) -> Wrong:
    """What is wrong with a response: a defect, a traceback, live text, or a status that none of ours has."""
    text = found.text
    if "Traceback" in text or found.status_code == 500:
        return "tracebacks", f"input {n} at {path}: {found.status_code} {text[:200]}"
    if path.startswith("/v1/chat") and found.status_code == 200 and text.startswith("{"):
        return _live(found.json()["choices"][0]["message"]["content"], n)
    fine = found.status_code in (*range(200, 500), 503, 504)
    return None if fine else ("other", f"input {n} at {path}: {found.status_code}")


def _live(text: str, n: int) -> Wrong:
    acts = set(live(text)) - OWN if len(text) < 200_000 else set()
    return ("live payloads", f"input {n}: {acts} in {text[:200]}") if acts else None


def mcp(home: Path, inputs: Inputs) -> Face:
    """The tools for agents over HTTP: known tools with any arguments, and messages that are none."""
    from rag.live import Live
    from ui.api.service import open_service
    from ui.mcp_server import mcp_app

    parts = _parts(home)
    client = _client(mcp_app(parts, open_service(Live(parts))))
    sent = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    tools = (("ask", "question"), ("search", "query"), ("get_source", "source_id"), ("verify", "answer"))

    def face(n: int) -> Wrong:
        rng, text = inputs.rng(n), inputs.text(n)
        tool, name = rng.choice(tools)
        arguments = {name: text if rng.random() < 0.7 else inputs.json(n)}
        params: Any = {"name": tool if rng.random() < 0.9 else text[:1000], "arguments": arguments}
        params = params if rng.random() < 0.9 else inputs.json(n)
        message = json.dumps({"jsonrpc": "2.0", "id": n, "method": "tools/call", "params": params}).encode()
        found = client.post("/mcp", content=message if rng.random() < 0.85 else inputs.raw(n), headers=sent)
        if (wrong := _judged(found, "/mcp", n)) or found.status_code != 200:
            return wrong
        result = found.json().get("result", {})
        return (
            None if result.get("isError") else _live("".join(p.get("text", "") for p in result.get("content", ())), n)
        )

    return face


def files(home: Path, inputs: Inputs) -> Face:
    """Files that are damaged, cut, filled with odd text or called something else: read, split, and their first passages embedded."""
    from rag.errors import LoadError
    from rag.ingest.load import load_file
    from rag.ingest.split import split
    from rag.models.embedder import choose_embedder
    from rag.types import Kind, Source, SourceText, Tier

    embedder, folder, seeds = (
        choose_embedder("auto"),
        Path(tempfile.mkdtemp()),
        import_module("tests.files").of_each_kind((home / "corpus" / "society-leaflet.txt").read_text()),
    )
    source = Source(id="x", title="x", tier=Tier.SECONDARY, kind=Kind.DOCUMENT)

    def face(n: int) -> Wrong:
        rng, text = inputs.rng(n), inputs.text(n)
        suffix, data = rng.choice(seeds)
        file = folder / f"file{suffix if rng.random() < 0.4 else rng.choice(seeds)[0]}"
        file.write_bytes(_harmed(data, text, inputs.raw(n), rng))
        try:
            loaded = load_file(file, 64)
            passages = split(SourceText(source, loaded.text, loaded.blocks))
            if any(p.span.of(loaded.text) != p.text for p in passages):
                return "wrong conclusions", f"input {n}: a passage is not where it says"
            embedder.passages([p.text for p in passages[:2]])
        except LoadError as exc:
            return ("other", f"input {n}: {exc}") if "\n" in str(exc) else None
        except Exception as exc:
            return "tracebacks", f"input {n} ({suffix}): {type(exc).__name__}: {exc}"
        return None

    return face


def _harmed(data: bytes, text: str, raw: bytes, rng: Any) -> bytes:
    at, harmed = rng.randrange(len(data) + 1), bytearray(data)
    for _ in range(rng.randrange(1, 30)):
        harmed[rng.randrange(len(harmed))] = rng.randrange(256)
    told = text.encode(rng.choice(("utf-8", "utf-16", "utf-8", "gb18030", "latin-1")), "replace")
    kinds = (data[:at], data[:at] + raw + data[at:], bytes(harmed), raw, told, data[:at] + told + data[at:])
    return kinds[rng.randrange(len(kinds))]


def _parts(home: Path) -> Any:
    from rag.assemble import open_parts
    from rag.settings import load_settings

    return open_parts(load_settings(case=home))


def small_case(home: Path) -> Path:
    """A copy of the tests' small case at ``home``."""
    return Path(shutil.copytree(Path("tests/data/tiny_corpus"), home))


FACES: dict[str, tuple[Callable[[Path, Inputs], Face], str]] = {
    "command line": (cli, "every command, bytes that are no text among them"),
    "API": (api, "every route of /api, /v1, /a and /login"),
    "MCP": (mcp, "every tool, and messages that are none"),
    "files": (files, "seven formats: cut, damaged, filled, misnamed"),
}
