"""Whether a build's files are still those that were checked: by size and time, so that a start need not read an index of any size.

Chroma writes to its database whenever it is opened; of that file only the collection's own count and a search tell.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

SEAL = "sealed.json"
_MOVING = ("chroma.sqlite3", SEAL)
_MADE_ANEW = "bm25"  # made again where it does not fit
Seen = dict[str, list[int]]


def seal(folder: Path) -> None:
    """Note size and time of a build's files; nothing where the folder may not be written."""
    with suppress(OSError):
        (folder / SEAL).write_text(json.dumps(_seen(folder)), encoding="utf-8")


def unchanged(folder: Path) -> bool:
    """True when every file of a build is as it was when sealed."""
    try:
        return bool(json.loads((folder / SEAL).read_text(encoding="utf-8")) == _seen(folder))
    except (OSError, ValueError):
        return False


def _seen(folder: Path) -> Seen:
    found = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not file.name.startswith(_MOVING) and name.parts[0] != _MADE_ANEW:
            at = file.stat()
            found[name.as_posix()] = [at.st_size, at.st_mtime_ns]
    return found
