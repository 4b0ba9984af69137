"""Sentences that are true of a source, and the claims made of them: what the adversary turns into lies and paraphrases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.content import ACRONYM
from rag.corpus import read_case, read_record
from rag.sentences import sentences
from rag.text import guess_language
from rag.types import Citation, Claim, Source, Span, Tier
from rag.verify.verifier import EvidenceSource

OTHER = Path(__file__).parent / "data" / "other_domains.jsonl"
FIRST, SECOND = 1, 2  # the marks a claim may carry


@dataclass(frozen=True, slots=True)
class Ground:
    """One English sentence of a source, where it stands there, and by what name its source goes."""

    source_id: str
    text: str
    span: Span
    publisher: str
    official: bool

    def cited(self, number: int = FIRST) -> Citation:
        """The sentence as a citation."""
        return Citation(number, f"{self.source_id}:{self.span.start}", self.source_id, self.text, self.span)


@dataclass(frozen=True, slots=True)
class World:
    """All that can be cited, and the sentences that claims are made of."""

    sources: Mapping[str, EvidenceSource]
    grounds: tuple[Ground, ...]

    def half(self, first: bool) -> World:
        """The sentences of the sources whose id hashes to one side; both halves keep all sources."""
        return World(self.sources, tuple(g for g in self.grounds if _even(g.source_id) == first))


def case_world(home: Path) -> World:
    """The records of a case, fact by fact; documents are left out, so that no ingestion is needed."""
    texts, blocks = {}, []
    for entry in read_case(home).entries:
        if entry.record:
            stored = read_record(entry.path)
            texts[entry.source.id] = _evidence(entry.source, stored.text)
            blocks += [(entry.source, stored.text, block.span) for block in stored.blocks]
    return World(texts, tuple(_grounds(blocks)))


def other_world(path: Path = OTHER) -> World:
    """Sentences of ten made-up sources on harbours, birds, chess and so on: not the words of any case."""
    texts, blocks = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        source = Source(told["id"], told["id"], told["publisher"], published=told["published"], tier=Tier(told["tier"]))
        text = "\n\n".join(told["facts"])
        texts[source.id] = _evidence(source, text)
        at = 0
        for fact in told["facts"]:
            blocks.append((source, text, Span(at, at + len(fact))))
            at += len(fact) + 2
    return World(texts, tuple(_grounds(blocks)))


def joined(*worlds: World) -> World:
    """The sources and sentences of several worlds together."""
    sources = {key: source for world in worlds for key, source in world.sources.items()}
    return World(sources, tuple(g for world in worlds for g in world.grounds))


def claim_of(text: str, citations: Sequence[Citation]) -> Claim:
    """A claim on its own, its span the whole of its text."""
    return Claim(text, Span(0, max(1, len(text))), tuple(citations))


def _evidence(source: Source, text: str) -> EvidenceSource:
    names = (source.publisher, *ACRONYM.findall(source.publisher), source.title, *source.authors)
    return EvidenceSource(text, tuple(n for n in names if n), source.tier, source.published, source.language)


def _grounds(blocks: Iterable[tuple[Source, str, Span]]) -> Iterable[Ground]:
    """The sentences of the blocks that are English, closed by a full stop and neither very short nor very long."""
    for source, text, span in blocks:
        for piece in sentences(span.of(text), "en"):
            sentence = piece.of(span.of(text))
            if 30 <= len(sentence) <= 240 and sentence.endswith(".") and guess_language(sentence) == "en":
                name = source.publisher.split(" (")[0].split(";")[0].strip() or source.title
                official = source.tier is Tier.OFFICIAL
                yield Ground(source.id, sentence, piece.shifted(span.start), name, official)


def _even(source_id: str) -> bool:
    return hashlib.sha256(source_id.encode()).digest()[0] % 2 == 0
