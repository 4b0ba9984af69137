"""What the children of the warm process do; arguments and results are plain JSON."""

from __future__ import annotations

from pathlib import Path

LEAFLET = "society-leaflet.txt"


def ingest(home: str, rebuild: bool) -> str:
    """Bring the index up to date; the snapshot's id."""
    from rag.ingest.build import build

    return build(_settings(home), rebuild=rebuild).snapshot.id


def ask(home: str, question: str) -> dict[str, str]:
    """What the index answers as the kill left it, from which snapshot, and all of its texts."""
    from rag.ask import answer
    from rag.assemble import open_parts

    parts = open_parts(_settings(home))
    reply = answer(question, parts)
    texts = "".join(parts.index.source_text(source_id) for source_id in parts.index.sources)
    return {"snapshot": reply.snapshot, "text": reply.text, "texts": texts}


def _settings(home: str):
    from rag.settings import load_settings

    return load_settings(case=Path(home), embedder="minilm")
