"""The vectors of a build: of each passage under its source's title and its headings.

A text's vector depends on the text and the embedder alone, never on its neighbours, and it is rounded to 16 bits where it is made. So what the
live build has embedded already is not embedded again, and a build that reuses vectors is equal, bit by bit, to one that makes all of them.

A case may bring along the vectors of an earlier index (``corpus/vectors.npz``, by the first eight bytes of the texts' hashes: those of passages in
16 bits, those of questions, which are many, in 8 bits, as directions). They are taken where a few of them, made anew, are the same; a file
that is damaged, of another embedder or of other texts is as good as none.
"""

import hashlib
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from rag import __version__
from rag.case import ANSWERS, KnownQuestion
from rag.case.places import by_name
from rag.common.clock import Tick
from rag.common.machine import give_back
from rag.index.passages import LINES, OF_PASSAGES, STARTS, Passages
from rag.index.snapshot import Snapshot
from rag.index.stored import (
    JUDGED,
    KNOWN,
    PREPARED,
    SEAL,
    KnownTable,
    differing,
    read_judged,
    read_known,
    read_prepared,
)
from rag.models.embedder import Embedder, MiniLM, Vectors
from rag.sources import Kind, Passage, Source

_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
BATCH = 8
# the nearest vectors of 16 bits; Chroma changes the last bit of 32, this brings back what was stored
Half = npt.NDArray[np.float16]
Done = Callable[[int, int], None]
VECTORS = "vectors.npz"
PASSAGES, QUESTIONS = "passages", "questions"  # how a text is read: embedders mark the two differently
Find = Callable[[str], Vectors | None]  # a text's vector, None where it is not known
# by how a text is read, the embedder's id and the text: as a passage and as a question it has two vectors
Known = Mapping[tuple[str, str], Mapping[str, Vectors]]
_STEPS = 127  # of 8 bits, either way
_TRIED, _ALIKE = 8, 0.999  # texts that are embedded anew, and the cosine that they must reach


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages in collection order with their vectors."""

    embedder: str
    passages: tuple[Passage, ...]
    vectors: npt.NDArray[np.float16]


class Unembeddable(Exception):
    """Sources with a text that stopped the embedder, by id, and how."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(", ".join(sources))
        self.sources = sources


def embed(read: Sequence[tuple[Source, Sequence[Passage]]], embedder: "Reusing", tick: Tick) -> Embedded:
    """Embed every passage; ``tick`` hears ``("embedding", done, total)`` of the texts that are new.

    Raises Unembeddable when a text stops the embedder.
    """
    passages = tuple(p for _, group in read for p in group)
    owners = [source for source, group in read for _ in group]
    texts = [labelled(source, p) for source, p in zip(owners, passages, strict=True)]
    vectors = embedder.passages(texts, lambda done, total: tick("embedding", done, total))
    if stopped := embedder.stopped():
        raise Unembeddable({o.id: stopped[text] for o, text in zip(owners, texts, strict=True) if text in stopped})
    return Embedded(embedder.id, passages, vectors)


def labelled(source: Source, passage: Passage) -> str:
    """``passage`` under its source's label and its headings."""
    return f"{label(source)}: {passage.under_path}"


