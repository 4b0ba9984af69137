"""The code that answers and measures as one digest: another code is another run, whatever version it calls itself. And what computes it."""

import hashlib
import os
import platform
import re
from functools import cache
from pathlib import Path

import rag

_TOLD = Path("/proc/cpuinfo")
# The instructions with which sums of 8-bit products are computed, the widest first: with others the last digit of a product may be another.
_FOR_BYTES = ("avx512_vnni", "avx_vnni", "avx512bw", "avx2", "asimddp")
MEASURING = ("measures.py", "wrote.py", "schema.py", "run.py", "saved.py")  # what shapes a row
_RAG, _EVALS = Path(rag.__file__).parent, Path(__file__).parent
_SHIPPED = "shipped"  # the corpus of a wheel; of what is indexed the snapshot's name tells


@cache
def digest_of_code() -> str:
    """Sixteen figures of the code that this process runs, its data and the modules that shape a row; the same from a clone and from a wheel."""
    files = {f"evals/{name}": str(_EVALS / name) for name in MEASURING}
    for folder, inner, names in os.walk(_RAG):
        inside = os.path.relpath(folder, _RAG).replace(os.sep, "/")
        inner[:] = [name for name in inner if name != "__pycache__" and (inside, name) != (".", _SHIPPED)]
        data = inside.split("/")[0] == "data"
        files |= {f"rag/{inside}/{name}": f"{folder}/{name}" for name in names if data or name.endswith(".py")}
    found = hashlib.sha256()
    for name, file in sorted(files.items()):
        with Path(file).open("rb") as opened:
            found.update(name.encode() + b"\0" + hashlib.file_digest(opened, "sha256").digest())
    return found.hexdigest()[:16]


def processor(file: Path = _TOLD) -> str:
    """What computes here, as far as the system tells in ``file``: its name, and the widest instructions for 8-bit products that it has."""
    try:
        told = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", told, re.MULTILINE)
    has = next((one for one in _FOR_BYTES if flags and one in flags[1].split()), "")
    return ", ".join(filter(None, (name[1].strip() if name else platform.machine(), has)))
