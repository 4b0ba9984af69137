"""An answer as plain text with numbered quotes: what the copy button gives, fit for a mail or a note."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Answer, Citation, Source
from ui.answer_words import chosen_words, tier_word, title_of
from ui.reasons import conflict_words, doubt_words
from ui.web.badges import caution, when, who
from ui.web.words import word


def as_text(answer: Answer, sources: Mapping[str, Source], question: str) -> str:
    """Question, sentences with their marks and verdicts where these are not plain support, conflicts, quotes, snapshot."""
    language = answer.language
    scope = chosen_words(answer)
    lines = [question, "", *([scope, ""] if scope else [])]
    pieces = [(n.span.start, n.text) for n in answer.notes]
    for verdict in answer.verdicts:
        doubt = doubt_words(verdict, language)
        pieces.append((verdict.claim.span.start, f"- {verdict.claim.text}" + (f" ({doubt})" if doubt else "")))
    lines += [piece for _, piece in sorted(pieces)]
    for conflict in answer.conflicts:
        sides = [f"  “{c.quote}” ({_place(c, sources, language)})" for c in (conflict.higher, conflict.lower)]
        judged = f"{word('by_editor', language)} " if conflict.by_editor else ""
        lines += ["", f"{title_of(conflict, language)}. {judged}{conflict_words(conflict, language)}", *sides]
    cited = {c.number: c for v in answer.verdicts for c in v.claim.citations}
    if cited:
        lines += ["", f"{word('sources', language)}:"]
        lines += [f"[{n}] “{c.quote}” {_source(c, sources, language)}" for n, c in sorted(cited.items())]
    return "\n".join([*lines, "", f"On Record · {word('snapshot', language)} {answer.snapshot}"])


def _source(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    source = sources.get(citation.source_id)
    if source is None:
        return citation.source_id
    said = [f"{_place(citation, sources, language)}: {source.title}", tier_word(source.tier, language)]
    said += [part for part in (caution(source, language), source.url) if part]
    return ". ".join(part.rstrip(".") for part in said) + "."


def _place(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    source = sources.get(citation.source_id)
    if source is None:
        return citation.source_id
    return ", ".join(part for part in (who(source), when(source, language), citation.locator) if part)
