"""A case of a few invented sources, indexed as anybody's is."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from rag.assemble import Parts, open_parts
from rag.case.record import Fact, FrontMatter
from rag.common.strict import Strict
from rag.renew import renew
from rag.settings import load_settings
from rag.sources import BREAK, Tier
from rag.text.fold import guess_language


@dataclass(frozen=True, slots=True)
class File:
    """A source: its file's name, of which the stem is its id, what stands in it, and what the manifest says of it; of a record nothing,
    for it says itself what it is."""

    name: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    tier: str = "primary"


class Told(Strict):
    """A source of a case: what it is and the facts that a record of it holds; of the seed its paragraphs."""

    id: str
    publisher: str
    title: str
    date: str
    tier: Tier
    facts: tuple[str, ...]

    def name_of(self, place: int) -> str:
        """What suites call the fact at ``place``, from 0."""
        return f"{self.id}:para {place + 1}" if self.tier is Tier.SEED else f"{self.id}-f{place + 1:02}"

    def as_record(self) -> str:
        """The record's file."""
        language = guess_language(" ".join(self.facts))
        front = FrontMatter(
            id=self.id, title=self.title, publisher=self.publisher, published=self.date, tier=self.tier, language=language,
            facts_language=language,
        )  # fmt: skip
        facts = (Fact(text=f, id=self.name_of(n), basis="read") for n, f in enumerate(self.facts))
        return format_record(front, facts)


def indexed(home: Path, files: Iterable[File]) -> Parts:
    """A case of ``files`` at ``home``, with a manifest and without a model, opened."""
    _write(home / "corpus", files)
    return _opened(home)


def indexed_facts(home: Path, sources: Iterable[Told], no_model: bool = True) -> Parts:
    """A case of the records of ``sources`` at ``home``, opened; their seed, if there is one, is a document."""
    write_facts(home, sources)
    return _opened(home, no_model)


def write_facts(home: Path, sources: Iterable[Told]) -> None:
    """The files of such a case."""
    folders: dict[str, list[File]] = {"seeds": [], "corpus": []}
    for one in sources:
        if one.tier is Tier.SEED:
            text = BREAK.join(one.facts)
            folders["seeds"].append(File(f"{one.id}.txt", text, one.title, one.publisher, one.date, one.tier))
        else:
            folders["corpus"].append(File(f"records/{one.id}.md", one.as_record()))
    for folder, files in folders.items():
        _write(home / folder, files)


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


def _opened(home: Path, no_model: bool = True) -> Parts:
    settings = load_settings(case=home, data=home / "data", no_model=no_model)
    renew(settings)
    return open_parts(settings)


def _write(folder: Path, files: Iterable[File]) -> None:
    """``files`` and a manifest of them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for one in files:
        file, text = folder / one.name, one.text if one.text.endswith("\n") else one.text + "\n"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
        line = {"id": file.stem, "path": one.name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        about = {"title": one.title, "publisher": one.publisher, "published": one.published, "tier": one.tier}
        lines.append(line | about if one.title else line)
    (folder / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
