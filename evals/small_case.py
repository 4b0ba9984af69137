"""A case of a few invented sources, indexed as anybody's is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings


@dataclass(frozen=True, slots=True)
class File:
    """A source: its file's name, of which the stem is its id, what stands in it, and what the manifest says of it."""

    name: str
    text: str
    title: str
    publisher: str
    published: str


def indexed(home: Path, files: Iterable[File]) -> Parts:
    """A case of ``files`` at ``home``, with a manifest and without a model, opened."""
    corpus = home / "corpus"
    corpus.mkdir(parents=True)
    lines = []
    for file in files:
        data = file.text.encode() + b"\n"
        (corpus / file.name).write_bytes(data)
        line = {"id": Path(file.name).stem, "path": file.name, "sha256": hashlib.sha256(data).hexdigest()}
        lines.append(
            line | {"title": file.title, "publisher": file.publisher, "published": file.published, "tier": "primary"}
        )
    (corpus / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True)
    renew(settings)
    return open_parts(settings)
