"""The code that answers and measures as one digest: another code is another run, whatever version it calls itself."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

import rag

MEASURING = ("measures.py", "wrote.py", "schema.py", "run.py", "saved.py")  # what shapes a row
_RAG, _EVALS = Path(rag.__file__).parent, Path(__file__).parent
_SHIPPED = "shipped"  # the corpus of a wheel; of what is indexed the snapshot's name tells


@cache
def digest_of_code() -> str:
    """Sixteen figures of the code that this process runs; the same from a clone and from a wheel of it."""
    return digest_of(_RAG, _EVALS)


def digest_of(answering: Path, measuring: Path) -> str:
    """The digest of the Python files and the data of ``answering`` and of the modules of ``measuring`` that shape a row."""
    files = {f"evals/{name}": str(measuring / name) for name in MEASURING}
    for folder, inner, names in os.walk(answering):
        inside = os.path.relpath(folder, answering).replace(os.sep, "/")
        inner[:] = [name for name in inner if name != "__pycache__" and (inside, name) != (".", _SHIPPED)]
        data = inside.split("/")[0] == "data"
        files |= {f"rag/{inside}/{name}": f"{folder}/{name}" for name in names if data or name.endswith(".py")}
    found = hashlib.sha256()
    for name, file in sorted(files.items()):
        with Path(file).open("rb") as opened:
            found.update(name.encode() + b"\0" + hashlib.file_digest(opened, "sha256").digest())
    return found.hexdigest()[:16]
