"""An answer as plain text with numbered quotes: what the copy button gives, fit for a mail or a note."""

from __future__ import annotations

from collections.abc import Mapping

from rag.answer.said_by import date_of
from rag.index.snapshot import now
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, bracketed, colon, in_a_row, semicolon, stop
from rag.types import Answer, Citation, NoteKind, Source
from rag.wording import Wording, wording_of
from ui.answer_words import chosen_words, title_of
from ui.reasons import doubt_words, reason_words
from ui.seed_words import is_seed
from ui.web.badges import when, who
from ui.web.words import word


def as_text(answer: Answer, sources: Mapping[str, Source], question: str) -> str:
    """Question, the first line, each sentence that is not plainly borne out with what is wrong, differences, the words cited, and the day."""
    language = answer.language
    lead = answer.lead
    head = [chosen_words(answer), *((lead.text, lead.by, lead.note) if lead else ())]
    lines = [question, "", *(line for line in head if line), ""]
    kept = [] if lead else [(n.span.start, n.text) for n in answer.notes if n.kind is not NoteKind.FURTHER]
    if answer.mode == "model":
        kept += [(v.claim.span.start, v.claim.text) for v in answer.verdicts]
    lines += [text for _, text in sorted(kept)]
    for verdict in answer.verdicts:
        if doubt := doubt_words(verdict, language):
            lines.append(f"! {verdict.claim.text}{bracketed(doubt, language)}")
    for conflict in answer.conflicts:
        judged = word("by_editor", language) + after_colon(language) if conflict.by_editor else ""
        lines += ["", f"{title_of(conflict, language)}{stop(language)}{judged}{reason_words(conflict, language)}"]
        lines += [f"  {_cited(c, sources, language)}" for c in (conflict.higher, conflict.lower)]
    cited = {c.number: c for v in answer.verdicts for c in v.claim.citations}
    if cited:
        lines += ["", f"{word('sources', language)}{colon(language).rstrip()}"]
        lines += [f"[{n}] {_cited(c, sources, language)}" for n, c in sorted(cited.items())]
    return "\n".join(
        [*lines, "", f"On Record · {word('checked_on', language, day=date_of(now()[:10], language))}"]
    ).strip()


def whose_words(citation: Citation, source: Source, language: str) -> str:
    """Whose words are cited, as every face names it."""
    if is_seed(source):
        return word("seed_words", language)
    return word(f"whose_{wording_of(citation, source).name.lower()}", language)


def _cited(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    """The words, who says them and where, and whose they are; between quotation marks only a source's own."""
    source = sources.get(citation.source_id)
    if source is None:
        return citation.quote
    quoted = f"“{citation.quote}”" if wording_of(citation, source) is Wording.VERBATIM else citation.quote
    place = in_a_row([who(source), when(source, language), place_words(citation.locator, language)], language)
    told = [f"{place}{colon(language)}{source.title}", whose_words(citation, source, language), source.url]
    return quoted + bracketed(semicolon(language).join(part for part in told if part), language)
