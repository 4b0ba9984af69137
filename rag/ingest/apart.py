"""A stranger's file read and embedded in a process of its own: what aborts or hangs there costs that file only.

The process is started at the first file and reads one after another. It speaks JSON over two pipes, and what it says is checked
like anything from outside. One that dies, takes too long, takes too much memory or says something else is ended; the next file gets another. Each file is cut
at once in all the ways in which it will be cut later, so that no compiled library reads a stranger's text that was not tried there.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from rag.common.machine import look_seldom
from rag.errors import LoadError, Locked, ModelError, OnRecordError, one_line
from rag.ingest.load import Loaded, load_file
from rag.ingest.split import split
from rag.ingest.vectors import PASSAGES, QUESTIONS
from rag.models.e5 import tokenizer
from rag.models.embedder import E5, MiniLM, Vectors, choose_embedder, e5_runs_here, embedder_id, wordpieces
from rag.sources import Source, SourceText
from rag.text.tokens import tokens

TIMEOUT_S = 900.0  # at most, for any file and any texts
FIRST_S, KB_A_SECOND = (
    10.0,
    100,
)  # for a file: to begin with, and by its size; 200 scanned pages, some 20 MB, take OCR minutes
MEMORY_MB = 1024
_LOOK_S = 0.05  # between two looks at the memory: 100 MB can be filled meanwhile
_IDLE_S = 10.0
_LONGEST = 2**30  # bytes of an answer
_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from rag.ingest.apart import main; main()"
_MOST_ADDRESSES = 4 * 2**30  # bytes: what unfolds without end fails there where nobody can look at its memory
_LOADED = TypeAdapter(Loaded)
_ERRORS: dict[str, type[OnRecordError]] = {one.__name__: one for one in (LoadError, Locked, ModelError)}


class Apart:
    """The process; callers in several threads wait for one another."""

    def __init__(self, timeout_s: float = TIMEOUT_S, start: str = _START, memory_mb: int = MEMORY_MB) -> None:
        self.timeout_s, self.memory_mb = timeout_s, memory_mb
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._idle = threading.Timer(0, self.close)

    def load(self, path: Path, max_mb: int = 64) -> Loaded:
        """The same as ``load_file``; raises LoadError, one line, also where the file stops its reader."""
        said = self._ask(str(path), {"read": str(path), "max_mb": max_mb}, _seconds(path))
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
            made = np.array(said["vectors"], np.float32).reshape(len(texts), dim)
        except (KeyError, TypeError, ValueError) as exc:
            raise _stopped(name, "it gave no vectors that can be used") from exc
        if not np.allclose(np.linalg.norm(made, axis=1), 1, atol=0.01):
            raise _stopped(name, "it gave vectors of another length")
        return made

    def unlock(self, path: Path, password: str, into: Path) -> None:
        """Write a copy of a PDF that opens without its ``password``; raises Locked where the password is wrong."""
        self._ask(str(path), {"unlock": str(path), "password": password, "into": str(into)}, _seconds(path))

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, name: str, asked: dict[str, object], seconds: float = TIMEOUT_S) -> dict[str, Any]:
        """What the process says; raises LoadError for what it could not do, and where ``name`` stops it."""
        with self._lock:
            self._idle.cancel()
            sent = json.dumps(asked | {"folder": str(Path.cwd())}).encode() + b"\n"
            line, why = self._exchange(sent, min(seconds, self.timeout_s))
            self._idle = threading.Timer(_IDLE_S, self.close)
            self._idle.daemon = True
            self._idle.start()
            try:
                said = json.loads(line)
                if not isinstance(said, dict):
                    raise ValueError
            except ValueError as exc:
                raise _stopped(name, why or self._end()) from exc
        if "error" in said:
            raise _ERRORS.get(str(said.get("kind")), LoadError)(str(said["error"]))
        return said

    def _exchange(self, line: bytes, seconds: float) -> tuple[bytes, str]:
        """The line that the process answers, and why it was ended if it took too long or too much memory."""
        if self._process is None or self._process.poll() is not None:
            # -P: a module in the current folder, which may be a stranger's, is never imported
            command = [sys.executable, "-P", "-c", self._start, str(_ROOT)]
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and nothing of the file in the command
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        process, answered, why = self._process, threading.Event(), [""]
        until = time.monotonic() + seconds

        def watch() -> None:
            while not answered.wait(min(_LOOK_S, seconds)):
                if _megabytes(process.pid) > self.memory_mb:
                    why[0] = f"it took over {self.memory_mb:,} MB of memory"
                elif time.monotonic() >= until:
                    why[0] = f"it took over {seconds:g} s"
                if why[0]:
                    process.kill()
                    return

        threading.Thread(target=watch, name="watch", daemon=True).start()
        try:
            assert process.stdin and process.stdout  # noqa: S101 - both are pipes
            with suppress(OSError):  # it is gone: there is no answer, either
                process.stdin.write(line)
                process.stdin.flush()
            return process.stdout.readline(_LONGEST), why[0]
        finally:
            answered.set()

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


_SHARED = Apart()  # one process for all who read in this one: to start it takes half a second


def reader_apart(timeout_s: float = TIMEOUT_S, memory_mb: int = MEMORY_MB) -> Apart:
    """The process that reads files, from now on within these limits; it ends when nobody has asked it for a while."""
    _SHARED.timeout_s, _SHARED.memory_mb = timeout_s, memory_mb
    return _SHARED


def _seconds(path: Path) -> float:
    """How long reading a file may take, by its size."""
    try:
        return FIRST_S + round(path.stat().st_size / (KB_A_SECOND * 1000))
    except OSError:  # reading it says why
        return FIRST_S


def _megabytes(pid: int) -> float:
    """The memory of a process; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


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


def main() -> None:
    """What the process does: answer one line with one line until there are no more."""
    look_seldom()
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, _MOST_ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
        if "embed" in asked:
            embedder = choose_embedder(asked["embedder"])
            made = (embedder.questions if asked["read_as"] == QUESTIONS else embedder.passages)(asked["embed"])
            return {"vectors": made.tolist()}
        loaded = load_file(Path(asked["read"]), asked["max_mb"])
        _try_out(loaded)
    except (OnRecordError, OSError, MemoryError) as exc:
        told = str(exc) or f"{asked.get('read')} needs too much memory. Split it."
        return {"error": told, "kind": type(exc).__name__}
    except Exception as exc:  # a mistake of ours: the next file finds the process as it was
        return {"error": f"{asked.get('read', 'a text')} stopped its reader ({one_line(exc)}"[:300] + ")."}
    return {"loaded": asdict(loaded)}


def _try_out(loaded: Loaded) -> None:
    """Cut the text to passages and these to the models' pieces and to stems, as will be done later; raises LoadError where that fails."""
    source = Source("tried", loaded.title, loaded.language)
    try:
        for passage in split(SourceText(source, loaded.text, loaded.blocks)):
            if e5_runs_here():
                tokenizer().cut(passage.text)
            wordpieces().encode(passage.text)
            tokens(passage.text, loaded.language)
    except Exception as exc:
        raise LoadError(
            f"{loaded.title} cannot be cut into passages ({type(exc).__name__}). Save it again or in another format."
        ) from exc
