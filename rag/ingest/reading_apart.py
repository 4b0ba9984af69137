"""What the process of rag/ingest/apart.py does: it reads the files it is told of, and cuts each as it will be cut to be embedded."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.errors import LoadError, Locked, OnRecordError
from rag.ingest.load import Loaded, load_file
from rag.ingest.split import split
from rag.models.e5 import tokenizer
from rag.models.embedder import e5_runs_here
from rag.types import Source, SourceText

_MOST_MEMORY = 8 * 2**30  # bytes of addresses: what unfolds without end fails here, and the machine goes on


def main() -> None:
    """Answer one line with one line until there are no more."""
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
