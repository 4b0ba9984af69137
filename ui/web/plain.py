"""An answer as plain text with numbered quotes: what the copy button gives, fit for a mail or a note."""

from __future__ import annotations

from collections.abc import Mapping

from rag.answer.said_by import date_of
from rag.index.snapshot import now
from rag.phrases import phrase
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, bracketed, colon, in_a_row, semicolon, stop
from rag.types import Answer, Citation, Kind, Source, Verdict
from ui.answer_words import chosen_words, status_word, tier_word, title_of
from ui.reasons import doubt_words, reason_words
from ui.seed_words import of_the_seed
from ui.web.badges import caution, when, who
from ui.web.view import headline
from ui.web.words import word


def as_text(answer: Answer, sources: Mapping[str, Source], question: str) -> str:
    """Question, how many sentences there are, each with its marks and its verdict, conflicts, quotes, snapshot and day."""
    language = answer.language
    head = [chosen_words(answer), "" if answer.refused or not answer.judged else headline(answer, sources)]
    lines = [question, "", *(line for line in head if line)]
    lines += [""] if any(head) else []
    pieces = [(n.span.start, n.text) for n in answer.notes]
    pieces += [
        (v.claim.span.start, f"- {v.claim.text}{bracketed(_verdict(v, sources, language), language)}")
        for v in answer.verdicts
    ]
    lines += [piece for _, piece in sorted(pieces)]
    for conflict in answer.conflicts:
        sides = [
            f"  “{c.quote}”{bracketed(_side(c, sources, language), language)}"
            for c in (conflict.higher, conflict.lower)
        ]
        judged = word("by_editor", language) + after_colon(language) if conflict.by_editor else ""
        lines += [
            "",
            f"{title_of(conflict, language)}{stop(language)}{judged}{reason_words(conflict, language)}",
            *sides,
        ]
    cited = {c.number: c for v in answer.verdicts for c in v.claim.citations}
    if cited:
        lines += ["", f"{word('sources', language)}{colon(language).rstrip()}"]
        lines += [f"[{n}] “{c.quote}” {_source(c, sources, language)}" for n, c in sorted(cited.items())]
    made = f"{word('snapshot', language)} {answer.snapshot} · {word('checked_on', language, day=date_of(now()[:10], language))}"
    return "\n".join([*lines, "", f"On Record · {made}"])


def _verdict(verdict: Verdict, sources: Mapping[str, Source], language: str) -> str:
    """The verdict, with its reason where it is not plain support; of what only repeats the article whose words they are."""
    if of_the_seed(verdict, sources):
        return word("seed_words", language)
    return doubt_words(verdict, language) or status_word(verdict.status, language)


def _side(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    """Who says one side of a conflict: its tier, and whether the words are our own record's."""
    source = sources.get(citation.source_id)
    if source is None:
        return citation.source_id
    ours = phrase("our_record", language) if source.kind is Kind.RECORD else ""
    told = (_place(citation, sources, language), tier_word(source.tier, language), ours)
    return semicolon(language).join(part for part in told if part)


def _source(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    source = sources.get(citation.source_id)
    if source is None:
        return citation.source_id
    said = [f"{_place(citation, sources, language)}{colon(language)}{source.title}", tier_word(source.tier, language)]
    said += [part for part in (caution(source, language), source.url) if part]
    return stop(language).join(part.rstrip(".。") for part in said) + stop(language).rstrip()


def _place(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    source = sources.get(citation.source_id)
    if source is None:
        return citation.source_id
    return in_a_row([who(source), when(source, language), place_words(citation.locator, language)], language)
