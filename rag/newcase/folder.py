"""A new case's folder: the article in ``seeds/``, an empty ``corpus/``, and the lists to work through."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.case import SUFFIXES
from rag.case.folder import MANIFEST, safe_id
from rag.case.lines import ManifestLine, check
from rag.errors import LoadError, UsageError
from rag.ingest.apart import reading_apart
from rag.newcase.claims import Claims, find_claims
from rag.newcase.links import links_of
from rag.newcase.sheets import claims_sheet, ledger_lines, sources_sheet
from rag.newcase.sources import Named, find_sources
from rag.text.fold import well_formed

LEDGER_TODO, CLAIMS_TODO, SOURCES_TODO = "claims.todo.jsonl", "claims.todo.md", "sources.todo.md"
_LONGEST = 80  # characters of a name; folders of twice that fail on some systems
_CORPUS_README = """# What goes here

The sources that can confirm or refute the article: reports, laws, data, statements, other papers.
`onrecord --case NAME add FILE` copies a file here and lists it in `manifest.jsonl`; a file that is not listed is left out.
`onrecord --case NAME remove ID` takes one out again and keeps its file in `removed/`.

- Nearest to the facts first: the report itself as `--tier primary`, a press release as `--tier official`.
- Say who published it, when and where: `--publisher`, `--date`, `--url`. Answers show it beside every quote.
- `claims.jsonl`, once you have filled in `claims.todo.jsonl`: the article's claims and what you found on each.
"""


@dataclass(frozen=True, slots=True)
class NewCase:
    """What was started: the folder, the seed's own title and language, and what was found in it."""

    home: Path
    title: str
    language: str
    claims: Claims
    sources: tuple[Named, ...]
    warnings: tuple[str, ...] = ()


def start_case(name: str, seed: Path, inside: Path, about: Mapping[str, object], max_mb: int = 64) -> NewCase:
    """Make the folder ``name`` in ``inside`` for the article ``seed``; ``about``: further fields of its manifest line.

    Raises UsageError, one line, when the name cannot be a folder's, the folder exists or cannot be made, or the
    article cannot be read; CorpusError for a wrong field. Nothing is left behind then, and nothing ever overwritten.
    """
    home = inside / folder_name(name)
    if os.path.lexists(home):
        raise UsageError(f"{home} exists already and is left as it is. Choose another name, or another --dir.")
    if seed.suffix.lower() not in SUFFIXES:
        raise UsageError(f"article {seed} is of a kind that cannot be read. Save it as one of {' '.join(SUFFIXES)}.")
    try:
        with reading_apart() as reader:
            loaded = reader.load(seed, max_mb)
    except LoadError as exc:
        raise UsageError(f"article {exc}") from exc
    sha256 = hashlib.sha256(seed.read_bytes()).hexdigest()
    file = f"{safe_id(seed.stem)}{seed.suffix.lower()}"
    told = {"title": loaded.title, "published": loaded.published, "language": loaded.language}
    line = {"id": "seed", "path": file, "sha256": sha256, "tier": "seed"} | told | dict(about)
    manifest = check(ManifestLine, line, "options of 'onrecord new'")
    claims = find_claims(loaded.text, loaded.blocks, manifest.language)
    sources = find_sources(loaded.text, loaded.blocks, manifest.language, links_of(seed))
    sheets = {
        LEDGER_TODO: ledger_lines(claims.claims),
        CLAIMS_TODO: claims_sheet(name, claims),
        SOURCES_TODO: sources_sheet(name, sources),
        "corpus/README.md": _CORPUS_README,
        f"corpus/{MANIFEST}": "",
        f"seeds/{MANIFEST}": json.dumps(manifest.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        + "\n",
    }
    _make(home, seed, f"seeds/{file}", sheets)
    return NewCase(home, manifest.title, manifest.language, claims, sources, loaded.warnings)


def folder_name(name: str) -> str:
    """``name`` if it can be one folder's name anywhere; raises UsageError."""
    if name != name.strip() or not name.strip(". "):
        raise UsageError(f"name {name!r} is no name for a folder. Give one or more words, such as bridge-2021.")
    if well_formed(name) != name:
        raise UsageError(f"name {name!r} has bytes that are no text. Give one or more words, such as bridge-2021.")
    for bad in '/\\\0:*?"<>|\n\r\t':
        if bad in name:
            raise UsageError(f"name {name!r} holds {bad!r}. Give a plain name, and the place with --dir.")
    if name.startswith((".", "-")) or len(name.encode()) > _LONGEST * 3 or len(name) > _LONGEST:
        raise UsageError(f"name {name[:40]!r} begins with '.' or '-' or is longer than {_LONGEST} characters.")
    return name


def _make(home: Path, seed: Path, seed_path: str, sheets: Mapping[str, str]) -> None:
    """The folder, appearing whole or not at all."""
    part = home.with_name(f".{home.name}.{os.getpid()}.part")
    try:
        for path in ("corpus", "seeds"):
            (part / path).mkdir(parents=True)
        shutil.copyfile(seed, part / seed_path)
        for path, text in sheets.items():
            (part / path).write_text(text, encoding="utf-8", newline="\n")
        part.rename(home)
    except OSError as exc:
        raise UsageError(
            f"folder {home} cannot be made ({exc.strerror}). Choose a folder you may write with --dir."
        ) from exc
    finally:
        shutil.rmtree(part, ignore_errors=True)
