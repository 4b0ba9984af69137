"""Paraphrases and lies written by hand on everyday matters: freer words than rules make."""

from __future__ import annotations

import json
from pathlib import Path

from evals.adversary_ground import claim_of
from evals.adversary_rates import Judged, judge
from rag.types import Citation, Claim, Span, Tier
from rag.verify.sources import EvidenceSource

BY_HAND = Path(__file__).parent / "data" / "by_hand.jsonl"
FRESH = Path(__file__).parent / "data" / "by_hand_fresh.jsonl"  # written last, no rule was changed for it


def claims_by_hand(path: Path = BY_HAND) -> tuple[list[tuple[str, str, Claim]], dict[str, EvidenceSource]]:
    """(way, family, claim) for each line, and the sources they cite; a lie's family is what was changed in it."""
    made, sources = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        told = json.loads(line)
        text, key = told["source"], f"s{number}"
        sources[key] = EvidenceSource(text, ("County Gazette",), Tier.PRIMARY, "2023-01-01", "en")
        claim = claim_of(f"{told['claim']} [1]", [Citation(1, "p", key, text, Span(0, len(text)))])
        made.append(("by hand", told["lie"] or "honest", claim))
    return made, sources


def judged_by_hand(path: Path = BY_HAND) -> list[Judged]:
    """Each line with the verifier's verdict."""
    made, sources = claims_by_hand(path)
    return [judge(way, family, claim, None, sources) for way, family, claim in made]
