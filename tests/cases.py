"""A small case of files for a test."""

import hashlib
import json
from pathlib import Path

from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings


def opened(home: Path, *sources: tuple[str, str, str | bytes]) -> Parts:
    """A case of files, each with its title, built and opened."""
    (home / "corpus").mkdir()
    lines = []
    for name, title, text in sources:
        data = text.encode() if isinstance(text, str) else text
        (home / "corpus" / name).write_bytes(data)
        line = {"id": name.split(".")[0], "path": name, "sha256": hashlib.sha256(data).hexdigest(), "title": title}
        lines.append(line | {"publisher": "Customs of Arden", "published": "2022-10-01", "tier": "primary"})
    (home / "corpus" / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)
