"""The embedder and nothing else: ``python -m evals.bench.bare TEXTS.json EMBEDDER``, for the bench of ingestion."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rag.models.embedder import choose_embedder


def embed_all(file: Path, embedder: str) -> None:
    """Embed every text of ``file`` ({passages|questions: {embedder id: texts}}) in batches of 8, shortest first."""
    wanted = json.loads(file.read_text(encoding="utf-8"))
    own = choose_embedder(embedder)
    others = {own.id: own}
    for kind, by_id in wanted.items():
        for id_, texts in by_id.items():
            if id_ not in others:
                others[id_] = choose_embedder("minilm")
            texts.sort(key=len)
            for start in range(0, len(texts), 8):
                getattr(others[id_], kind)(texts[start : start + 8])


if __name__ == "__main__":
    embed_all(Path(sys.argv[1]), sys.argv[2])
