"""The passages that a model was asked about and of which no question was kept: the next run comes to them last.

A file of the index's folder; without it nothing is lost but the order.
"""

from __future__ import annotations

import json
from pathlib import Path

from rag.common.files import why_not, write_whole
from rag.errors import StoreError

FILE = "asked-in-vain.json"


def in_vain(data: Path, model: str) -> set[str]:
    """The names of the passages that ``model`` was asked about in vain; none where the file is missing, damaged or another model's."""
    try:
        told = json.loads((data / FILE).read_text(encoding="utf-8"))
        return set(map(str, told["passages"])) if told["model"] == model else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def keep_in_vain(data: Path, model: str, names: set[str]) -> None:
    """Write them; raises StoreError where the folder cannot be written."""
    try:
        write_whole(data / FILE, json.dumps({"model": model, "passages": sorted(names)}, ensure_ascii=False, indent=1))
    except OSError as exc:
        raise StoreError(f"{data / FILE} cannot be written ({why_not(exc)}). Then run it again.") from exc
