"""A stranger's file read and embedded in a process of its own: what aborts or hangs there costs that file only.

The process is started at the first file and reads one after another. It speaks JSON over two pipes, and what it says is checked
like anything from outside. One that dies, takes too long or says something else is ended; the next file gets another.
"""

from __future__ import annotations

import base64
import binascii
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from rag.errors import LoadError, Locked, ModelError
from rag.ingest.brought import PASSAGES, QUESTIONS
from rag.ingest.load import Loaded
from rag.models.embedder import E5, MiniLM, Vectors, embedder_id

TIMEOUT_S = 900.0  # 200 scanned pages take OCR several minutes
_IDLE_S = 10.0
_LONGEST = 2**30  # bytes of an answer
_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from rag.ingest.reading_apart import main; main()"
_LOADED = TypeAdapter(Loaded)


class Apart:
    """The process; callers in several threads wait for one another."""

    def __init__(self, timeout_s: float = TIMEOUT_S, start: str = _START) -> None:
        self._timeout_s = timeout_s
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def within(self, timeout_s: float) -> Apart:
        """This process, which from now on is given ``timeout_s`` for a file."""
        self._timeout_s = timeout_s
        return self

    def load(self, path: Path, max_mb: int = 64) -> Loaded:
        """The same as ``load_file``; raises LoadError, one line, also where the file stops its reader."""
        said = self._ask(str(path), {"read": str(path), "max_mb": max_mb})
        try:
            loaded = _LOADED.validate_python(said["loaded"])
        except (KeyError, ValidationError) as exc:
            raise _stopped(str(path), "it gave no text that can be used") from exc
        if any(block.span.end > len(loaded.text) for block in loaded.blocks):
            raise _stopped(str(path), "it gave places outside of the text")
        return loaded

    def vectors(self, embedder: str, read_as: str, texts: Sequence[str], dim: int) -> Vectors:
        """What the bundled ``embedder`` makes of ``texts``, shape (texts, dim); raises LoadError where one of them stops it, ModelError without a model."""
        name = f"a text of {max(map(len, texts), default=0)} characters"
        said = self._ask(name, {"embed": list(texts), "embedder": embedder, "read_as": read_as})
        try:
            made = np.frombuffer(base64.b64decode(said["vectors"], validate=True), np.float32).reshape(len(texts), dim)
        except (KeyError, TypeError, ValueError, binascii.Error) as exc:
            raise _stopped(name, "it gave no vectors that can be used") from exc
        if not np.allclose(np.linalg.norm(made, axis=1), 1, atol=0.01):
            raise _stopped(name, "it gave vectors of another length")
        return made

    def unlock(self, path: Path, password: str, into: Path) -> None:
        """Write a copy of a PDF that opens without its ``password``; raises Locked where the password is wrong."""
        self._ask(str(path), {"unlock": str(path), "password": password, "into": str(into)})

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, name: str, asked: dict[str, object]) -> dict[str, Any]:
        """What the process says; raises LoadError for what it could not do, and where ``name`` stops it."""
        with self._lock:
            line, late = self._exchange(json.dumps(asked | {"folder": str(Path.cwd())}).encode() + b"\n")
            try:
                said = json.loads(line)
                if not isinstance(said, dict):
                    raise ValueError
            except ValueError as exc:
                raise _stopped(name, f"it took over {self._timeout_s:g} s" if late else self._end()) from exc
        if "locked" in said:
            raise Locked(str(said["locked"]))
        if "model" in said:
            raise ModelError(str(said["model"]))
        if "error" in said:
            raise LoadError(str(said["error"]))
        return said

    def _exchange(self, line: bytes) -> tuple[bytes, bool]:
        """The line that the process answers, and whether it was ended because it took too long."""
        if self._process is None or self._process.poll() is not None:
            # -P: a module in the current folder, which may be a stranger's, is never imported
            command = [sys.executable, "-P", "-c", self._start, str(_ROOT)]
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and nothing of the file in the command
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        process, late = self._process, threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._timeout_s, give_up)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin and process.stdout  # noqa: S101 - both are pipes
            with suppress(OSError):  # it is gone: there is no answer, either
                process.stdin.write(line)
                process.stdin.flush()
            return process.stdout.readline(_LONGEST), late.is_set()
        finally:
            timer.cancel()

    def _end(self) -> str:
        """End the process; how it had ended before that."""
        if self._process is None:
            return "it did not start"
        code = self._process.poll()
        with suppress(subprocess.TimeoutExpired):  # it may be about to
            code = self._process.wait(1) if code is None else code
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe and pipe.close()
        self._process = None
        return "it said nothing that can be used" if code is None else f"it ended with {code}"


class _Shared:
    """One process for all who read in this one, which is ended when nobody has read for a while: to start it takes half a second."""

    def __init__(self) -> None:
        self.apart = Apart()
        self._readers = 0
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._readers += 1
            if self._timer:
                self._timer.cancel()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._readers -= 1
            self._timer = threading.Timer(_IDLE_S, self._end)
            self._timer.daemon = True
            self._timer.start()

    def _end(self) -> None:
        with self._lock:
            if not self._readers:
                self.apart.close()


_SHARED = _Shared()


@contextmanager
def reading_apart(timeout_s: float = TIMEOUT_S) -> Iterator[Apart]:
    """A process that reads files, for as long as it is needed; each file at most ``timeout_s`` long."""
    with _SHARED:
        yield _SHARED.apart.within(timeout_s)


def _stopped(name: str, how: str) -> LoadError:
    return LoadError(f"{name} stopped its reader ({how}). Save it again or in another format.")


class Embedding:
    """The bundled embedder in that process; ``stopped`` are the texts that got no vector, only zeros, and why."""

    batch = 32  # texts of one request; the process has a thread a core for them

    def __init__(self, reader: Apart, wanted: str) -> None:
        self._name, model = ("e5", E5) if embedder_id(wanted) == E5.id else ("minilm", MiniLM)
        self.id, self.dim, self.multilingual = model.id, model.dim, model.multilingual
        self.stopped: dict[str, str] = {}
        self._reader = reader

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One vector a question."""
        return self._made(QUESTIONS, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage."""
        return self._made(PASSAGES, texts)

    def _made(self, read_as: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        try:
            return self._reader.vectors(self._name, read_as, texts, self.dim)
        except LoadError as exc:
            if len(texts) == 1:
                self.stopped[texts[0]] = str(exc)
                return np.zeros((1, self.dim), np.float32)
        return np.vstack([self._made(read_as, [text]) for text in texts])
