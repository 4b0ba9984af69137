"""An index of very many passages: how long it takes to open, and to answer. Texts are the shipped case's sentences in other company,
vectors are random, so that nothing need be embedded: answers make no sense, and take the time that others take."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np

from evals.run import SUITE
from evals.schema import read_suite
from rag.answer.writing import QuotingEngine
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case.audited import AuditMarks
from rag.index.lexical import keep_terms
from rag.index.passages import OF_PASSAGES, write_passages
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.index.store import create_collection, open_index, to_node
from rag.index.stored import no_questions, save_known, write_judgements, write_text
from rag.retrieve.search import Search
from rag.settings import load_settings
from rag.text.sentences import sentences
from rag.types import BREAK, Passage, Source, Span
from rag.verify.checking import Checking

SOURCES = 100
INSIDE = 4  # sentences of a passage


def measure(count: int, asked: int) -> dict[str, object]:
    """Seconds to open an index of ``count`` passages, milliseconds of ``asked`` answers from it."""
    own = open_parts(load_settings(no_model=True))
    words = [
        span.of(p.text)
        for p in own.index.passages
        for span in sentences(p.text, own.index.sources[p.source_id].language)
    ]
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        started = time.perf_counter()
        snapshot = _written(Path(folder), count, words, own)
        written = time.perf_counter() - started
        started = time.perf_counter()
        index = open_index(Path(folder), snapshot)
        search = Search(index, own.search.embedder)
        opened = time.perf_counter() - started
        settings = load_settings(no_model=True, data=Path(folder))
        parts = Parts(
            settings, search, Checking(settings, index.texts), QuotingEngine(index.sources), AuditMarks(Path(folder))
        )
        questions = [one.question for one in read_suite(SUITE)]
        answer(questions[0], parts)  # loads what is loaded once
        told = []
        for n in range(asked):
            started = time.perf_counter()
            answer(questions[n % len(questions)], parts)
            told.append((time.perf_counter() - started) * 1000)
    return {
        "passages": count,
        "written, s": round(written, 1),
        "opened, s": round(opened, 2),
        "answer, p50 ms": round(float(np.percentile(told, 50)), 1),
        "answer, p95 ms": round(float(np.percentile(told, 95)), 1),
    }


def _written(data: Path, count: int, words: Sequence[str], own: Parts) -> Snapshot:
    """A build of ``count`` passages of SOURCES sources, INSIDE sentences each."""
    build, dim = data / "builds" / "many", own.search.embedder.dim
    (build / "texts").mkdir(parents=True)
    dice = Random(0)  # noqa: S311 - repeatable, no secret
    sources, passages = [], []
    for number in range(SOURCES):
        at, texts = 0, []
        for n in range(count // SOURCES):
            text = " ".join(dice.choices(words, k=INSIDE))
            passages.append(Passage(f"s{number}:{n}", f"s{number}", text, Span(at, at + len(text)), f"para {n + 1}"))
            texts.append(text)
            at += len(text) + len(BREAK)
        told = asdict(Source(f"s{number}", f"Source {number}", "Publisher", published="2021"))
        told["sha256"] = write_text(build, BREAK.join(texts))
        sources.append(SnapshotSource(**told, file="", file_sha256="", passages=len(texts)))
    snapshot = Snapshot(
        id="many", key="many", created="", build="many", collection="many", embedder=own.search.embedder.id, dim=dim,
        passages=len(passages), sources=tuple(sources),
    )  # fmt: skip
    vectors = np.random.default_rng(0).normal(size=(len(passages), dim)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    write_passages(build, passages)
    np.save(build / OF_PASSAGES, vectors.astype(np.float16))
    save_known(build, no_questions(dim))
    write_judgements(build, [], ())
    here = {source.id: source.to_source() for source in sources}
    create_collection(
        build,
        "many",
        (to_node(p, here[p.source_id], row, vectors[row]) for row, p in enumerate(passages)),
        len(passages),
        lambda _: None,
    )
    keep_terms(build, snapshot, passages)
    return snapshot