def label(source: Source) -> str:
    """A short heading for the embedder: a document's title; of a record acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    title = _BRACKET_AT_END.sub("", source.title)
    if source.kind is Kind.DOCUMENT:
        return title or source.id
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [acronym.group(1) if acronym else source.publisher, title, year.group() if year else ""]
    return ", ".join(part for part in parts if part) or source.id


class Reusing:
    """An embedder that asks the real one only for what is not known yet, nor brought along; counts what it ``made`` and ``reused``."""

    def __init__(
        self, embedder: Embedder, known: Known = MappingProxyType({}), brought: "Brought | None" = None
    ) -> None:
        self.id, self.dim, self.multilingual = embedder.id, embedder.dim, embedder.multilingual
        self.made = self.reused = 0
        self._embedder = embedder
        self._embed = {PASSAGES: embedder.passages, QUESTIONS: embedder.questions}
        self._known: dict[str, list[Find]] = {}
        for read_as, embed in self._embed.items():
            self._known[read_as] = [known.get((read_as, embedder.id), {}).get]
            if brought:
                self._known[read_as].append(brought.of(embedder.id, read_as, embed))

    def passages(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Half:
        """One vector a text, in the order given; ``done`` hears how many of the new ones there are by now."""
        return self._made(texts, PASSAGES, done)

    def questions(self, texts: Sequence[str], done: Done = lambda done, total: None) -> Half:
        """The same under the embedder's mark for questions."""
        return self._made(texts, QUESTIONS, done)

    def stopped(self) -> dict[str, str]:
        """The texts that stopped the embedder since this was last asked, and how."""
        found: dict[str, str] = getattr(self._embedder, "stopped", {})
        told = dict(found)
        found.clear()
        return told

    def let_go(self) -> None:
        """Free the model and what was known; from here on nothing can be embedded."""
        del self._embedder
        self._embed, self._known = {}, {}
        give_back()

    def _made(self, texts: Sequence[str], read_as: str, done: Done) -> Half:
        embed, known = self._embed[read_as], self._known[read_as]
        vectors = np.zeros((len(texts), self.dim), np.float16)
        rows: defaultdict[str, list[int]] = defaultdict(list)  # that each new text fills
        for row, text in enumerate(texts):
            found = next((vector for find in known if (vector := find(text)) is not None), None)
            if found is None:
                rows[text].append(row)
            else:
                vectors[row] = found
        # Made in the order of length: a batch is as slow as its longest text. Equal texts are made once.
        new = sorted(rows, key=lambda text: (len(text), text))
        size = getattr(self._embedder, "batch", BATCH)  # an endpoint takes more at once
        for start in range(0, len(new), size):
            batch = new[start : start + size]
            for text, vector in zip(batch, embed(batch), strict=True):
                vectors[rows[text]] = vector
            done(start + len(batch), len(new))
        self.made += len(new)
        self.reused += len(texts) - len(new)
        return vectors


def versions() -> dict[str, str]:
    """Of what makes an index; vectors are reused only under the same."""
    return {"onrecord": __version__} | {name: version(name) for name in ("chromadb", "llama-index-core")}


def known_vectors(data: Path, live: Snapshot | None) -> Known:
    """The vectors of the live build by their texts, from those of its files that are what they were; none when there is none, or of other versions."""
    if live is None or live.versions != versions():
        return {}
    folder, own = live.build_dir(data), live.embedder
    wrong = set(differing(folder, live.seal))
    as_passages: dict[str, Vectors] = {}
    as_questions: dict[str, Vectors] = {}
    with suppress(OSError, ValueError):
        if not wrong & {SEAL, LINES, STARTS, OF_PASSAGES}:
            sources = {source.id: source.to_source() for source in live.sources}
            texts = [labelled(sources[p.source_id], p) for p in Passages(folder, live)]
            as_passages = _by_text(texts, np.load(folder / OF_PASSAGES, allow_pickle=False).astype(np.float32))
        if not wrong & {SEAL, KNOWN}:
            known = read_known(folder)
            as_questions = _by_text(known.questions, known.vectors.astype(np.float32))
        if not wrong & {SEAL, JUDGED}:
            as_questions |= read_judged(folder)
        if not wrong & {SEAL, ANSWERS, PREPARED}:
            prepared = read_prepared(folder)
            as_questions |= _by_text([way for one in prepared.answers for way in one.asked], prepared.asked)
            as_passages |= _by_text([one.text for one in prepared.answers], prepared.told)
    if own == MiniLM.id:  # which makes no difference between questions and passages
        as_questions = as_passages = as_passages | as_questions
    return {(PASSAGES, own): as_passages, (QUESTIONS, own): as_questions}


def _by_text(texts: Sequence[str], vectors: Vectors) -> dict[str, Vectors]:
    """Each text's vector, without what is no vector of length about 1: a damaged row is made anew."""
    fine = np.abs(np.linalg.norm(vectors, axis=1) - 1) < 0.01 if len(vectors) else np.zeros(0, bool)
    return {text: vector for text, vector, good in zip(texts, vectors, fine, strict=True) if good}


