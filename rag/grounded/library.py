"""Texts that statements are held against: a folder of files, a case, or texts that an answer brings along. No index, no model."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rag.case import Entry, read_case
from rag.case.folder import MANIFEST
from rag.case.places import names as names_of_passage
from rag.errors import LoadError, UsageError
from rag.ingest.load import find_files, guess_language, load_file
from rag.ingest.read import read_source
from rag.ingest.split import split
from rag.sources import Block, Passage, Source, SourceText, Span
from rag.text.fold import well_formed, words
from rag.text.tokens import tokens
from rag.verify.references import find_folded, quoted_parts
from rag.verify.sources import EvidenceSource, as_evidence


@dataclass(frozen=True, slots=True)
class Shelved:
    """One text with its passages, and each passage's terms."""

    name: str
    evidence: EvidenceSource
    passages: tuple[Passage, ...]
    terms: tuple[frozenset[str], ...]

    def bearing(self, statement: str, count: int = 1) -> list[Passage]:
        """The ``count`` passages, best first, that have the statement's quoted words, then most of its terms."""
        quotes = [part.of(statement) for part in quoted_parts(statement)]
        wanted = set(tokens(statement, self.evidence.language))

        def score(place: int) -> tuple[int, float, int]:
            has = sum(find_folded(quote, self.passages[place].text) is not None for quote in quotes)
            return has, sum(2.0 if t[0].isdigit() else 1.0 for t in wanted & self.terms[place]), -place

        best = sorted(range(len(self.passages)), key=score, reverse=True)[:count]
        return [self.passages[place] for place in best]


@dataclass(frozen=True, slots=True)
class Library:
    """Texts by id; ``empty``: ids of texts without a word, which can bear nothing; ``several``: names that more than one file has."""

    shelf: Mapping[str, Shelved]
    skipped: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_texts(self, texts: Mapping[str, str]) -> "Library":
        """The same with more texts; theirs come first where ids meet."""
        own = {name: shelved(name, text) for name, text in texts.items() if words(text)}
        shelf = {name: one for name, one in self.shelf.items() if name not in texts}
        several = {name: files for name, files in self.several.items() if name not in texts}
        return Library({**shelf, **own}, self.skipped, (self.empty - set(own)) | (set(texts) - set(own)), several)


def shelved(name: str, text: str, title: str = "", blocks: Sequence[Block] = ()) -> Shelved:
    """A text ready to be cited; blocks default to the whole of it."""
    text = well_formed(text)
    language = guess_language(text)
    source = Source(name, title or name, language=language, sha256=hashlib.sha256(text.encode()).hexdigest())
    blocks = tuple(blocks) or (Block(Span(0, len(text))),)
    evidence = EvidenceSource(text, tuple(dict.fromkeys((title or name, name))), language=language)
    return _with_passages(name, evidence, tuple(split(SourceText(source, text, blocks))))


def _with_passages(name: str, evidence: EvidenceSource, passages: tuple[Passage, ...]) -> Shelved:
    return Shelved(name, evidence, passages, tuple(frozenset(tokens(p.text, evidence.language)) for p in passages))


def read_library(folder: Path, max_mb: int = 64) -> Library:
    """Every readable file under ``folder``, by its path without the ending and, where that is unique, by its bare name.

    The sources of a case (its folder, or the ``corpus/`` in it with a manifest) go by their ids and the names of their passages, too,
    and by who published them. Raises UsageError when there is nothing to read; files that cannot be read are named in ``skipped``.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. Give the folder that holds the cited texts.")
    shelf: dict[str, Shelved] = {}
    skipped: list[str] = []
    listed = {entry.path.resolve(): entry for entry in _entries(folder)}
    for entry in listed.values():
        try:
            for name, part in _of_case(entry, max_mb).items():
                shelf.setdefault(name, part)
        except LoadError as exc:
            skipped.append(str(exc))
    files = {_path(file, folder): file for file in find_files([folder], skipped)}
    files = {_path(file, folder): file for file in listed if _path(file, folder) not in files} | files
    named: dict[str, list[Path]] = {}
    for path in files:
        for name in _short(path):
            named.setdefault(name, []).append(path)
    several = {name: tuple(p.as_posix() for p in paths) for name, paths in named.items() if len(paths) > 1}
    for path, file in files.items():
        one: Shelved | None = None
        if own_entry := listed.get(file.resolve()):
            one = shelf.get(own_entry.source.id)
        else:
            own = path.with_suffix("").as_posix()
            try:
                loaded = load_file(file, max_mb)
                one = shelved(path.as_posix() if own in several else own, loaded.text, loaded.title, loaded.blocks)
            except LoadError as exc:
                skipped.append(str(exc))
                continue
        for name in (path.as_posix(), *(n for n in _short(path) if n not in several)):
            if one:
                shelf.setdefault(name, one)
    if not shelf:
        raise UsageError(f"no readable file in {folder}. {skipped[0] if skipped else 'Put the cited texts there.'}")
    return Library(shelf, tuple(skipped), several={n: files for n, files in several.items() if n not in shelf})


def _path(file: Path, folder: Path) -> Path:
    """By which a file goes: its path in the folder, or its bare name where it lies outside."""
    for one, root in ((file, folder), (file.resolve(), folder.resolve())):
        if one.is_relative_to(root):
            return one.relative_to(root)
    return Path(file.name)


def _short(path: Path) -> dict[str, None]:
    """The shorter names of a file, which others may have, too."""
    return dict.fromkeys((path.with_suffix("").as_posix(), path.name, path.stem))


def _entries(folder: Path) -> Sequence[Entry]:
    """The sources of the case that ``folder`` is, or is the corpus of; none of any other folder."""
    if (folder / "corpus" / MANIFEST).is_file():
        return read_case(folder).entries
    inside = folder.resolve().name == "corpus" and (folder / MANIFEST).is_file()
    return read_case(folder.resolve().parent).entries if inside else ()


def _of_case(entry: Entry, max_mb: int) -> dict[str, Shelved]:
    """A source of a case by its id, and each of its passages by all names of it; raises LoadError."""
    text, _ = read_source(entry, max_mb)
    source = text.source
    evidence = as_evidence(source, text.text)
    whole = _with_passages(source.id, evidence, tuple(split(text)))
    found = {source.id: whole}
    for passage, terms in zip(whole.passages, whole.terms, strict=True):
        one = Shelved(source.id, evidence, (passage,), (terms,))
        found |= dict.fromkeys(names_of_passage(passage.id, source.id, passage.locator), one)
    return found
