"""An answer as plain text that a person can read anywhere: what leads, sentences with [n] and doubts, differences, a list of sources.

Nothing in it that comes from a document or a model is a link, a picture or a tag (``inert``).
"""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Answer, Source
from ui.api.inert import inert, inert_address
from ui.reasons import doubt_words
from ui.shown import differences, evidence, lead_line, said, source_of
from ui.words import word


def pieces(answer: Answer, sources: Mapping[str, Source]) -> list[str]:
    """The text in pieces as they may be sent one by one; joined they are the whole."""
    own = answer.lead is not None and answer.lead.claim is None and answer.text.startswith(answer.lead.text)
    first = "" if answer.refused or own else lead_line(answer, sources)
    out = inert([f"{first}\n\n"] if first else [])
    out += inert(
        _text(answer) + ["\n\n" + "\n".join(lines) for lines in differences(answer, sources, evidence(answer, sources))]
    )
    listed = _listed(answer, sources)
    return out + ([f"\n\n{word('sources', answer.language)}:\n{listed}"] if listed else [])


def _text(answer: Answer) -> list[str]:
    """The answer's own text, cut behind each claim and note, with what is to be doubted of a claim."""
    doubted = {v.claim.span.start: v for v in answer.verdicts if not v.status.borne}
    cuts = sorted({v.claim.span.end for v in answer.verdicts} | {n.span.end for n in answer.notes})
    out: list[str] = []
    at = 0
    for cut in [*cuts, len(answer.text)]:
        if cut <= at:
            continue
        doubt = next((f" ({doubt_words(doubted[s], answer.language)})" for s in sorted(doubted) if at <= s < cut), "")
        out.append(answer.text[at:cut] + doubt)
        at = cut
    return out


def _listed(answer: Answer, sources: Mapping[str, Source]) -> str:
    """Each cited passage once: number, who says it and whose words they are, title, address."""
    lines: dict[int, str] = {}
    for citation in (c for claim in answer.claims for c in claim.citations):
        source = source_of(citation, sources)
        told = inert([f"{said(citation, sources, answer.language)} · {source.title}"])
        parts = [*told, inert_address(source.url)]
        lines.setdefault(citation.number, f"[{citation.number}] " + " · ".join(part for part in parts if part))
    return "\n".join(lines[number] for number in sorted(lines))
