"""Paraphrases and lies written by hand on forty-odd sentences of everyday matters: freer words than rules make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evals.adversary_ground import claim_of
from evals.adversary_rates import Judged, judge
from rag.types import Citation, Span, Tier
from rag.verify.verifier import EvidenceSource

BY_HAND = Path(__file__).parent / "data" / "by_hand.jsonl"


def judged_by_hand(path: Path = BY_HAND) -> Iterator[Judged]:
    """Each line with the verifier's verdict; a lie's family is what was changed in it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        text = told["source"]
        source = EvidenceSource(text, ("County Gazette",), Tier.PRIMARY, "2023-01-01", "en")
        claim = claim_of(f"{told['claim']} [1]", [Citation(1, "p", "s", text, Span(0, len(text)))])
        yield judge("by hand", told["lie"] or "honest", claim, None, {"s": source})
