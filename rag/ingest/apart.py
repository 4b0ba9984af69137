"""A stranger's file read in a process of its own: what aborts or hangs there costs that file only.

The process is started at the first file and reads one after another. It speaks JSON over two pipes, and what it says is checked
like anything from outside. One that dies, takes too long or says something else is ended; the next file gets another.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rag.errors import LoadError, Locked, OnRecordError
from rag.ingest.load import Loaded, load_file
from rag.types import Source, SourceText

TIMEOUT_S = 900.0  # 200 scanned pages take OCR several minutes
_IDLE_S = 10.0
_MOST_MEMORY = 8 * 2**30  # bytes of addresses: what unfolds without end fails in the process, and the machine goes on
_LONGEST = 2**30  # bytes of an answer
_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from rag.ingest.apart import main; main()"
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
        said = self._ask(path, {"read": str(path), "max_mb": max_mb})
        try:
            loaded = _LOADED.validate_python(said["loaded"])
        except (KeyError, ValidationError) as exc:
            raise _stopped(path, "it gave no text that can be used") from exc
        if any(block.span.end > len(loaded.text) for block in loaded.blocks):
            raise _stopped(path, "it gave places outside of the text")
        return loaded

    def unlock(self, path: Path, password: str, into: Path) -> None:
        """Write a copy of a PDF that opens without its ``password``; raises Locked where the password is wrong."""
        self._ask(path, {"unlock": str(path), "password": password, "into": str(into)})

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, path: Path, asked: dict[str, object]) -> dict[str, Any]:
        """What the process says; raises LoadError for what it could not do, and where it stops."""
        with self._lock:
            line, late = self._exchange(json.dumps(asked | {"folder": str(Path.cwd())}).encode() + b"\n")
            try:
                said = json.loads(line)
                if not isinstance(said, dict):
                    raise ValueError
            except ValueError as exc:
                raise _stopped(path, f"it took over {self._timeout_s:g} s" if late else self._end()) from exc
        if "locked" in said:
            raise Locked(str(said["locked"]))
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


def _stopped(path: Path, how: str) -> LoadError:
    return LoadError(f"{path} stopped its reader ({how}). Save it again or in another format.")


def main() -> None:
    """What the process does: answer one line with one line until there are no more."""
    _limit()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin.buffer:
        answers.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")
        answers.flush()


def _answer(asked: dict[str, Any]) -> dict[str, object]:
    try:
        os.chdir(asked["folder"])
        if "unlock" in asked:
            from rag.ingest.formats.pdf import unlock

            unlock(Path(asked["unlock"]), asked["password"], Path(asked["into"]))
            return {}
        loaded = load_file(Path(asked["read"]), asked["max_mb"])
        try_out(loaded)
    except Locked as exc:
        return {"locked": str(exc)}
    except (OnRecordError, OSError, MemoryError) as exc:
        return {"error": str(exc) or f"{asked.get('read')} needs too much memory. Split it."}
    return {"loaded": asdict(loaded)}


def try_out(loaded: Loaded) -> None:
    """Cut the text to passages and these to pieces, as will be done where it is embedded; raises LoadError where that fails."""
    from rag.ingest.split import split
    from rag.models.e5 import tokenizer
    from rag.models.embedder import e5_runs_here

    source = Source("tried", loaded.title, loaded.language)
    try:
        for passage in split(SourceText(source, loaded.text, loaded.blocks)):
            if e5_runs_here():
                tokenizer().cut(passage.text)
    except Exception as exc:
        raise LoadError(
            f"{loaded.title} cannot be cut into passages ({type(exc).__name__}). Save it again or in another format."
        ) from exc


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