def known_table(
    questions: Sequence[KnownQuestion],
    passages: Sequence[Passage],
    moved: Mapping[str, str],
    embedder: Reusing,
    done: Done,
) -> KnownTable:
    """The table for a build of ``passages``; ``moved`` names facts by the passages of originals that hold them.

    An answer that names no passage of this build (its source could not be read, or has no such place) is left out; where none is left,
    so is the question: it must not be taken for one that the sources are silent on.
    """
    rows_of = by_name(passages)
    rows = [[row for n in q.answered_by for row in rows_of.get(moved.get(n, n), ())] for q in questions]
    kept = [(q, found) for q, found in zip(questions, rows, strict=True) if found or not q.answered_by]
    texts = [q.question for q, _ in kept]
    links = [(n, row) for n, (_, found) in enumerate(kept) for row in dict.fromkeys(found)]
    return KnownTable(
        tuple(texts),
        embedder.questions(texts, done),
        np.array(links, np.int32).reshape(-1, 2),
        np.array([q.false_premise for q, _ in kept], np.bool_),
    )


class Brought:
    """What a case brings along; nothing where it has no such file, or one that cannot be read."""

    def __init__(self, corpus: Path) -> None:
        try:
            with np.load(corpus / VECTORS, allow_pickle=False) as data:
                self._data: dict[str, Any] = {name: data[name] for name in data.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            self._data = {}

    def of(self, embedder: str, read_as: str, embed: Callable[[list[str]], Vectors]) -> Find:
        """What finds the vectors of ``embedder``, read one way, by text; nothing where ``embed`` makes others of the same texts."""
        try:
            tried, hashes, vectors = (
                self._data[_name(embedder, read_as, part)] for part in ("tried", "hashes", "vectors")
            )
            rows = {one: row for row, one in enumerate(hashes.astype(np.uint64).tolist())}
            texts = [str(text) for text in tried]
            made, there = embed(texts), _whole(vectors[[rows[_hash(text)] for text in texts]])
            sound = np.isfinite(vectors).all() and np.abs(vectors.astype(np.float32)).max(axis=1).min() > 0
            if not sound or made.shape != there.shape or np.any((made * there).sum(axis=1) <= _ALIKE):
                return nothing
        except (KeyError, ValueError, AttributeError, IndexError):
            return nothing

        def find(text: str) -> Vectors | None:
            row = rows.get(_hash(text))
            return None if row is None else _whole(vectors[row])

        return find


def nothing(text: str) -> None:
    """No vector of ``text``."""


def bring_along(corpus: Path, known: Known) -> None:
    """Write what an index has embedded beside the sources of its case."""
    data: dict[str, Any] = {}
    for (read_as, embedder), by_text in known.items():
        texts = sorted(by_text)
        if not texts:
            continue
        some = np.unique(np.linspace(0, len(texts) - 1, _TRIED).astype(int))
        parts = {
            "tried": np.array([texts[n] for n in some], np.str_),
            "hashes": np.array([_hash(text) for text in texts], np.uint64),
            "vectors": _packed(np.array([by_text[text] for text in texts], np.float32), read_as),
        }
        data |= {_name(embedder, read_as, part): array for part, array in parts.items()}
    np.savez_compressed(corpus / VECTORS, **data)


def _name(embedder: str, read_as: str, part: str) -> str:
    return f"{embedder} {read_as} {part}".replace("/", "_")


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def _packed(vectors: Vectors, read_as: str) -> npt.NDArray[Any]:
    if read_as == PASSAGES:
        return vectors.astype(np.float16)
    return np.asarray(np.round(vectors * (_STEPS / np.abs(vectors).max())), np.int8)


def _whole(vectors: npt.NDArray[Any]) -> Vectors:
    """Vectors of length 1 in the directions kept."""
    found = np.asarray(vectors, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=-1, keepdims=True))
