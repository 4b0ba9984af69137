"""An answer as plain text that a person can read anywhere: sentences with [n] and doubts, differences, a list of sources."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Answer, Citation, Conflict, Source, Verdict
from ui.answer_words import answer_word, title_of
from ui.reasons import doubt_words


def pieces(answer: Answer, sources: Mapping[str, Source]) -> list[str]:
    """The text in pieces as they may be sent one by one; joined they are the whole."""
    standing = {v.claim.span.start: v for v in answer.verdicts if not v.status.borne}
    language = answer.language
    cuts = sorted({v.claim.span.end for v in answer.verdicts} | {n.span.end for n in answer.notes})
    out: list[str] = []
    at = 0
    for cut in [*cuts, len(answer.text)]:
        if cut <= at:
            continue
        doubt = next((_doubt(standing[s], language) for s in sorted(standing) if at <= s < cut), "")
        out.append(answer.text[at:cut] + doubt)
        at = cut
    out += [_difference(conflict, sources, language) for conflict in answer.conflicts]
    listed = _listed(answer, sources)
    return out + ([f"\n\n{answer_word('sources', language)}:\n{listed}"] if listed else [])


def _doubt(verdict: Verdict, language: str) -> str:
    return f" ({doubt_words(verdict, language)})"


def _difference(conflict: Conflict, sources: Mapping[str, Source], language: str) -> str:
    by = answer_word("by_editor", language).rstrip(":：")
    judged = f" ({by[0].lower()}{by[1:]})" if conflict.by_editor else ""
    sides = "; ".join(f"{_who(c, sources)}: “{c.quote}”" for c in (conflict.higher, conflict.lower))
    return f"\n\n{title_of(conflict, language)}{judged}: {sides}"


def _listed(answer: Answer, sources: Mapping[str, Source]) -> str:
    """Each cited passage once: number, publisher, title, date, place, tier, address."""
    lines: dict[int, str] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            source = sources.get(citation.source_id)
            if source is None or citation.number in lines:
                continue
            parts = [source.publisher, source.title, source.published, citation.locator, str(source.tier), source.url]
            lines[citation.number] = f"[{citation.number}] " + " · ".join(part for part in parts if part)
    return "\n".join(lines[number] for number in sorted(lines))


def _who(citation: Citation, sources: Mapping[str, Source]) -> str:
    source = sources.get(citation.source_id)
    return (source.publisher or source.title) if source else citation.source_id
