"""A case of very many passages: how long its build takes without the embedder, how long it takes to open, and to answer.

Texts are the shipped case's sentences in other company, vectors are random: answers make no sense, and take the time that others take.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from evals.run import SUITE
from evals.schema import read_suite
from rag.ask import answer
from rag.assemble import open_parts
from rag.ingest.build import build
from rag.models.embedder import Embedder, Vectors
from rag.settings import load_settings
from rag.sources import BREAK
from rag.text.sentences import sentences

SOURCES = 100
INSIDE = 8  # sentences of a paragraph: two are too many for one passage


class Dice:
    """Stands in for an embedder at the build: unit vectors that say nothing."""

    batch = 4096

    def __init__(self, like: Embedder) -> None:
        self.id, self.dim, self.multilingual = like.id, like.dim, like.multilingual
        self._dice = np.random.default_rng(0)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """A vector a text."""
        made = self._dice.normal(size=(len(texts), self.dim)).astype(np.float32)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))

    questions = passages


def measure(count: int, asked: int) -> dict[str, object]:
    """Seconds to build and to open an index of about ``count`` passages, milliseconds of ``asked`` answers from it."""
    own = open_parts(load_settings(no_model=True))
    index = own.index
    words = [span.of(p.text) for p in index.passages for span in sentences(p.text, index.sources[p.source_id].language)]
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        _write(Path(folder) / "corpus", count, words)
        settings = load_settings(case=Path(folder), no_model=True)
        started = time.perf_counter()
        snapshot = build(settings, load=lambda wanted: Dice(own.search.embedder)).snapshot
        built = time.perf_counter() - started
        started = time.perf_counter()
        parts = open_parts(settings, embedder=own.search.embedder)
        opened = time.perf_counter() - started
        questions = [one.question for one in read_suite(SUITE)]
        answer(questions[0], parts)  # loads what is loaded once
        told = []
        for n in range(asked):
            started = time.perf_counter()
            answer(questions[n % len(questions)], parts)
            told.append((time.perf_counter() - started) * 1000)
    return {
        "passages": snapshot.passages,
        "built, s": round(built, 1),
        "opened, s": round(opened, 2),
        "answer, p50 ms": round(float(np.percentile(told, 50)), 1),
        "answer, p95 ms": round(float(np.percentile(told, 95)), 1),
    }


def _write(corpus: Path, count: int, words: Sequence[str]) -> None:
    """A paragraph for each passage, in SOURCES texts."""
    corpus.mkdir()
    dice = Random(0)  # noqa: S311 - repeatable, no secret
    for number in range(SOURCES):
        paragraphs = (" ".join(dice.choices(words, k=INSIDE)) for _ in range(count // SOURCES))
        (corpus / f"source-{number}.txt").write_text(BREAK.join(paragraphs), encoding="utf-8")
