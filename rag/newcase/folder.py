"""A new case's folder: the article in ``seeds/``, an empty ``corpus/``, and the lists to work through: the ledger to fill in, as JSON Lines,
and what the article names, as Markdown. And a case of someone's own documents, kept in the data folder: what a person gives a browser.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.case import SUFFIXES
from rag.case.folder import MANIFEST, safe_id
from rag.case.lines import ManifestLine, check
from rag.common.clock import Tick
from rag.errors import LoadError, UsageError
from rag.index.snapshot import Skipped
from rag.ingest.add import add_sources
from rag.ingest.apart import reader_apart
from rag.newcase.found import Claim, Claims, Named, find_claims, find_names
from rag.settings import Settings
from rag.text.fold import well_formed

LEDGER_TODO, SOURCES_TODO = "claims.todo.jsonl", "sources.todo.md"
_KINDS = {"name": "Names: institutions, people, reports, places", "link": "Links"}
_SENTENCES = 5  # under one source
_LONGEST = 80  # characters of a name; folders of twice that fail on some systems
_CORPUS_README = Path(__file__).parents[1] / "data" / "new_corpus.md"
MOST = 200
_LINK = re.compile(r"https?://[^\s<>\"'`/?#][^\s<>\"'`]{0,2000}")
CASES = "cases"  # in the data folder


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
        loaded = reader_apart().load(seed, max_mb)
    except LoadError as exc:
        raise UsageError(f"article {exc}") from exc
    sha256 = hashlib.sha256(seed.read_bytes()).hexdigest()
    file = f"{safe_id(seed.stem)}{seed.suffix.lower()}"
    told = {"title": loaded.title, "published": loaded.published, "language": loaded.language}
    line = {"id": "seed", "path": file, "sha256": sha256, "tier": "seed"} | told | dict(about)
    manifest = check(ManifestLine, line, "options of 'onrecord new'")
    claims = find_claims(loaded.text, loaded.blocks, manifest.language)
    sources = find_names(loaded.text, loaded.blocks, manifest.language, links_of(seed))
    sheets = {
        LEDGER_TODO: _ledger_lines(claims.claims),
        SOURCES_TODO: _sources_sheet(name, sources),
        "corpus/README.md": _CORPUS_README.read_text(encoding="utf-8"),
        f"corpus/{MANIFEST}": "",
        f"seeds/{MANIFEST}": json.dumps(manifest.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        + "\n",
    }
    _make(home, seed, f"seeds/{file}", sheets)
    return NewCase(home, manifest.title, manifest.language, claims, sources, loaded.warnings)


def folder_name(name: str) -> str:
    """``name`` if it can be one folder's name anywhere; raises UsageError."""
    plain = (
        well_formed(name) == name
        and not set(name) & set('/\\\0:*?"<>|\n\r\t')
        and len(name) <= _LONGEST
        and len(name.encode()) <= 3 * _LONGEST
    )
    if not plain or name != name.strip() or not name.strip(". ") or name.startswith((".", "-")):
        raise UsageError(
            f"name {well_formed(name[:_LONGEST])!r} is no name for a folder. Give one or more plain words, such as bridge-2021, "
            "and the place with --dir."
        )
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


def links_of(file: Path) -> tuple[str, ...]:
    """The http(s) addresses of an HTML file's links, each once, in order; none for other files or broken HTML."""
    if file.suffix.lower() not in (".html", ".htm"):
        return ()
    from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

    try:
        tree = html.fromstring(file.read_bytes())
    except (OSError, ValueError, html.etree.LxmlError):
        return ()
    # A page's menus lead away from the story: where it marks its article, only that counts.
    inside = tree.xpath("//article//a/@href") or tree.xpath("//main//a/@href") or tree.xpath("//a/@href")
    return tuple(filter(_LINK.fullmatch, dict.fromkeys(str(href).strip() for href in inside)))[:MOST]


