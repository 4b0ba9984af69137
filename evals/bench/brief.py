"""How long a long brief of the shipped case takes, in one process with the index open."""

from __future__ import annotations

import statistics

from rag.assemble import open_parts
from rag.brief import Scope, summarize
from rag.brief.types import LENGTHS, About
from rag.settings import load_settings


def measure(topic: str, runs: int) -> dict[str, object]:
    """Seconds of ``runs`` briefs about ``topic``, median and longest, and the claims of the last."""
    parts = open_parts(load_settings())
    briefs = [summarize(Scope(About.TOPIC, topic, sentences=LENGTHS["long"]), parts) for _ in range(runs)]
    seconds = [brief.timings["total"] / 1000 for brief in briefs]
    return {
        "claims": len(briefs[-1].claims),
        "brief, median, s": round(statistics.median(seconds), 2),
        "brief, longest, s": round(max(seconds), 2),
    }
