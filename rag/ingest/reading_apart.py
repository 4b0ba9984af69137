"""What the process of rag/ingest/apart.py does: it reads the files it is told of, and embeds texts.

Each file is cut at once in all the ways in which it will be cut later, so that no compiled library reads a stranger's text that was
not tried here.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.errors import LoadError, Locked, ModelError, OnRecordError, one_line
from rag.ingest.brought import QUESTIONS
from rag.ingest.load import Loaded, load_file
from rag.ingest.split import split
from rag.models.e5 import tokenizer
from rag.models.embedder import choose_embedder, e5_runs_here, wordpieces
from rag.text.tokens import tokens
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
        if "embed" in asked:
            embedder = choose_embedder(asked["embedder"])
            made = (embedder.questions if asked["read_as"] == QUESTIONS else embedder.passages)(asked["embed"])
            return {"vectors": base64.b64encode(made.astype("<f4").tobytes()).decode()}
        loaded = load_file(Path(asked["read"]), asked["max_mb"])
        try_out(loaded)
    except Locked as exc:
        return {"locked": str(exc)}
    except ModelError as exc:
        return {"model": str(exc)}
    except (OnRecordError, OSError, MemoryError) as exc:
        return {"error": str(exc) or f"{asked.get('read')} needs too much memory. Split it."}
    except Exception as exc:  # a mistake of ours: the next file finds the process as it was
        return {"error": f"{asked.get('read', 'a text')} stopped its reader ({one_line(exc)}"[:300] + ")."}
    return {"loaded": asdict(loaded)}


def try_out(loaded: Loaded) -> None:
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


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