def _ledger_lines(claims: Sequence[Claim]) -> str:
    """A line for each claim, in the ledger's shape, with ``status`` and ``reason`` left empty.

    Empty is no status: as long as one line is not filled in, the file is no ledger, and saying so names the line.
    """
    empty = {"status": "", "fact_ids": [], "would_decide": [], "reason": ""}
    lines = (
        {"id": f"c{n:02}", "seed_locators": [one.locator or "text"], "claim": one.text, "attributed_to": ""} | empty
        for n, one in enumerate(claims, 1)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _sources_sheet(name: str, found: Sequence[Named]) -> str:
    """The sources the article names, by kind, with the sentences that name them and a place to write the address."""
    head = f"""# What the article names: {_plain(name)}

Look up those that can confirm or refute it, nearest to the facts first: the report before the article about the report. Then add it:

    onrecord --case {_plain(name)} add FILE --tier primary --publisher "..." --date 2024-01-31 --url https://...

Tiers: primary, official (the statement of a party), press, secondary.

"""
    if not found:
        return head + "The article names nobody and links to nothing. What could confirm or refute it?\n"
    parts = []
    for kind, title in _KINDS.items():
        members = [named for named in found if named.kind == kind]
        if members:
            parts.append(f"## {title}\n\n" + "\n".join(_source(named) for named in members))
    return head + "\n".join(parts)


def _source(named: Named) -> str:
    lines = [f"- [ ] {_plain(named.name)} · added as: ______"]
    for mention in named.mentions[:_SENTENCES]:
        when = f" · dates: {', '.join(map(_plain, mention.dates))}" if mention.dates else ""
        lines.append(f"  - {_plain(mention.locator)}{when}\n    > {_plain(mention.text)}")
    if len(named.mentions) > _SENTENCES:
        lines.append(f"  - and {len(named.mentions) - _SENTENCES} more sentences")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Foreign words on one line, with every mark that Markdown or HTML would act on made plain."""
    return re.sub(r"([\\`*_\[\]<>&|~#!$])", r"\\\1", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Read:
    """The settings of the case that now holds the files, how many were added, and those left out, with the reason."""

    settings: Settings
    added: int = 0
    skipped: tuple[Skipped, ...] = ()


def own_cases(settings: Settings) -> tuple[str, ...]:
    """The names of the cases that were made here."""
    folder = settings.data_dir / CASES
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(one.name for one in found if (one / "corpus").is_dir()))


def settings_of(settings: Settings, name: str) -> Settings:
    """The settings of the case ``name``, which need not be there yet; raises UsageError where that cannot be a folder's name."""
    home = settings.data_dir / CASES / folder_name(name)
    return settings.model_copy(update={"case": home, "data": None})


def read_documents(
    settings: Settings,
    name: str,
    files: Sequence[Path],
    article: Path | None,
    tick: Tick = lambda stage, done, total: None,
) -> Read:
    """Add ``files`` to the case ``name``, made now where there is none, or with "" to the case at hand; ``article``: one whose claims are to be
    checked, for a new case only. What cannot be read is left out with its reason. Nothing is indexed yet.

    Raises UsageError for a wrong name, an article that cannot be read, or nothing to add to the shipped case.
    """
    if not name and settings.case is None:
        raise UsageError("give your documents a name: they are kept apart from what comes with the program")
    own = settings_of(settings, name) if name else settings
    skipped: list[Skipped] = []
    if article is not None:
        if own.home.exists():
            raise UsageError(
                f"'{name or own.home.name}' is there already. An article to check begins a new one: choose another name."
            )
        own.home.parent.mkdir(parents=True, exist_ok=True)
        start_case(own.home.name, article, own.home.parent, {}, settings.max_file_mb)
    added = 0
    if files:
        found = add_sources(own, files, tick=tick)
        added, skipped = len(found.files), list(found.skipped)
    return Read(own, added + (article is not None), tuple(skipped))
