"""An answer as every plain face shows it, in strings: what leads, the evidence with whose words it has, and where sources differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.answer.said_by import date_of, publisher_of, wording_words
from rag.sources import BREAK, Citation, Context, Source, Span
from rag.text.place_words import place_words
from rag.text.punctuation import OWN, after_colon, bracketed, in_a_row, stop
from rag.types import Answer, Lead, Verdict
from rag.wording import as_said, marked, wording_of
from ui.answer_words import title_of
from ui.reasons import doubt_words, reason_words
from ui.words import word

FIRST = 3  # pieces of evidence that are shown at once


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim of an answer: its words, who says them, and what is to be doubted of it."""

    mark: str  # "[1]", "[1][2]", or empty
    words: tuple[
        str, str, str
    ]  # what decides with what stands before and after it; in quotation marks where it is a source's own
    by: tuple[str, ...]  # one line a source
    doubt: str
    verdict: Verdict


def lead_line(answer: Answer, sources: Mapping[str, Source]) -> str:
    """The lead with who says it, when, and whose words they are; "" where nothing leads."""
    lead = answer.lead
    if lead is None:
        return ""
    words = f"“{lead.text}”" if lead.verbatim else lead.text
    return words + (f" — {by}" if (by := lead_by(answer, lead, sources)) else "")


def lead_by(answer: Answer, lead: Lead, sources: Mapping[str, Source]) -> str:
    """Who says it and when, and that the words are our summary where they are."""
    verdicts = answer.verdicts[lead.claim : lead.claim + 1] if lead.claim is not None else ()
    cited = [citation for verdict in verdicts for citation in verdict.claim.citations]
    if not lead.by or not cited or lead.kind not in ("value", "sentence") or answer.in_prose:
        return lead.by
    how = wording_words(wording_of(cited[0], source_of(cited[0], sources)), answer.language)
    return lead.by + bracketed(how, answer.language)


def evidence(answer: Answer, sources: Mapping[str, Source]) -> list[Evidence]:
    """Every claim in order, the one that the answer leads with first."""
    first = answer.lead.claim if answer.lead and answer.lead.kind in ("value", "sentence", "no") else None
    order = sorted(range(len(answer.verdicts)), key=lambda n: n != first)
    return [_evidence(answer.verdicts[n], sources, answer.language) for n in order]


def said(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    """``NCHS, 30 Dec 2021, p. 1 · our summary``: who, when, where, whose words they are, and of how long a list."""
    source = source_of(citation, sources)
    spoken = as_said(source, citation)
    when, place = date_of(spoken.published, language), place_words(citation.locator, language)
    who = in_a_row([publisher_of(spoken, language), when, place], language)
    how = wording_words(wording_of(citation, source), language)
    return " · ".join(filter(None, (who, how, in_all(citation, language))))


def differences(answer: Answer, sources: Mapping[str, Source], shown: Sequence[Evidence]) -> Iterator[list[str]]:
    """What differs and who finds so, then each side that is not among ``shown`` with who says it; nothing that the lead says is said again."""
    there = {(c.source_id, c.span) for one in shown for c in one.verdict.claim.citations}
    led = f"{answer.lead.text} {answer.lead.note}" if answer.lead else ""
    for conflict in answer.conflicts:
        both = (conflict.higher, conflict.lower)
        against = word("against", answer.language, one=both[0].number, other=both[1].number)
        told = [f"{title_of(conflict, answer.language)}{stop(answer.language)}{against}"]
        if (reason := reason_words(conflict, answer.language)) not in led:
            told += [word("by_editor", answer.language), reason] if conflict.by_editor else [reason]
        sides = [
            f"[{c.number}] {marked(c.quote, source_of(c, sources))} — {said(c, sources, answer.language)}"
            for c in both
            if (c.source_id, c.span) not in there
        ]
        why = after_colon(answer.language).join(told[1:])
        yield [told[0] + (stop(answer.language) + why if why else ""), *sides]


def addresses(answer: Answer, sources: Mapping[str, Source], shown: Sequence[Evidence] = ()) -> dict[str, str]:
    """The title and address of each cited source, once, under its first mark, of one in prose under all its marks; ``shown``: only of
    these."""
    verdicts = [one.verdict for one in shown] or answer.verdicts
    found: dict[str, str] = {}
    numbers: dict[str, set[int]] = {}
    for citation in (c for verdict in verdicts for c in verdict.claim.citations):
        source = source_of(citation, sources)
        found.setdefault(source.id, " · ".join(part for part in (source.title, source.url) if part))
        numbers.setdefault(source.id, {citation.number})
        if answer.in_prose:
            numbers[source.id].add(citation.number)
    ordered = sorted(found, key=lambda name: min(numbers[name]))
    return {"".join(f"[{n}]" for n in sorted(numbers[name])): found[name] for name in ordered}


def _evidence(verdict: Verdict, sources: Mapping[str, Source], language: str) -> Evidence:
    claim = verdict.claim
    numbers = dict.fromkeys(c.number for c in claim.citations)
    quoted = next((c for c in claim.citations if len(claim.citations) == 1 and c.quote in claim.text), None)
    words = in_passage(quoted, source_of(quoted, sources)) if quoted else ("", OWN.sub("", claim.text), "")
    by = dict.fromkeys(said(c, sources, language) for c in claim.citations)
    return Evidence("".join(f"[{n}]" for n in numbers), words, tuple(by), doubt_words(verdict, language), verdict)


def in_passage(citation: Citation, source: Source) -> tuple[str, str, str]:
    """The cited words with what is shown before and after them, each block on a line, between quotation marks where they are the source's own."""
    context = citation.context or Context(citation.quote, Span(0, len(citation.quote)))
    text, span = context.text, context.span
    lines = [one.replace(BREAK, "\n") for one in (text[: span.start], span.of(text), text[span.end :])]
    before = "".join(f"{over}\n…\n" for over in context.over) + lines[0]
    opens, closes = marked("\0", source).split("\0")
    return opens + before, lines[1], lines[2] + closes


def in_all(citation: Citation, language: str) -> str:
    """How many items the list has that a citation shows a part of; "" where it shows all or has none."""
    items = citation.context.items if citation.context else 0
    return word("in_all", language, count=items) if items else ""


def source_of(citation: Citation, sources: Mapping[str, Source]) -> Source:
    """The cited source as it is now, or as the saved answer has it."""
    return sources.get(citation.source_id) or citation.card or Source(citation.source_id, citation.source_id)
