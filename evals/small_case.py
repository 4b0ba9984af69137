"""A case of a few invented sources, indexed as anybody's is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from rag.assemble import Parts, open_parts
from rag.case.record import Fact, FrontMatter
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
    tier: str = "primary"


def indexed(home: Path, files: Iterable[File]) -> Parts:
    """A case of ``files`` at ``home``, with a manifest and without a model, opened."""
    write_files(home / "corpus", files)
    return opened_at(home)


def write_files(folder: Path, files: Iterable[File]) -> None:
    """``files`` and a manifest of them."""
    write_manifest(
        folder,
        [
            _written(folder, file.name, file.text + "\n")
            | {"title": file.title, "publisher": file.publisher, "published": file.published, "tier": file.tier}
            for file in files
        ],
    )


def format_record(front: FrontMatter, facts: Iterable[Fact]) -> str:
    """The record file that ``rag.case.record.parse_record`` reads back unchanged."""
    told = front.model_dump(mode="json", exclude_defaults=True) | {"language": front.language}
    fields = {name: told[name] for name in FrontMatter.model_fields if name in told}
    # Wide lines: a folded note is harder to read in a diff than a long one.
    parts = [f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**6)}---\n"]
    parts += [
        f"{number}. {fact.text}\n"
        f"   - id: {fact.id} | basis: {fact.basis} | read_at: {fact.read_at} | locator: {fact.locator}".rstrip()
        + "\n"
        for number, fact in enumerate(facts, start=1)
    ]
    return "\n".join(parts)


def write_records(folder: Path, records: Iterable[tuple[str, str]]) -> None:
    """Records, by id and text, and a manifest of them, which say themselves what they are."""
    write_manifest(folder, [_written(folder, f"records/{name}.md", text) for name, text in records])


def write_manifest(folder: Path, lines: Iterable[dict[str, str]]) -> None:
    """The manifest of a folder of sources."""
    (folder / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def opened_at(home: Path) -> Parts:
    """The case at ``home``, indexed and opened, without a model."""
    settings = load_settings(case=home, data=home / "data", no_model=True)
    renew(settings)
    return open_parts(settings)


def _written(folder: Path, path: str, text: str) -> dict[str, str]:
    """Write a source; what every line of a manifest has of it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return {"id": file.stem, "path": path, "sha256": hashlib.sha256(text.encode()).hexdigest()}
