"""Where strangers' input comes in: each face takes an input and says what went wrong with it, if anything did."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from evals.attack.inputs import OWN, QUESTIONS, Input, live
from evals.attack.rot import WHAT as ROTTEN
from evals.attack.rot import rot

Wrong = tuple[str, str] | None  # the kind and an example
Face = Callable[[Input], Wrong]
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


def cli(home: Path) -> Face:
    """The command line, in this process or one of its own, with the bytes that a shell would hand it."""
    folder = Path(tempfile.mkdtemp())
    os.chdir(folder)
    file, out = folder / "input", folder / "out"
    put = {"FILE": str(file), "OUT": str(out), "LEAFLET": str(home / "corpus" / "society-leaflet.txt")}

    def face(given: Input) -> Wrong:
        rng, own = given.rng, given.n % OWN_PROCESS == 0
        file.write_bytes(given.raw())
        told = rng.randbytes(20) if rng.random() < 0.2 else given.text().encode("utf-8", "surrogatepass")
        word = os.fsdecode(told.replace(b"\0", b"")[:100_000])
        command = rng.choice([one for one in COMMANDS if not (own and one.startswith(("chat", "mcp")))])
        words = ["--case", str(home), *(put.get(w, w.replace("{}", word)) for w in command.split())]
        code, printed = _in_a_process(words) if own else _here(words)
        for left in (out, file):
            left.unlink(missing_ok=True)
        if "Traceback" in printed or "this is a defect" in printed:
            return "tracebacks", f"{words!r}: {printed[-200:]}"
        return None if code in (0, 1, 2, 3) else ("other", f"{words!r}: exit {code}")

    return face


def _in_a_process(words: list[str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "ui.cli", *words]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=110, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _here(words: list[str]) -> tuple[Any, str]:
    """The exit code and all that was printed; a face that would serve for ever is not started."""
    from ui.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors) for errors in ("strict", "backslashreplace"))
    code: Any = 0
    with contextlib.ExitStack() as stack:
        stack.enter_context(patch.object(sys, "argv", ["onrecord", *words]))
        for server in ("ui.web.serve.serve", "ui.commands.serve._over_stdio"):
            stack.enter_context(patch(server))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        try:
            main()
        except SystemExit as exc:
            code = exc.code or 0
    for stream in (out, err):
        stream.flush()
    return code, "".join(s.buffer.getvalue().decode("utf-8", "replace") for s in (out, err))


def api(home: Path) -> Face:
    """Every route, with texts, values of any shape, and bytes that are neither."""
    client = _client(import_module("tests.serving").api_app(_parts(home)))
    answered = client.post("/api/ask", json={"question": QUESTIONS[0]}).json()
    below = ("/api/sources/", "/a/", "/embed/", "/api/", "/v1/models/", "/", "/api/sources/x/text?start=")
    sound: dict[str, Callable[[Input], Any]] = {
        "/api/ask": lambda one: {"question": one.text(), "history": [one.text()[:20_000]][: one.rng.randrange(2)]},
        "/api/search": lambda one: {"query": one.text()},
        "/api/verify": lambda one: _with(answered, one),
        "/api/answers": lambda one: answered if one.rng.random() < 0.2 else _with(answered, one),
        "/v1/chat/completions": lambda one: {
            "model": "onrecord", "messages": [{"role": "user", "content": one.text()}], "stream": one.rng.random() < 0.2,
        },
        "/login": Input.json,
    }  # fmt: skip

    def face(given: Input) -> Wrong:
        rng, sent = given.rng, {"content-type": "application/json"}
        kind, path = rng.randrange(5), rng.choice(list(sound))
        if kind == 0:
            name = given.text().encode("utf-8", "replace").decode()[:2000].replace("\0", "").strip()
            where, kept = rng.choice(below), rng.choice(("", "/?&=%#;:@!$'()*+,[]~.-_"))
            return _judged(client.get(where + quote(name, safe=kept)), where)
        body = given.raw() if kind == 1 else json.dumps(sound[path](given)).encode()
        return _judged(client.post(path, content=body, headers=sent if rng.random() < 0.9 else {}), path)

    return face


def _with(value: Any, given: Input) -> Any:
    """``value`` with an odd text in the place of one of its strings in six."""
    if isinstance(value, dict):
        return {name: _with(one, given) for name, one in value.items()}
    if isinstance(value, list):
        return [_with(one, given) for one in value]
    return given.text()[:5000] if isinstance(value, str) and given.rng.random() < 1 / 6 else value


def _client(app: Any) -> Any:
    from starlette.testclient import TestClient

    client = TestClient(app, "http://127.0.0.1:7860", client=("127.0.0.1", 1), raise_server_exceptions=False)
    return client.__enter__()


def _judged(found: Any, path: str) -> Wrong:
    """What is wrong with a response: a defect, a traceback, live text, or a status that none of ours has."""
    if "Traceback" in found.text or found.status_code == 500:
        return "tracebacks", f"{path}: {found.status_code} {found.text[:200]}"
    if path.startswith("/v1/chat") and found.status_code == 200 and found.text.startswith("{"):
        return _acting(found.json()["choices"][0]["message"]["content"])
    fine = found.status_code in (*range(200, 500), 503, 504)
    return None if fine else ("other", f"{path}: {found.status_code}")


def _acting(text: str) -> Wrong:
    acts = set(live(text)) - OWN if len(text) < 200_000 else set()
    return ("live payloads", f"{acts} in {text[:200]}") if acts else None


def mcp(home: Path) -> Face:
    """The tools for agents over HTTP: known tools with any arguments, and messages that are none."""
    from rag.live import Live
    from ui.api.service import open_service
    from ui.mcp_server import mcp_app

    parts = _parts(home)
    client = _client(mcp_app(parts, open_service(Live(parts))))
    sent = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    tools = (("ask", "question"), ("search", "query"), ("get_source", "source_id"), ("verify", "answer"))

    def face(given: Input) -> Wrong:
        rng = given.rng
        tool, name = rng.choice(tools)
        arguments = {name: given.text() if rng.random() < 0.7 else given.json()}
        params: Any = {"name": tool if rng.random() < 0.9 else given.text()[:1000], "arguments": arguments}
        params = params if rng.random() < 0.9 else given.json()
        message = json.dumps({"jsonrpc": "2.0", "id": given.n, "method": "tools/call", "params": params}).encode()
        found = client.post("/mcp", content=message if rng.random() < 0.85 else given.raw(), headers=sent)
        if (wrong := _judged(found, "/mcp")) or found.status_code != 200:
            return wrong
        result = found.json().get("result", {})
        text = "".join(part.get("text", "") for part in result.get("content", ()))
        return None if result.get("isError") else _acting(text)

    return face


def files(home: Path) -> Face:
    """Files that are damaged, cut, filled with odd text or called something else: read, split, and their first passages embedded."""
    from rag.errors import LoadError
    from rag.ingest.load import load_file
    from rag.ingest.split import split
    from rag.models.embedder import choose_embedder
    from rag.sources import Kind, Source, SourceText, Tier

    embedder, folder = choose_embedder("auto"), Path(tempfile.mkdtemp())
    sound = import_module("tests.files").of_each_kind((home / "corpus" / "society-leaflet.txt").read_text())
    source = Source(id="x", title="x", tier=Tier.SECONDARY, kind=Kind.DOCUMENT)

    def face(given: Input) -> Wrong:
        suffix, data = given.rng.choice(sound)
        file = folder / f"file{suffix if given.rng.random() < 0.4 else given.rng.choice(sound)[0]}"
        file.write_bytes(_harmed(data, given))
        try:
            loaded = load_file(file, 64)
            passages = split(SourceText(source, loaded.text, loaded.blocks))
            if any(p.span.of(loaded.text) != p.text for p in passages):
                return "wrong conclusions", "a passage is not where it says"
            embedder.passages([p.text for p in passages[:2]])
        except LoadError as exc:
            return ("other", str(exc)) if "\n" in str(exc) else None
        return None

    return face


def _harmed(data: bytes, given: Input) -> bytes:
    rng, harmed = given.rng, bytearray(data)
    at = rng.randrange(len(data) + 1)
    for _ in range(rng.randrange(1, 30)):
        harmed[rng.randrange(len(harmed))] = rng.randrange(256)
    told = given.text().encode(rng.choice(("utf-8", "utf-16", "utf-8", "gb18030", "latin-1")), "replace")
    raw = given.raw()
    return rng.choice((data[:at], data[:at] + raw + data[at:], bytes(harmed), raw, told, data[:at] + told + data[at:]))


def _parts(home: Path) -> Any:
    from rag.assemble import open_parts
    from rag.settings import load_settings

    return open_parts(load_settings(case=home))


# What makes the face, its share of all inputs, and what is tried.
FACES: dict[str, tuple[Callable[[Path], Face], float, str]] = {
    "command line": (cli, 0.1, "every command, bytes that are no text among them"),
    "API": (api, 0.35, "every route of /api, /v1, /a and /login"),
    "MCP": (mcp, 0.2, "every tool, and messages that are none"),
    "files": (files, 0.35, "seven formats: cut, damaged, filled, misnamed"),
    "rot": (rot, 0.02, ROTTEN),
}
