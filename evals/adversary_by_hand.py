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
REWORDED = Path(__file__).parent / "data" / "reworded.jsonl"
HALVES = (
    "development",
    "check",
)  # rules are mended and weights fitted on the first; of the second only totals are read

Made = tuple[list[tuple[str, str, Claim]], dict[str, EvidenceSource]]


def claims_by_hand(path: Path = BY_HAND) -> Made:
    """(way, family, claim) for each line, and the sources they cite; a lie's family is what was changed in it."""
    made, sources = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        told = json.loads(line)
        key = f"s{number}"
        sources[key] = _source(told["source"], "County Gazette")
        made.append(("by hand", told["lie"] or "honest", _claim(told["claim"], key, sources[key])))
    return made, sources


def reworded(half: str, path: Path = REWORDED) -> Made:
    """(way, family, claim) of one half's sources, honest paraphrases first; raises ValueError for another half."""
    if half not in HALVES:
        raise ValueError(f"the half is {half!r}, not one of {', '.join(HALVES)}")
    made, sources = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if told["half"] != half:
            continue
        key, source = told["id"], _source(told["source"], told["publisher"])
        sources[key] = source
        made += [("reworded", "honest", _claim(text, key, source)) for text in told["honest"]]
        made += [(lie["way"], lie["family"], _claim(lie["claim"], key, source)) for lie in told["lies"]]
    return made, sources


def judged_by_hand(path: Path = BY_HAND) -> list[Judged]:
    """Each line with the verifier's verdict."""
    made, sources = claims_by_hand(path)
    return [judge(way, family, claim, None, sources) for way, family, claim in made]


def _source(text: str, publisher: str) -> EvidenceSource:
    return EvidenceSource(text, (publisher,), Tier.PRIMARY, "2023-01-01", "en")


def _claim(text: str, key: str, source: EvidenceSource) -> Claim:
    return claim_of(f"{text} [1]", [Citation(1, "p", key, source.text, Span(0, len(source.text)))])
