"""What ingestion costs beside the embedding itself: generated passages, fresh processes, one run."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from pathlib import Path

from evals.bench.process import Spent, run
from rag.index.snapshot import read_snapshot
from rag.ingest.brought import Known
from rag.ingest.reuse import known_vectors
from rag.models.embedder import MiniLM
from rag.settings import load_settings

PARAGRAPHS = 50  # of a file
_SYLLABLES = [
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "he",
    "ji",
    "ko",
    "la",
    "me",
    "ni",
    "po",
    "qua",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "xe",
    "zo",
]
_GRAMMAR = ["the", "of", "and", "a", "in", "to", "with", "for", "on", "by", "at", "from"]


def measure(passages: int, embedder: str, seed: int = 7) -> dict[str, object]:
    """Passages a second of ``onrecord ingest`` and of the bare embedder on the same texts, in time on the clock and in
    processor time, and peak memory of that and of a fifth of it: the two tell whether memory grows.
    """
    few = max(PARAGRAPHS, passages // 5)
    small = _ingest(few, embedder, seed, bare=False)[0]
    busy = _load()
    large, bare, texts = _ingest(passages, embedder, seed)
    return {
        "embedder": embedder,
        "passages": passages,
        "texts embedded": texts,
        "ingest, passages/s": round(passages / large.seconds, 1),
        "bare embedder, passages/s": round(passages / bare.seconds, 1),
        "ingest over bare": round(bare.seconds / large.seconds, 3),
        "ingest, processor seconds": round(large.processor_s, 1),
        "bare embedder, processor seconds": round(bare.processor_s, 1),
        "ingest over bare, processor time": round(bare.processor_s / large.processor_s, 3),
        "others on the machine, load": f"{busy} before, {_load()} after",
        f"peak memory at {few}, MB": round(small.mb),
        f"peak memory at {passages}, MB": round(large.mb),
        "bare embedder, peak memory, MB": round(bare.mb),
    }


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


def _ingest(passages: int, embedder: str, seed: int, bare: bool = True) -> tuple[Spent, Spent, int]:
    """What one ingestion from nothing takes, start of the process included; what the bare embedder takes; its texts."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        home = Path(folder)
        write_case(home, passages, seed)
        spent = run([sys.executable, "-m", "ui.cli", "--case", folder, "ingest"], {"ONRECORD_EMBEDDER": embedder})
        settings = load_settings(case=home, embedder=embedder)
        snapshot = read_snapshot(settings.data_dir)
        if snapshot is None or snapshot.passages != passages:
            raise RuntimeError(f"made {passages} passages, the index holds {snapshot and snapshot.passages}")
        if not bare:
            return spent, spent, 0
        known = known_vectors(settings.data_dir, snapshot)
        if snapshot.embedder == MiniLM.id:  # to which a question and a passage are the same
            known = Known(known.passages)
        texts = {kind: {id_: list(made) for id_, made in getattr(known, kind).items()} for kind in vars(known)}
        (home / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        alone = run([sys.executable, "-m", "evals.bench.bare", str(home / "texts.json"), embedder], {})
    return spent, alone, sum(len(made) for by_id in texts.values() for made in by_id.values())


def write_case(home: Path, passages: int, seed: int) -> None:
    """A case of ``passages`` invented paragraphs of two sentences and about 30 words, each of which becomes a passage."""
    chance = random.Random(seed)  # noqa: S311 - repeatable words, not secrets
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(5_000)]
    (home / "corpus").mkdir()
    for start in range(0, passages, PARAGRAPHS):
        paragraphs = [_paragraph(chance, words) for _ in range(min(PARAGRAPHS, passages - start))]
        (home / "corpus" / f"paper-{start:06}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def _paragraph(chance: random.Random, words: list[str]) -> str:
    return " ".join(_sentence(chance, words, chance.randint(13, 18)) for _ in range(2))


def _sentence(chance: random.Random, words: list[str], length: int) -> str:
    said = [chance.choice(_GRAMMAR if i % 2 else words) for i in range(length)]
    said[length // 2] = str(chance.randint(2, 9_999))
    return " ".join(said).capitalize() + "."
