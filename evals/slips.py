"""What became of the sentences of a scripted model: its slips that were shown as supported, its honest ones that were lowered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.outside import unmarked
from evals.saved import Row
from evals.scripted import HONEST, Said
from rag.types import Status

SHOWN, LOWERED = "slips_shown", "honest_lowered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A written sentence and the verdict it was shown with; ``claim`` is how the product took it up."""

    question: str
    said: Said
    claim: str
    verdict: str


def outcomes(row: Row, said: Mapping[str, Sequence[Said]]) -> list[Outcome]:
    """The verdict on each sentence written for a question; a sentence that was taken apart has the worst of its parts."""
    claims = [(unmarked(claim["text"]), claim["verdict"]) for claim in row.answer["claims"]]
    found = []
    for sentence in said.get(str(row.answer["asked_as"]), ()):
        parts = [(text, verdict) for text, verdict in claims if text and text in sentence.text]
        if parts:
            worst = next((v for _, v in parts if v != Status.SUPPORTED), str(Status.SUPPORTED))
            found.append(Outcome(row.id, sentence, " ".join(text for text, _ in parts), worst))
    return found


def counted(row: Row, said: Mapping[str, Sequence[Said]]) -> Row:
    """The row with its slips and its honest sentences among its measures."""
    found = outcomes(row, said)
    slips = [o for o in found if o.said.slip != HONEST]
    honest = [o for o in found if o.said.slip == HONEST]
    parts = dict(row.parts)
    if slips:
        parts[SHOWN] = (sum(o.verdict == Status.SUPPORTED for o in slips), len(slips))
    if honest:
        parts[LOWERED] = (sum(o.verdict != Status.SUPPORTED for o in honest), len(honest))
    return row.model_copy(update={"parts": parts})


def slip_table(found: Sequence[Outcome]) -> str:
    """A Markdown table: a line for each kind of slip and one for the honest sentences, by verdict."""
    lines = [
        "| what is wrong | sentences | supported | partly | not checked | struck |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for slip in sorted({o.said.slip for o in found}, key=lambda name: (name == HONEST, name)):
        verdicts = Counter(o.verdict for o in found if o.said.slip == slip)
        kept = [verdicts[s] for s in (Status.SUPPORTED, Status.PARTLY, Status.UNCHECKED)]
        cells = [verdicts.total(), *kept, verdicts.total() - sum(kept)]
        lines.append(f"| {slip} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)
